package io.plimsoll.batch.sites.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * The web as tests see it: one server on loopback that is every site, good and bad. HTTP is spoken
 * on 127.0.0.1 and 127.0.0.2, HTTPS with a trusted certificate on 127.0.0.2 and with another one on
 * 127.0.0.3. What it was asked is told by {@code /__seen} of the host {@code control}.
 */
public final class SiteServer implements QuarkusTestResourceLifecycleManager {
  static final String HTTP_PORT = "plimsoll.batch.sites.http-port";
  private static final int HUGE = 20 << 20;
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final Semaphore endless = new Semaphore(0);
  private final List<HttpServer> servers = new java.util.ArrayList<>();

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("plimsoll-sites");
      SSLContext trusted = certificate(folder, "trusted", "secure.example.com");
      SSLContext other = certificate(folder, "other", "broken.example.com");
      int http = http("127.0.0.1", 0, this::answer);
      http("127.0.0.2", http, this::answer);
      int https = https("127.0.0.2", 0, trusted, this::answer);
      https("127.0.0.3", https, other, this::answer);
      Map<String, String> settings = new HashMap<>();
      settings.put(HTTP_PORT, Integer.toString(http));
      settings.put("plimsoll.batch.sites.https-port", Integer.toString(https));
      settings.put("plimsoll.batch.sites.allow", "127.0.0.0/8");
      settings.put("plimsoll.batch.sites.trust", folder.resolve("trusted.pem").toString());
      settings.put("plimsoll.batch.sites.page-timeout", "PT10S");
      settings.put("plimsoll.batch.sites.host-interval", "PT0.01S");
      settings.put("plimsoll.queue.retry-after", "PT0.2S");
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    endless.release(1_000);
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
  }

  private int http(String address, int port, HttpHandler handler) throws IOException {
    return begin(HttpServer.create(at(address, port), 1_000), handler);
  }

  private int https(String address, int port, SSLContext context, HttpHandler handler)
      throws IOException {
    HttpsServer server = HttpsServer.create(at(address, port), 1_000);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return begin(server, handler);
  }

  private int begin(HttpServer server, HttpHandler handler) {
    server.setExecutor(threads);
    server.createContext("/", handler);
    server.start();
    servers.add(server);
    return server.getAddress().getPort();
  }

  private static InetSocketAddress at(String address, int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByName(address), port);
  }

  private static SSLContext certificate(Path folder, String name, String host)
      throws IOException, GeneralSecurityException, InterruptedException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Path store = folder.resolve(name + ".p12");
    run(
        keytool,
        "-genkeypair",
        "-alias",
        "a",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + host,
        "-ext",
        "SAN=dns:" + host,
        "-validity",
        "365",
        "-storetype",
        "PKCS12",
        "-keystore",
        store.toString(),
        "-storepass",
        new String(PASSWORD));
    run(
        keytool,
        "-exportcert",
        "-rfc",
        "-alias",
        "a",
        "-keystore",
        store.toString(),
        "-storepass",
        new String(PASSWORD),
        "-file",
        folder.resolve(name + ".pem").toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/__seen")) {
      send(exchange, 200, "text/plain", told());
      return;
    }
    seen.computeIfAbsent(host + path, _ -> new AtomicInteger()).incrementAndGet();
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    try {
      answer(exchange, host.replaceFirst("\\.example\\.com(:[0-9]+)?$", ""), path);
    } catch (IOException e) {
      exchange.close(); // the reader has gone, as it should
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.decrementAndGet();
    }
  }

  private byte[] told() {
    StringBuilder told = new StringBuilder("most-open=" + mostOpen.get() + "\n");
    seen.forEach((what, times) -> told.append(what).append('=').append(times.get()).append('\n'));
    return told.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void answer(HttpExchange exchange, String site, String path)
      throws IOException, InterruptedException {
    if (path.equals("/robots.txt")) {
      robots(exchange, site);
      return;
    }
    switch (site) {
      case "rich", "secure" -> rich(exchange, path);
      case "slow" -> endless.acquire();
      case "endless" -> drip(exchange);
      case "huge" -> flood(exchange);
      case "bomb" -> bomb(exchange);
      case "loop" -> redirect(exchange, "/again" + path.length() + path);
      case "hop" -> {
        int hops = path.length() > 1 ? Integer.parseInt(path.substring(1)) : 0;
        if (hops < 5) {
          redirect(exchange, "/" + (hops + 1));
        } else {
          page(exchange, "<title>after five hops</title>");
        }
      }
      case "inward" -> redirect(exchange, "http://127.0.0.1/");
      case "decimal" -> redirect(exchange, "http://2130706433/");
      case "octal" -> redirect(exchange, "http://0177.0.0.1/");
      case "mapped" -> redirect(exchange, "http://[::ffff:127.0.0.1]/");
      case "metadata" -> redirect(exchange, "http://169.254.169.254/latest/meta-data/");
      case "toprivate" -> redirect(exchange, "http://private.example.com/");
      case "tofile" -> redirect(exchange, "file:///etc/passwd");
      case "charset" -> charset(exchange, "text/html; charset=no-such-thing");
      case "mischarset" -> charset(exchange, "text/html; charset=ISO-8859-7");
      case "gone" ->
          send(exchange, 404, "text/html", "<title>none</title>".getBytes(StandardCharsets.UTF_8));
      case "busy" -> busy(exchange, false);
      case "alwaysbusy" -> busy(exchange, true);
      case "down" -> send(exchange, 500, "text/html", new byte[0]);
      case "picture" -> send(exchange, 200, "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G'});
      case "badgzip" -> {
        exchange.getResponseHeaders().add("Content-Encoding", "gzip");
        send(
            exchange,
            200,
            "text/html",
            "<title>not packed</title>".getBytes(StandardCharsets.UTF_8));
      }
      case "partly" ->
          page(
              exchange,
              "<title>partly</title><a href='/contact'>contact</a><a href='/free'>free</a>");
      case "formula" -> page(exchange, "<title>=HYPERLINK(\"http://evil\")</title>");
      default -> page(exchange, "<title>site " + site + "</title><p>mail@" + site + ".example.com");
    }
  }

  private void robots(HttpExchange exchange, String site) throws IOException {
    switch (site) {
      case "denied" ->
          send(
              exchange,
              200,
              "text/plain",
              "User-agent: *\nDisallow: /\n".getBytes(StandardCharsets.UTF_8));
      case "named" ->
          send(
              exchange,
              200,
              "text/plain",
              "User-agent: plimsollsitescan\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
                  .getBytes(StandardCharsets.UTF_8));
      case "partly" ->
          send(
              exchange,
              200,
              "text/plain",
              "User-agent: *\nDisallow: /contact\n".getBytes(StandardCharsets.UTF_8));
      case "patient" ->
          send(
              exchange,
              200,
              "text/plain",
              "User-agent: *\nCrawl-delay: 200\n".getBytes(StandardCharsets.UTF_8));
      case "robotless" -> send(exchange, 503, "text/plain", new byte[0]);
      default -> send(exchange, 404, "text/plain", new byte[0]);
    }
  }

  private static void rich(HttpExchange exchange, String path) throws IOException {
    try (InputStream in =
        SiteServer.class.getResourceAsStream(
            path.startsWith("/contact") ? "/sites/contact.html" : "/sites/rich.html")) {
      byte[] page = java.util.Objects.requireNonNull(in).readAllBytes();
      exchange.getResponseHeaders().add("Server", "nginx/1.27");
      exchange.getResponseHeaders().add("X-Powered-By", "PHP/8.3");
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(page);
      }
      exchange.getResponseHeaders().add("Content-Encoding", "gzip");
      send(exchange, 200, "text/html; charset=utf-8", packed.toByteArray());
    }
  }

  private void drip(HttpExchange exchange) throws IOException, InterruptedException {
    exchange.getResponseHeaders().add("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      while (!endless.tryAcquire(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        out.write("<p>and so on".getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    }
  }

  private static void flood(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, HUGE);
    try (OutputStream out = exchange.getResponseBody()) {
      byte[] start = "<title>huge</title>".getBytes(StandardCharsets.UTF_8);
      out.write(start);
      byte[] block = "<p>much".repeat(10_000).getBytes(StandardCharsets.UTF_8);
      for (int sent = start.length; sent < HUGE; sent += block.length) {
        out.write(block, 0, Math.min(block.length, HUGE - sent));
      }
    }
  }

  /** Sixty-four megabytes of blanks in some sixty kilobytes. */
  private static void bomb(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().add("Content-Encoding", "gzip");
    exchange.getResponseHeaders().add("Content-Type", "text/html");
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody();
        GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write("<title>bomb</title>".getBytes(StandardCharsets.UTF_8));
      byte[] blanks = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 64; i++) {
        gzip.write(blanks);
      }
    }
  }

  private static void charset(HttpExchange exchange, String type) throws IOException {
    String page = "<meta charset='windows-1252'><title>Café Müller</title>";
    send(exchange, 200, type, page.getBytes(Charset.forName("windows-1252")));
  }

  private void busy(HttpExchange exchange, boolean isAlways) throws IOException {
    int times = java.util.Objects.requireNonNull(seen.get(hostOf(exchange) + "/")).get();
    if (isAlways || times == 1) {
      exchange.getResponseHeaders().add("Retry-After", "1");
      send(exchange, 429, "text/plain", new byte[0]);
    } else {
      page(exchange, "<title>at last</title>");
    }
  }

  private static String hostOf(HttpExchange exchange) {
    return String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().add("Location", to);
    send(exchange, 302, "text/plain", new byte[0]);
  }

  private static void page(HttpExchange exchange, String html) throws IOException {
    send(exchange, 200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (exchange;
        OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
