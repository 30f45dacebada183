package io.plimsoll.batch.marketdata.core;

import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What whoever imports a file says about it.
 *
 * @param name what faults call the file
 * @param symbol the symbol of its rows
 * @param timeframe the timeframe of its bars, or the one its trades become
 * @param zone the zone of time stamps without one; empty: the exchange's own
 * @param exchange where the symbol trades; a pair such as BTC-USD on CRYPTO, others on NYSE, if not
 *     said
 */
public record ImportOptions(
    String name, Symbol symbol, String timeframe, String zone, Exchange exchange) {
  private static final int LONGEST_NAME = 200;
  private static final Pattern PAIR = Pattern.compile("[A-Z0-9]+-(USD|USDT|USDC)");

  /**
   * Reads options that a person typed.
   *
   * @throws Rejected naming the option at fault
   */
  public static ImportOptions of(Typed typed) {
    String name = given(typed.name()).orElse("import.csv");
    if (name.length() > LONGEST_NAME) {
      throw new Rejected(
          "name", "name: %d characters (expected: at most 200)".formatted(name.length()));
    }
    String adjustment = given(typed.adjustment()).orElse("raw");
    if (!adjustment.equals("raw")) {
      throw new Rejected(
          "adjustment",
          "adjustment: %s (expected: raw; adjusted prices are made from raw ones)"
              .formatted(adjustment));
    }
    Symbol symbol = symbol(typed.symbol(), name);
    return new ImportOptions(
        name,
        symbol,
        given(typed.timeframe()).map(ImportOptions::timeframe).orElse(""),
        given(typed.zone()).map(ImportOptions::zone).orElse(""),
        given(typed.exchange())
            .map(ImportOptions::exchange)
            .orElseGet(() -> usualExchange(symbol)));
  }

  /** The timeframe, if it was said. */
  public Optional<Timeframe> bars() {
    return timeframe.isEmpty() ? Optional.empty() : Optional.of(Timeframe.parse(timeframe));
  }

  /** The zone, if it was said. */
  public Optional<ZoneId> zoneId() {
    return zone.isEmpty() ? Optional.empty() : Optional.of(ZoneId.of(zone));
  }

  private static Symbol symbol(@Nullable String text, String name) {
    String fileName = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.[A-Za-z]+$", "");
    String symbol = given(text).orElse(fileName);
    try {
      return Symbol.parse(symbol);
    } catch (IllegalArgumentException _) {
      throw new Rejected(
          "symbol",
          "symbol: '%s' (expected: 1 to 20 letters, digits and . _ ^ = -, by parameter or as the file's name)"
              .formatted(symbol));
    }
  }

  private static String timeframe(String text) {
    try {
      return Timeframe.parse(text).text();
    } catch (IllegalArgumentException _) {
      throw new Rejected(
          "timeframe", "timeframe: '%s' (expected: 1m, 5m, 15m, 1h or 1d)".formatted(text));
    }
  }

  private static String zone(String text) {
    try {
      return ZoneId.of(text).getId();
    } catch (DateTimeException _) {
      throw new Rejected(
          "zone", "zone: '%s' (expected: a time zone such as America/New_York)".formatted(text));
    }
  }

  private static Exchange exchange(String text) {
    try {
      return Exchange.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException _) {
      throw new Rejected("exchange", "exchange: '%s' (expected: NYSE or CRYPTO)".formatted(text));
    }
  }

  /** A pair such as BTC-USD trades around the clock unless somebody says otherwise. */
  private static Exchange usualExchange(Symbol symbol) {
    return PAIR.matcher(symbol.value()).matches() ? Exchange.CRYPTO : Exchange.NYSE;
  }

  private static Optional<String> given(@Nullable String text) {
    return Optional.of(Objects.requireNonNullElse(text, "").strip()).filter(t -> !t.isEmpty());
  }

  /** Options as they were typed; what was not said is null. */
  public record Typed(
      @Nullable String name,
      @Nullable String symbol,
      @Nullable String timeframe,
      @Nullable String zone,
      @Nullable String exchange,
      @Nullable String adjustment) {}
}
