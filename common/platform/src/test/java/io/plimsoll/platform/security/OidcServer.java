package io.plimsoll.platform.security;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * An OpenID Connect server on loopback: discovery, its public keys, and, for tests, {@code POST
 * /sign} (a token of {@code header newline claims} by the newest key), {@code POST /rotate} and
 * {@code POST /return} (another key in place of the newest, and the first one again) and {@code
 * POST /open}, before which it answers nobody. Tests are loaded by another class loader than this,
 * so they ask by HTTP.
 */
public final class OidcServer implements QuarkusTestResourceLifecycleManager {
  /** The system property with the address. */
  static final String ADDRESS = "plimsoll.test.oidc";

  private final HttpServer server = listen();
  private final KeyPair first = TokenKeys.generate();
  private KeyPair newest = first;
  private int rotations;
  private boolean open;

  @Override
  public Map<String, String> start() {
    String address = address();
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    System.setProperty(ADDRESS, address);
    return Map.of(
        "plimsoll.security.oidc", "true",
        "quarkus.oidc.auth-server-url", address,
        "quarkus.oidc.token.audience", "plimsoll",
        "quarkus.oidc.token.forced-jwk-refresh-interval", "1S");
  }

  @Override
  public void stop() {
    server.stop(0);
    System.clearProperty(ADDRESS);
  }

  private String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    switch (asked) {
      case "POST /open" -> {
        open = true;
        send(exchange, 200, "");
      }
      case "POST /rotate" -> {
        newest = TokenKeys.generate();
        rotations++;
        send(exchange, 200, keyId());
      }
      case "POST /return" -> {
        newest = first;
        send(exchange, 200, keyId());
      }
      case "POST /sign" -> send(exchange, 200, signed(body));
      case "GET /.well-known/openid-configuration" -> send(exchange, open ? 200 : 503, discovery());
      case "GET /jwks" -> send(exchange, open ? 200 : 503, keys());
      default -> send(exchange, 404, "");
    }
  }

  private String keyId() {
    return newest.equals(first) ? "key-0" : "key-" + rotations;
  }

  private String discovery() {
    return """
    {"issuer": "%1$s", "jwks_uri": "%1$s/jwks", "token_endpoint": "%1$s/token",
     "authorization_endpoint": "%1$s/authorize",
     "id_token_signing_alg_values_supported": ["RS256"]}
    """
        .formatted(address());
  }

  private String keys() {
    RSAPublicKey key = (RSAPublicKey) newest.getPublic();
    return """
    {"keys": [{"kty": "RSA", "use": "sig", "alg": "RS256", "kid": "%s", "n": "%s", "e": "%s"}]}
    """
        .formatted(keyId(), unsigned(key.getModulus()), unsigned(key.getPublicExponent()));
  }

  private String signed(String headerAndClaims) {
    String[] parts = headerAndClaims.split("\n", 2);
    String content = base64(utf8(parts[0])) + "." + base64(utf8(parts[1]));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(newest.getPrivate());
      signature.update(utf8(content));
      return content + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int sign = bytes[0] == 0 ? 1 : 0;
    return base64(java.util.Arrays.copyOfRange(bytes, sign, bytes.length));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = utf8(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static HttpServer listen() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
