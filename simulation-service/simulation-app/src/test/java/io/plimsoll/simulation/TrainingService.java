package io.plimsoll.simulation;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The one route of training-service that is asked for, which gives the sample's bundle. */
public final class TrainingService implements QuarkusTestResourceLifecycleManager {
  static final AtomicInteger FETCHED = new AtomicInteger();
  private static final String KEY = "simulation-key";

  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      this.server = server;
      server.createContext("/models", TrainingService::answer);
      server.start();
      Path key = Files.writeString(Files.createTempFile("plimsoll", ".key"), KEY + "\n");
      return Map.of(
          "plimsoll.simulation.training-url",
          "http://127.0.0.1:" + server.getAddress().getPort(),
          "plimsoll.simulation.training-key-file",
          key.toString(),
          "plimsoll.simulation.simulations.arrival-patience",
          "PT2S");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    boolean known = KEY.equals(exchange.getRequestHeaders().getFirst("X-API-Key"));
    if (!known || !exchange.getRequestURI().getPath().endsWith("/artifact")) {
      exchange.sendResponseHeaders(known ? 404 : 401, -1);
      exchange.close();
      return;
    }
    FETCHED.incrementAndGet();
    exchange.sendResponseHeaders(200, SampleModel.BYTES.length);
    exchange.getResponseBody().write(SampleModel.BYTES);
    exchange.close();
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }
}
