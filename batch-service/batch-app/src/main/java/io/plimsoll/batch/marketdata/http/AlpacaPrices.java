package io.plimsoll.batch.marketdata.http;

import io.plimsoll.batch.marketdata.MarketDataConfig;
import io.plimsoll.batch.marketdata.core.PriceProvider;
import io.plimsoll.batch.marketdata.core.ProviderFault;
import io.plimsoll.batch.marketdata.core.ProviderRequest;
import io.plimsoll.kernel.market.Symbol;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * {@link PriceProvider} of the format that Alpaca's market data API documents: {@code
 * /v2/stocks/bars} and {@code /v1/corporate-actions} (daily, raw), {@code
 * /v2/stocks/quotes/latest}, {@code /v1beta1/options/snapshots/{underlying}}; pages by {@code
 * page_token}. Wholly reactive.
 */
@ApplicationScoped
class AlpacaPrices implements PriceProvider {
  private static final int SYMBOLS_AT_ONCE = 100;
  private static final int MOST_PAGES = 10_000;
  private static final long HEAP_PER_ROW = 400;
  private static final String TOKEN = "page_token";

  private final ProviderCalls calls;
  private final MarketDataConfig config;

  AlpacaPrices(ProviderCalls calls, MarketDataConfig config) {
    this.calls = calls;
    this.config = config;
  }

  @Override
  public boolean isConfigured() {
    return config.provider().url().isPresent();
  }

  @Override
  public Uni<Days> days(ProviderRequest request) {
    AlpacaAnswers answers = new AlpacaAnswers(request.symbols(), config.heapBytes() / HEAP_PER_ROW);
    Uni<Void> all = Uni.createFrom().voidItem();
    for (List<Symbol> some : parts(request.symbols())) {
      Map<String, String> query = new LinkedHashMap<>();
      query.put("symbols", names(some));
      query.put("start", request.from().toString());
      query.put("end", request.to().toString());
      query.put("sort", "asc");
      Map<String, String> bars = new LinkedHashMap<>(query);
      bars.putAll(Map.of("timeframe", "1Day", "adjustment", "raw", "limit", "10000"));
      bars.put("feed", config.provider().feed());
      Map<String, String> actions = new LinkedHashMap<>(query);
      actions.put("types", "forward_split,reverse_split,cash_dividend");
      actions.put("limit", "1000");
      all =
          all.chain(() -> pages("/v2/stocks/bars", bars, answers::addBars))
              .chain(() -> pages("/v1/corporate-actions", actions, answers::addActions));
    }
    return all.map(_ -> answers.days());
  }

  @Override
  public Uni<List<LatestQuote>> quotes(List<Symbol> symbols) {
    List<LatestQuote> quotes = new ArrayList<>();
    AlpacaAnswers answers = new AlpacaAnswers(symbols, symbols.size());
    Uni<Void> all = Uni.createFrom().voidItem();
    for (List<Symbol> some : parts(symbols)) {
      Map<String, String> query = Map.of("symbols", names(some), "feed", config.provider().feed());
      all =
          all.chain(() -> calls.get("/v2/stocks/quotes/latest", query))
              .invoke(page -> quotes.addAll(answers.quotes(page)))
              .replaceWithVoid();
    }
    return all.map(_ -> List.copyOf(quotes));
  }

  @Override
  public Uni<List<OptionQuote>> optionChain(Symbol underlying) {
    List<OptionQuote> chain = new ArrayList<>();
    Map<String, String> query = new LinkedHashMap<>();
    query.put("feed", config.provider().optionFeed());
    query.put("limit", "1000");
    long most = config.heapBytes() / HEAP_PER_ROW;
    return pages(
            "/v1beta1/options/snapshots/" + AlpacaAnswers.nameOf(underlying),
            query,
            page -> {
              chain.addAll(AlpacaAnswers.options(page));
              if (chain.size() > most) {
                throw ProviderFault.lasting("more than %d options".formatted(most));
              }
            })
        .map(_ -> List.copyOf(chain));
  }

  /** All pages, one after the other. */
  private Uni<Void> pages(String path, Map<String, String> query, Consumer<JsonObject> reader) {
    return page(path, query, reader, new HashSet<>());
  }

  private Uni<Void> page(
      String path, Map<String, String> query, Consumer<JsonObject> reader, Set<String> seen) {
    return calls
        .get(path, query)
        .invoke(reader)
        .chain(page -> {
          String next = AlpacaAnswers.nextPage(page);
          return next.isEmpty()
              ? Uni.createFrom().voidItem()
              : page(path, withToken(query, next, seen), reader, seen);
        });
  }

  private static Map<String, String> withToken(
      Map<String, String> query, String token, Set<String> seen) {
    if (!seen.add(token) || seen.size() > MOST_PAGES) {
      throw ProviderFault.lasting(
          "pages without end (expected: at most %d, each once)".formatted(MOST_PAGES));
    }
    Map<String, String> next = new LinkedHashMap<>(query);
    next.put(TOKEN, token);
    return next;
  }

  private static String names(List<Symbol> symbols) {
    return symbols.stream().map(AlpacaAnswers::nameOf).collect(Collectors.joining(","));
  }

  private static List<List<Symbol>> parts(List<Symbol> symbols) {
    List<List<Symbol>> parts = new ArrayList<>();
    for (int from = 0; from < symbols.size(); from += SYMBOLS_AT_ONCE) {
      parts.add(symbols.subList(from, Math.min(symbols.size(), from + SYMBOLS_AT_ONCE)));
    }
    return parts;
  }
}
