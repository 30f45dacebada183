package io.plimsoll.trainingkernel.spec;

import io.plimsoll.kernel.market.Bars;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** One end of a period. */
public sealed interface Bound {

  /** A trading date at the exchange. */
  record OnDate(LocalDate date) implements Bound {
    @Override
    public String toString() {
      return date.toString();
    }
  }

  /** The instant at which a bar opens. */
  record AtInstant(Instant instant) implements Bound {
    @Override
    public String toString() {
      return instant.toString();
    }
  }

  /** Reads a date or an instant, if the text is one. */
  static Optional<Bound> parse(String text) {
    try {
      return Optional.of(
          text.indexOf('T') < 0
              ? new OnDate(LocalDate.parse(text))
              : new AtInstant(Instant.parse(text)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Below 0 if the bar opens before this bound, above 0 if after it, 0 on it. */
  default int compare(Bars bars, int index) {
    return switch (this) {
      case OnDate(LocalDate date) -> bars.sessionDate(index).compareTo(date);
      case AtInstant(Instant instant) -> Long.compare(bars.openTime(index), instant.toEpochMilli());
    };
  }
}
