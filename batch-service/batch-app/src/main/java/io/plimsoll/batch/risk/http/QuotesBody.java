package io.plimsoll.batch.risk.http;

import io.plimsoll.batchkernel.portfolio.OccSymbol;
import io.plimsoll.contracts.FieldFault;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Closing prices of instruments that have no bars: options by OCC symbol, the forward that a
 * volatility index's options are written on as {@code VIX.FORWARD}.
 *
 * @param date the session
 * @param quotes by instrument, at most 10,000
 */
record QuotesBody(
    @Schema(examples = "2025-06-30") @Nullable LocalDate date,
    @Nullable Map<String, BigDecimal> quotes) {
  private static final int MOST_QUOTES = 10_000;
  private static final BigDecimal HIGHEST = new BigDecimal("1e12");
  private static final int SCALE = 8;

  /** The quotes by canonical instrument code, with all faults at once if there are any. */
  SortedMap<String, BigDecimal> checked() {
    List<FieldFault> faults = new ArrayList<>();
    if (date == null) {
      faults.add(new FieldFault("date", "date: absent (expected: the session's date)"));
    }
    Map<String, BigDecimal> sent = quotes == null ? Map.of() : quotes;
    if (sent.isEmpty() || sent.size() > MOST_QUOTES) {
      faults.add(
          new FieldFault("quotes", "quotes: %d (expected: 1 to 10000)".formatted(sent.size())));
      throw new Rejected(faults);
    }
    SortedMap<String, BigDecimal> read = new TreeMap<>();
    sent.forEach((instrument, price) -> read(instrument, price, read, faults));
    if (!faults.isEmpty()) {
      throw new Rejected(faults);
    }
    return read;
  }

  private static void read(
      String instrument,
      @Nullable BigDecimal price,
      Map<String, BigDecimal> read,
      List<FieldFault> faults) {
    String field = "quotes." + instrument;
    if (price == null
        || price.signum() <= 0
        || price.compareTo(HIGHEST) >= 0
        || price.stripTrailingZeros().scale() > SCALE) {
      faults.add(
          new FieldFault(
              field,
              "%s: %s (expected: above 0 and below 1e12, at most 8 decimals)"
                  .formatted(field, String.valueOf(price))));
      return;
    }
    try {
      String code =
          OccSymbol.looksLike(instrument)
              ? OccSymbol.format(OccSymbol.parse(instrument))
              : Symbol.parse(instrument).value();
      read.put(code, price);
    } catch (IllegalArgumentException fault) {
      faults.add(new FieldFault(field, String.valueOf(fault.getMessage())));
    }
  }
}
