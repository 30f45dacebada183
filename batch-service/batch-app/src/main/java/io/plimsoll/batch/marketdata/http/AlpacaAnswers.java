package io.plimsoll.batch.marketdata.http;

import io.plimsoll.batch.marketdata.core.PriceProvider.Action;
import io.plimsoll.batch.marketdata.core.PriceProvider.DailyBar;
import io.plimsoll.batch.marketdata.core.PriceProvider.Days;
import io.plimsoll.batch.marketdata.core.PriceProvider.LatestQuote;
import io.plimsoll.batch.marketdata.core.PriceProvider.OptionQuote;
import io.plimsoll.batch.marketdata.core.ProviderFault;
import io.plimsoll.batchkernel.portfolio.OccSymbol;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.time.ExchangeCalendar;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * Reads the provider's JSON: a member that is missing or of another type, and a symbol that was not
 * asked for, is a lasting fault. Class shares are BRK.B there and BRK-B here.
 */
final class AlpacaAnswers {
  private static final ExchangeCalendar CALENDAR = ExchangeCalendar.of(Exchange.NYSE);

  private final Map<String, Symbol> asked = new HashMap<>();
  private final long mostRows;
  private long rows;
  private final Map<Symbol, List<DailyBar>> bars = new TreeMap<>();
  private final Map<Symbol, List<Action>> actions = new TreeMap<>();

  AlpacaAnswers(List<Symbol> symbols, long mostRows) {
    symbols.forEach(symbol -> asked.put(nameOf(symbol), symbol));
    this.mostRows = mostRows;
  }

  static String nameOf(Symbol symbol) {
    return symbol.value().replace('-', '.');
  }

  /** The next page's token; empty on the last. */
  static String nextPage(JsonObject page) {
    Object token = page.getValue("next_page_token");
    if (token == null) {
      return "";
    }
    if (token instanceof String text) {
      return text;
    }
    throw unreadable("next_page_token");
  }

  Days days() {
    return new Days(bars, actions);
  }

  void addBars(JsonObject page) {
    JsonObject bySymbol = object(page, "bars");
    for (String name : bySymbol.fieldNames()) {
      List<DailyBar> known = bars.computeIfAbsent(asked(name), _ -> new ArrayList<>());
      for (JsonObject bar : objects(bySymbol, name)) {
        if (++rows > mostRows) {
          throw ProviderFault.lasting(
              "more than %d bars (expected: fewer symbols or days)".formatted(mostRows));
        }
        known.add(
            new DailyBar(
                CALENDAR.localDate(instant(bar, "t")),
                number(bar, "o"),
                number(bar, "h"),
                number(bar, "l"),
                number(bar, "c"),
                number(bar, "v")));
      }
    }
  }

  void addActions(JsonObject page) {
    JsonObject byKind = object(page, "corporate_actions");
    for (String kind : byKind.fieldNames()) {
      for (JsonObject one : objects(byKind, kind)) {
        Action action =
            switch (kind) {
              case "forward_splits", "reverse_splits" ->
                  new Action(date(one), number(one, "new_rate") / number(one, "old_rate"), 0);
              case "cash_dividends" -> new Action(date(one), 1, number(one, "rate"));
              default -> throw unreadable(kind);
            };
        actions.computeIfAbsent(asked(text(one, "symbol")), _ -> new ArrayList<>()).add(action);
      }
    }
  }

  List<LatestQuote> quotes(JsonObject page) {
    JsonObject bySymbol = object(page, "quotes");
    List<LatestQuote> quotes = new ArrayList<>();
    for (String name : bySymbol.fieldNames()) {
      JsonObject quote = object(bySymbol, name);
      quotes.add(
          new LatestQuote(
              asked(name),
              instant(quote, "t"),
              number(quote, "bp"),
              number(quote, "bs"),
              number(quote, "ap"),
              number(quote, "as")));
    }
    return quotes;
  }

  /** The options that have a quote. */
  static List<OptionQuote> options(JsonObject page) {
    JsonObject bySymbol = object(page, "snapshots");
    List<OptionQuote> options = new ArrayList<>();
    for (String name : bySymbol.fieldNames()) {
      JsonObject snapshot = object(bySymbol, name);
      if (snapshot.getValue("latestQuote") != null) {
        options.add(option(name, snapshot, object(snapshot, "latestQuote")));
      }
    }
    return options;
  }

  private static OptionQuote option(String name, JsonObject snapshot, JsonObject quote) {
    OptionalDouble last =
        snapshot.getValue("latestTrade") == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(number(object(snapshot, "latestTrade"), "p"));
    OptionalDouble volatility =
        snapshot.getValue("impliedVolatility") == null
            ? OptionalDouble.empty()
            : OptionalDouble.of(number(snapshot, "impliedVolatility"));
    try {
      return new OptionQuote(
          OccSymbol.parse(name),
          instant(quote, "t"),
          number(quote, "bp"),
          number(quote, "ap"),
          last,
          volatility);
    } catch (IllegalArgumentException _) {
      throw unreadable("an option's symbol");
    }
  }

  private Symbol asked(String name) {
    Symbol symbol = asked.get(name);
    if (symbol == null) {
      throw ProviderFault.lasting("prices of a symbol that was not asked for");
    }
    return symbol;
  }

  private static JsonObject object(JsonObject of, String member) {
    if (of.getValue(member) instanceof JsonObject found) {
      return found;
    }
    throw unreadable(member);
  }

  private static List<JsonObject> objects(JsonObject of, String member) {
    if (!(of.getValue(member) instanceof JsonArray found)) {
      throw unreadable(member);
    }
    List<JsonObject> objects = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      if (!(found.getValue(i) instanceof JsonObject one)) {
        throw unreadable(member);
      }
      objects.add(one);
    }
    return objects;
  }

  private static double number(JsonObject of, String member) {
    if (of.getValue(member) instanceof Number found) {
      return found.doubleValue();
    }
    throw unreadable(member);
  }

  private static String text(JsonObject of, String member) {
    if (of.getValue(member) instanceof String found) {
      return found;
    }
    throw unreadable(member);
  }

  private static Instant instant(JsonObject of, String member) {
    try {
      return Instant.parse(text(of, member));
    } catch (DateTimeException _) {
      throw unreadable(member);
    }
  }

  private static LocalDate date(JsonObject of) {
    try {
      return LocalDate.parse(text(of, "ex_date"));
    } catch (DateTimeException _) {
      throw unreadable("ex_date");
    }
  }

  /** Names a member of the format, never what the provider sent. */
  private static ProviderFault unreadable(String member) {
    String known = member.length() <= 20 ? member.replaceAll("[^A-Za-z_' ]", "?") : "a long one";
    return ProviderFault.lasting(
        "an answer whose member %s cannot be read (expected: as documented)".formatted(known));
  }
}
