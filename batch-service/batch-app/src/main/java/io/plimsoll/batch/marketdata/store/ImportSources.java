package io.plimsoll.batch.marketdata.store;

import io.plimsoll.batch.marketdata.core.FileForm;
import io.plimsoll.batch.marketdata.core.ImportOptions;
import io.plimsoll.batch.marketdata.core.ImportSource;
import io.plimsoll.batch.marketdata.core.ProviderRequest;
import io.plimsoll.batchkernel.synthetic.SyntheticRequest;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Sources of imports as JSON. */
final class ImportSources {
  private ImportSources() {}

  static JsonObject write(ImportSource source) {
    return switch (source) {
      case ImportSource.PriceFile(ImportOptions options, _) ->
          new JsonObject()
              .put("name", options.name())
              .put("symbol", options.symbol().value())
              .put("timeframe", options.timeframe())
              .put("zone", options.zone())
              .put("exchange", options.exchange().name());
      case ImportSource.Provider(ProviderRequest request) ->
          new JsonObject()
              .put("symbols", new JsonArray(request.symbols().stream().map(Symbol::value).toList()))
              .put("from", request.from().toString())
              .put("to", request.to().toString());
      case ImportSource.Synthetic(SyntheticRequest request, boolean isStochastic) ->
          new JsonObject()
              .put("stochastic", isStochastic)
              .put("symbols", new JsonArray(request.symbols().stream().map(Symbol::value).toList()))
              .put("from", request.from().toString())
              .put("to", request.to().toString())
              .put("seed", request.seed())
              .put(
                  "anchors",
                  new JsonObject(
                      request.anchors().entrySet().stream()
                          .collect(
                              Collectors.toMap(
                                  anchor -> anchor.getKey().value(), Map.Entry::getValue))))
              .put("anchor_date", request.anchorDate().toString());
    };
  }

  static ImportSource read(String kind, JsonObject json) {
    return switch (kind) {
      case "csv", "parquet" ->
          new ImportSource.PriceFile(
              new ImportOptions(
                  json.getString("name"),
                  new Symbol(json.getString("symbol")),
                  json.getString("timeframe"),
                  json.getString("zone"),
                  Exchange.valueOf(json.getString("exchange"))),
              FileForm.valueOf(kind.toUpperCase(Locale.ROOT)));
      case "provider" ->
          new ImportSource.Provider(
              new ProviderRequest(
                  symbols(json),
                  LocalDate.parse(json.getString("from")),
                  LocalDate.parse(json.getString("to"))));
      case "synthetic" ->
          new ImportSource.Synthetic(
              new SyntheticRequest(
                  symbols(json),
                  LocalDate.parse(json.getString("from")),
                  LocalDate.parse(json.getString("to")),
                  json.getLong("seed"),
                  json.getJsonObject("anchors").stream()
                      .collect(
                          Collectors.toMap(
                              anchor -> new Symbol(anchor.getKey()),
                              anchor -> ((Number) anchor.getValue()).doubleValue())),
                  LocalDate.parse(json.getString("anchor_date"))),
              json.getBoolean("stochastic", false));
      default -> throw new IllegalStateException("source of an import: " + kind);
    };
  }

  private static List<Symbol> symbols(JsonObject json) {
    return json.getJsonArray("symbols").stream()
        .map(symbol -> new Symbol(symbol.toString()))
        .toList();
  }
}
