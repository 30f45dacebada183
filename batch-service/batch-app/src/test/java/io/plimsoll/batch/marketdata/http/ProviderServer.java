package io.plimsoll.batch.marketdata.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.time.ExchangeCalendar;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A provider on loopback that speaks the documented format. How it behaves hangs on the first
 * symbol asked for, so that tests need nothing else in common with it; pages hold three bars.
 */
public final class ProviderServer implements AutoCloseable {
  public static final String KEY = "test-key";
  public static final String SECRET = "test-secret-that-nobody-may-log";

  private static final ExchangeCalendar NYSE = ExchangeCalendar.of(Exchange.NYSE);
  private static final int PAGE = 3;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Integer> asked = new HashMap<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();

  /** A request: its path, its query, when it came. */
  record Seen(String path, Map<String, String> query, long nanos) {}

  public ProviderServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Seen> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    String symbols = query.getOrDefault("symbols", path.substring(path.lastIndexOf('/') + 1));
    String first = symbols.split(",", 2)[0];
    seen.add(new Seen(path, query, System.nanoTime()));
    boolean isKnown =
        KEY.equals(exchange.getRequestHeaders().getFirst("APCA-API-KEY-ID"))
            && SECRET.equals(exchange.getRequestHeaders().getFirst("APCA-API-SECRET-KEY"));
    int count = count(first + path);
    switch (isKnown ? first : "DENIED") {
      case "DENIED" -> send(exchange, 403, "{\"message\": \"forbidden.\"}");
      case "AWAY" -> send(exchange, 500, "{}");
      case "BACK" -> sendUnless(count <= 2, exchange, 503, path, query);
      case "LIMITED" -> {
        exchange.getResponseHeaders().add("Retry-After", "1");
        sendUnless(count == 1, exchange, 429, path, query);
      }
      case "LATER" -> {
        exchange.getResponseHeaders().add("Retry-After", "3600");
        send(exchange, 429, "{}");
      }
      case "SILENT" -> await(exchange);
      case "GARBAGE" -> send(exchange, 200, "<html>maintenance</html>");
      case "LIST" -> send(exchange, 200, "[1, 2]");
      case "TEXT" -> send(exchange, 200, "{\"bars\": {\"TEXT\": [{\"t\": \"today\"}]}}");
      case "HUGE" -> send(exchange, 200, "{\"bars\": {}, \"x\": \"" + "x".repeat(200_000) + "\"}");
      case "MOVED" -> {
        exchange.getResponseHeaders().add("Location", uri() + "/v2/stocks/bars?symbols=AAPL");
        send(exchange, 302, "");
      }
      case "LOOP" -> send(exchange, 200, "{\"bars\": {}, \"next_page_token\": \"the same again\"}");
      case "STRANGER" -> send(exchange, 200, "{\"bars\": {\"OTHER\": []}}");
      default -> send(exchange, 200, body(path, query).encode());
    }
  }

  private synchronized int count(String of) {
    return asked.merge(of, 1, Integer::sum);
  }

  private void sendUnless(
      boolean isRefused, HttpExchange exchange, int status, String path, Map<String, String> query)
      throws IOException {
    if (isRefused) {
      send(exchange, status, "{}");
    } else {
      send(exchange, 200, body(path, query).encode());
    }
  }

  private void await(HttpExchange exchange) throws IOException {
    try {
      closed.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    exchange.close();
  }

  private static String symbols(Map<String, String> query) {
    return query.getOrDefault("symbols", "");
  }

  private static JsonObject body(String path, Map<String, String> query) {
    if (path.equals("/v2/stocks/bars")) {
      return bars(query);
    }
    if (path.equals("/v1/corporate-actions")) {
      return actions(query);
    }
    return path.equals("/v2/stocks/quotes/latest") ? quotes(query) : chain(path, query);
  }

  private static JsonObject bars(Map<String, String> query) {
    List<LocalDate> dates =
        NYSE.sessions(
            LocalDate.parse(query.getOrDefault("start", "")),
            LocalDate.parse(query.getOrDefault("end", "")));
    List<Map.Entry<String, LocalDate>> all = new ArrayList<>();
    for (String symbol : symbols(query).split(",")) {
      if (!symbol.equals("NOBODY")) {
        dates.forEach(date -> all.add(Map.entry(symbol, date)));
      }
    }
    int from = Integer.parseInt(query.getOrDefault("page_token", "0"));
    int to = Math.min(all.size(), from + PAGE);
    JsonObject bySymbol = new JsonObject();
    for (Map.Entry<String, LocalDate> one : all.subList(from, to)) {
      if (bySymbol.getJsonArray(one.getKey()) == null) {
        bySymbol.put(one.getKey(), new JsonArray());
      }
      bySymbol.getJsonArray(one.getKey()).add(bar(one.getKey(), one.getValue()));
    }
    return paged(new JsonObject().put("bars", bySymbol), to < all.size() ? "" + to : null);
  }

  private static JsonObject bar(String symbol, LocalDate date) {
    double close = 100 + date.getDayOfMonth() / 4.0;
    double high = symbol.equals("BADBAR") ? 1 : close + 2;
    return new JsonObject()
        .put("t", date.atTime(LocalTime.MIDNIGHT).atZone(NYSE.zone()).toInstant().toString())
        .put("o", close - 1)
        .put("h", high)
        .put("l", close - 2)
        .put("c", close)
        .put("v", 1_000 + date.getDayOfMonth())
        .put("n", 12)
        .put("vw", close);
  }

  private static JsonObject actions(Map<String, String> query) {
    JsonObject byKind = new JsonObject();
    if (symbols(query).contains("ACTS")) {
      byKind
          .put(
              "forward_splits",
              new JsonArray()
                  .add(
                      new JsonObject()
                          .put("symbol", "ACTS")
                          .put("new_rate", 4)
                          .put("old_rate", 1)
                          .put("ex_date", "2025-06-04")))
          .put(
              "cash_dividends",
              new JsonArray()
                  .add(
                      new JsonObject()
                          .put("symbol", "ACTS")
                          .put("rate", 0.25)
                          .put("ex_date", "2025-06-07")));
    }
    return paged(new JsonObject().put("corporate_actions", byKind), null);
  }

  private static JsonObject quotes(Map<String, String> query) {
    JsonObject bySymbol = new JsonObject();
    for (String symbol : symbols(query).split(",")) {
      bySymbol.put(symbol, quote(10.5, 10.75));
    }
    return new JsonObject().put("quotes", bySymbol);
  }

  private static JsonObject chain(String path, Map<String, String> query) {
    String underlying = path.substring(path.lastIndexOf('/') + 1);
    boolean isSecond = query.containsKey("page_token");
    JsonObject options = new JsonObject();
    if (isSecond) {
      options.put(underlying + "250919P00440000", new JsonObject().putNull("latestQuote"));
      options.put(
          underlying + "250919P00450500", new JsonObject().put("latestQuote", quote(6, 6.25)));
    } else {
      options.put(
          underlying + "250919C00460000",
          new JsonObject()
              .put("latestQuote", quote(7.25, 7.75))
              .put("latestTrade", new JsonObject().put("p", 7.5).put("s", 3))
              .put("impliedVolatility", 0.245));
    }
    return paged(new JsonObject().put("snapshots", options), isSecond ? null : "MQ==");
  }

  private static JsonObject quote(double bid, double ask) {
    return new JsonObject()
        .put("t", "2025-06-30T19:59:59.046610688Z")
        .put("bx", "V")
        .put("bp", bid)
        .put("bs", 3)
        .put("ax", "V")
        .put("ap", ask)
        .put("as", 5);
  }

  private static JsonObject paged(
      JsonObject page, @org.jspecify.annotations.Nullable String token) {
    return page.put("next_page_token", token);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static Map<String, String> query(@org.jspecify.annotations.Nullable String raw) {
    Map<String, String> query = new HashMap<>();
    for (String member : raw == null ? new String[0] : raw.split("&")) {
      int equals = member.indexOf('=');
      query.put(
          member.substring(0, equals),
          URLDecoder.decode(member.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return query;
  }
}
