package io.plimsoll.batch.marketdata.core;

import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.time.ExchangeCalendar;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which daily bars are wanted from the provider.
 *
 * @param symbols the symbols, each once, ascending
 * @param from the first date
 * @param to the last date
 */
public record ProviderRequest(List<Symbol> symbols, LocalDate from, LocalDate to) {
  private static final int MOST_SYMBOLS = 1_000;
  private static final int MOST_DAYS = 12_000;
  private static final int USUAL_DAYS = 7;

  public ProviderRequest {
    symbols = List.copyOf(new TreeSet<>(symbols));
  }

  /**
   * Reads a request that a person typed.
   *
   * @param symbols the symbols
   * @param from absent: a week before {@code to}
   * @param to absent: today
   * @param today the date at the exchange
   * @throws Rejected naming the member at fault
   */
  public static ProviderRequest of(
      @Nullable List<String> symbols,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      LocalDate today) {
    List<Symbol> wanted =
        Objects.requireNonNullElse(symbols, List.<String>of()).stream()
            .map(ProviderRequest::symbol)
            .toList();
    if (wanted.isEmpty() || wanted.size() > MOST_SYMBOLS) {
      throw new Rejected(
          "symbols", "symbols: %d (expected: 1 to %d)".formatted(wanted.size(), MOST_SYMBOLS));
    }
    LocalDate last = Objects.requireNonNullElse(to, today);
    LocalDate first = Objects.requireNonNullElse(from, last.minusDays(USUAL_DAYS));
    if (last.isAfter(today)) {
      throw new Rejected("to", "to: %s (expected: not after today, %s)".formatted(last, today));
    }
    if (first.isBefore(ExchangeCalendar.FIRST)
        || first.isAfter(last)
        || last.toEpochDay() - first.toEpochDay() > MOST_DAYS) {
      throw new Rejected(
          "from",
          "from: %s (expected: from %s on, not after to, at most %d days)"
              .formatted(first, ExchangeCalendar.FIRST, MOST_DAYS));
    }
    return new ProviderRequest(wanted, first, last);
  }

  private static Symbol symbol(@Nullable String text) {
    try {
      return Symbol.parse(String.valueOf(text));
    } catch (IllegalArgumentException _) {
      throw new Rejected(
          "symbols",
          "symbols: '%s' (expected: 1 to 20 letters, digits and . _ ^ = -)".formatted(text));
    }
  }
}
