package io.plimsoll.training.marketdata.http;

import io.plimsoll.platform.marketdata.Series;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One series of {@code GET /symbols}. */
@Schema(name = "Series")
public record SeriesView(
    @Schema(examples = "AAPL") String symbol,
    @Schema(examples = "1d") String timeframe,
    @Schema(description = "When the first bar opens") Instant first,
    @Schema(description = "When the last bar opens") Instant last,
    @Schema(examples = "252") long bars,
    @Schema(description = "Hash over the series' chunks: what min_snapshot may name")
        String snapshot) {

  static SeriesView of(Series series) {
    return new SeriesView(
        series.symbol(),
        series.timeframe(),
        series.first(),
        series.last(),
        series.bars(),
        series.snapshot());
  }
}
