package io.plimsoll.batch.marketdata.http;

import io.plimsoll.batch.marketdata.core.ImportSource;
import io.plimsoll.batchkernel.synthetic.SyntheticRequest;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which synthetic prices are wanted.
 *
 * @param symbols the symbols
 * @param from the first date
 * @param to the last date
 * @param seed default 42
 * @param anchors closes in USD on the anchor date, by symbol
 * @param anchorDate default the last date
 * @param model stage (default) or stochastic: with volatility that clusters, jumps and dividends
 */
record SyntheticBody(
    @Nullable List<String> symbols,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    @Nullable Long seed,
    @Nullable Map<String, Double> anchors,
    @Nullable LocalDate anchorDate,
    @Nullable String model) {
  private static final long USUAL_SEED = 42;

  ImportSource.Synthetic toSource() {
    boolean isStochastic =
        switch (Objects.requireNonNullElse(model, "stage")) {
          case "stage" -> false;
          case "stochastic" -> true;
          default ->
              throw new Rejected(
                  "model", "model: '%s' (expected: stage or stochastic)".formatted(model));
        };
    return new ImportSource.Synthetic(toRequest(), isStochastic);
  }

  SyntheticRequest toRequest() {
    if (from == null) {
      throw new Rejected("from", "from: missing (expected: a date)");
    }
    if (to == null) {
      throw new Rejected("to", "to: missing (expected: a date)");
    }
    Map<Symbol, Double> prices = new TreeMap<>();
    Objects.requireNonNullElse(anchors, Map.<String, Double>of())
        .forEach((symbol, price) -> prices.put(symbol(symbol, "anchors"), price));
    List<Symbol> wanted =
        Objects.requireNonNullElse(symbols, List.<String>of()).stream()
            .map(symbol -> symbol(symbol, "symbols"))
            .toList();
    try {
      return new SyntheticRequest(
          wanted,
          from,
          to,
          Objects.requireNonNullElse(seed, USUAL_SEED),
          prices,
          Objects.requireNonNullElse(anchorDate, to));
    } catch (IllegalArgumentException wrong) {
      String detail = String.valueOf(wrong.getMessage());
      throw new Rejected(detail.substring(0, Math.max(0, detail.indexOf(':'))), detail);
    }
  }

  private static Symbol symbol(@Nullable String text, String field) {
    try {
      return Symbol.parse(String.valueOf(text));
    } catch (IllegalArgumentException _) {
      throw new Rejected(
          field,
          "%s: '%s' (expected: 1 to 20 letters, digits and . _ ^ = -)".formatted(field, text));
    }
  }
}
