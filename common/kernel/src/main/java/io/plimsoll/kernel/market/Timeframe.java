package io.plimsoll.kernel.market;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How much time one bar covers. */
public enum Timeframe {
  ONE_MINUTE("1m", Duration.ofMinutes(1)),
  FIVE_MINUTES("5m", Duration.ofMinutes(5)),
  FIFTEEN_MINUTES("15m", Duration.ofMinutes(15)),
  ONE_HOUR("1h", Duration.ofHours(1)),
  ONE_DAY("1d", Duration.ofDays(1));

  private final String text;
  private final Duration duration;

  Timeframe(String text, Duration duration) {
    this.text = text;
    this.duration = duration;
  }

  /** The short name on the wire: 1m, 5m, 15m, 1h or 1d. */
  public String text() {
    return text;
  }

  /** The nominal length; a session's last bar may be shorter, and a day's session is. */
  public Duration duration() {
    return duration;
  }

  /** Whether the bars are shorter than a day. */
  public boolean isIntraday() {
    return this != ONE_DAY;
  }

  /**
   * Reads a short name, exactly.
   *
   * @throws IllegalArgumentException for any other text
   */
  public static Timeframe parse(String text) {
    for (Timeframe timeframe : values()) {
      if (timeframe.text.equals(text)) {
        return timeframe;
      }
    }
    throw new IllegalArgumentException(
        "timeframe: '%s' (expected: one of %s)"
            .formatted(
                text,
                Arrays.stream(values()).map(Timeframe::text).collect(Collectors.joining(" "))));
  }
}
