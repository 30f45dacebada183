package io.plimsoll.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceImportTest {
  private final HttpServer batch;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private String outcome = "{\"status\": \"completed\", \"rows\": 1234}";

  @TempDir private Path folder = Path.of("");

  PriceImportTest() throws IOException {
    batch = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    batch.createContext("/", this::answer);
    batch.start();
  }

  @AfterEach
  void stop() {
    batch.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "prices.csv, text/csv",
    "prices.parquet, application/vnd.apache.parquet",
    "PRICES.PARQUET, application/vnd.apache.parquet"
  })
  void sendsAFileAsWhatItIsUnderItsName(String name, String type) throws Exception {
    Path file = Files.writeString(folder.resolve(name), "PAR1 or a header");

    JsonNode done = imports().run(file, labels());

    assertThat(PriceImport.describe(done)).isEqualTo("1,234 rows imported");
    assertThat(seen)
        .containsExactly(
            "POST /api/v1/market-data/imports?symbol=AAPL&name=%s&timeframe=1d %s PAR1 or a header"
                .formatted(name, type),
            "GET /api/v1/market-data/imports/7 null ");
  }

  @Test
  void tellsTheFaultsByTheirPlace() throws Exception {
    outcome =
        """
        {"status": "failed", "faults": [{"line": 3, "column": "close", "message": "'null'"}]}\
        """;
    Path file = Files.writeString(folder.resolve("a.parquet"), "PAR1");

    JsonNode done = imports().run(file, labels());

    assertThat(PriceImport.isDone(done)).isFalse();
    assertThat(PriceImport.describe(done))
        .isEqualToNormalizingNewlines(
            "refused, nothing was stored\n  line 3, column close: 'null'");
  }

  private PriceImport imports() {
    return new PriceImport(
        new ApiClient("http://127.0.0.1:" + batch.getAddress().getPort(), "key"));
  }

  private static PriceImport.Labels labels() {
    return new PriceImport.Labels("AAPL", Optional.of("1d"), Optional.empty());
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    seen.add(
        "%s %s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                body));
    boolean isUpload = exchange.getRequestMethod().equals("POST");
    String answer = isUpload ? "{\"import_id\": \"7\"}" : outcome;
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(isUpload ? 202 : 200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
