package io.plimsoll.batchkernel.marketdata;

import java.time.Instant;
import java.util.List;

/**
 * How good a series of bars is.
 *
 * @param coverage how many bars there are and how many the exchange's calendar would have
 * @param gaps the largest stretches without bars, largest first
 * @param staleness how many sessions (CRYPTO: UTC days) closed after the last bar
 * @param outliers the bars whose return stands out most, strongest first
 * @param withoutVolume how many bars traded nothing
 * @param stale whether more than three sessions closed after the last bar
 * @param splits the splits that prices and split factors do not agree about, oldest first
 */
public record QualityReport(
    Coverage coverage,
    List<Gap> gaps,
    int staleness,
    List<Outlier> outliers,
    int withoutVolume,
    boolean stale,
    List<SuspectedSplit> splits) {
  public QualityReport {
    gaps = List.copyOf(gaps);
    outliers = List.copyOf(outliers);
    splits = List.copyOf(splits);
  }

  /**
   * How complete the series is.
   *
   * @param found bars there are
   * @param expected bars from the first to the last by the exchange's calendar
   * @param ratio found over expected
   */
  public record Coverage(long found, long expected, double ratio) {}

  /**
   * A stretch without bars.
   *
   * @param after the open of the last bar before it
   * @param before the open of the first bar after it
   * @param missing how many bars are missing in it
   */
  public record Gap(Instant after, Instant before, long missing) {}

  /**
   * A split that prices and split factors do not agree about.
   *
   * @param at the open of the bar
   * @param apparent new shares for an old one by the prices; 1 if they show no split
   * @param recorded the split factor of the bar; 1 if it has none
   * @param fall the close before it over its close
   */
  public record SuspectedSplit(Instant at, double apparent, double recorded, double fall) {}

  /**
   * A return that stands out.
   *
   * @param at the open of the bar at whose close it was made
   * @param logReturn close over the previous close, adjusted for splits and dividends, as a
   *     logarithm
   * @param score its distance from the median in robust standard deviations
   */
  public record Outlier(Instant at, double logReturn, double score) {}
}
