package io.plimsoll.batch.sites.http;

import io.plimsoll.batch.sites.SitesConfig;
import io.plimsoll.batch.sites.core.Fetched;
import io.plimsoll.batch.sites.core.WebFault;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * {@link Connector} on the Vert.x client: a connection for each request, closed after it, TLS
 * verified against the host's name, nothing unpacked and no redirect followed.
 */
@ApplicationScoped
class VertxConnector implements Connector {
  private static final int MOST_HEADER_BYTES = 16_384;

  private final Vertx vertx;
  private final SitesConfig config;
  private final HttpClient client;

  VertxConnector(Vertx vertx, SitesConfig config) {
    this.vertx = vertx;
    this.config = config;
    HttpClientOptions options =
        new HttpClientOptions()
            .setKeepAlive(false)
            .setMaxPoolSize(config.concurrency())
            .setConnectTimeout((int) config.connectTimeout().toMillis())
            .setSslHandshakeTimeout(config.connectTimeout().toMillis())
            .setSslHandshakeTimeoutUnit(java.util.concurrent.TimeUnit.MILLISECONDS)
            .setMaxHeaderSize(MOST_HEADER_BYTES)
            .setVerifyHost(true)
            .setTrustAll(false)
            .setForceSni(true)
            .setDecompressionSupported(false);
    config
        .trust()
        .ifPresent(
            file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
    this.client = vertx.createHttpClient(options);
  }

  @Override
  public Uni<Fetched> get(URI uri, InetAddress address, int mostBytes) {
    return Uni.createFrom()
        .emitter(emitter -> {
          Exchange exchange = new Exchange(vertx, mostBytes, emitter);
          emitter.onTermination(exchange::drop);
          exchange.begin(client.request(request(uri, address)), config.pageTimeout());
        });
  }

  private RequestOptions request(URI uri, InetAddress address) {
    boolean isSecure = uri.getScheme().equals("https");
    int usual = isSecure ? 443 : 80;
    int port =
        uri.getPort() < 0 || uri.getPort() == usual
            ? (isSecure ? config.httpsPort() : config.httpPort())
            : uri.getPort();
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new RequestOptions()
        .setMethod(HttpMethod.GET)
        .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
        .setHost(uri.getHost())
        .setPort(uri.getPort() < 0 ? usual : uri.getPort())
        .setSsl(isSecure)
        .setURI(path + query)
        .putHeader("User-Agent", config.userAgent())
        .putHeader("Accept", "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1")
        .putHeader("Accept-Encoding", "gzip");
  }

  @PreDestroy
  void close() {
    client.close();
  }

  static WebFault fault(Throwable cause) {
    String what = brief(String.valueOf(cause.getMessage()));
    return switch (cause) {
      case WebFault fault -> fault;
      case javax.net.ssl.SSLException _ -> new WebFault(WebFault.Kind.TLS, "TLS: " + what, cause);
      case java.net.ConnectException _ ->
          new WebFault(WebFault.Kind.UNREACHABLE, "nobody answers: " + what, cause);
      case java.net.SocketException _ ->
          new WebFault(WebFault.Kind.UNREACHABLE, "no way there: " + what, cause);
      default -> new WebFault(WebFault.Kind.BROKEN, "the answer broke off: " + what, cause);
    };
  }

  private static String brief(String text) {
    String line = text.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= 200 ? line : line.substring(0, 200);
  }
}
