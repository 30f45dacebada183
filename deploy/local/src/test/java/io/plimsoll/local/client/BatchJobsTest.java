package io.plimsoll.local.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchJobsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder = Path.of("");
  private final List<String> asked = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private final List<String> answers = new ArrayList<>();
  private HttpServer server;
  private BatchJobs jobs;

  BatchJobsTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    server.createContext("/", this::answer);
    jobs =
        new BatchJobs(
            new ApiClient("http://127.0.0.1:" + server.getAddress().getPort(), "the-key"));
  }

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        "%s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("X-API-Key")));
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String said = answers.isEmpty() ? "{}" : answers.removeFirst();
    byte[] body = said.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(said.contains("\"problem\"") ? 404 : 200, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  @Test
  void sendsACsvFileAsItIs() throws Exception {
    Path file = Files.writeString(folder.resolve("sites.csv"), "domain\nexample.com\n");

    jobs.submit(file, "site-scan", Map.of("max_pages", 4));

    assertThat(asked)
        .containsExactly("POST /api/v1/batches?processor=site-scan&max_pages=4 the-key");
    assertThat(bodies).containsExactly("domain\nexample.com\n");
  }

  @Test
  void readsItemsOfEveryOtherKindOfFile() throws Exception {
    Path lines = Files.writeString(folder.resolve("a.txt"), "one\n\n two \n");
    Path array = Files.writeString(folder.resolve("b.json"), "[{\"symbol\":\"A\"}, 7]");
    Path objects = Files.writeString(folder.resolve("c.jsonl"), "{\"n\":1}\n{\"n\":2}\n");

    jobs.submit(lines, "echo", Map.of());
    jobs.submit(array, "train", Map.of("max_attempts", 2));
    jobs.submit(objects, "simulate", Map.of());

    assertThat(items(0)).isEqualTo("[\"one\",\"two\"]");
    assertThat(items(1)).isEqualTo("[{\"symbol\":\"A\"},7]");
    assertThat(JSON.readTree(bodies.get(1)).at("/options/max_attempts").asInt()).isEqualTo(2);
    assertThat(items(2)).isEqualTo("[{\"n\":1},{\"n\":2}]");
  }

  private String items(int request) throws IOException {
    return JSON.readTree(bodies.get(request)).path("items").toString();
  }

  @Test
  void watchesUntilTheEnd() throws Exception {
    answers.add("{\"status\":\"pending\",\"progress\":0}");
    answers.add("{\"status\":\"processing\",\"progress\":0.5}");
    answers.add("{\"status\":\"completed_with_errors\",\"progress\":1}");
    List<Double> seen = new ArrayList<>();

    JsonNode end = jobs.watch("b-1", state -> seen.add(state.path("progress").asDouble()));

    assertThat(end.path("status").asText()).isEqualTo("completed_with_errors");
    assertThat(seen).containsExactly(0.0, 0.5, 1.0);
  }

  @Test
  void writesAnExportToAFileAndNothingWhereItIsRefused() throws Exception {
    answers.add("\"item\"\r\n");
    Path file = folder.resolve("out.csv");
    Path none = folder.resolve("none.csv");

    jobs.export("b-1", file);
    answers.add("{\"type\":\"problem\",\"title\":\"No such resource\",\"detail\":\"No batch\"}");

    assertThat(file).hasContent("\"item\"");
    assertThatThrownBy(() -> jobs.export("b-2", none))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("No batch");
    assertThat(none).doesNotExist();
  }

  @Test
  void describesABatchInALine() throws IOException {
    JsonNode state =
        JSON.readTree(
            """
            {"batch_id":"b-1","status":"processing","paused":true,"total":2000,"completed":1200,
             "failed":3,"cancelled":0,"eta_s":12.4,"error":"HTTP 404"}
            """);

    assertThat(BatchJobs.describe(state).lines())
        .containsExactly(
            "b-1: processing (paused), 1,203 of 2,000 items ended (1,200 completed, 3 failed,"
                + " 0 cancelled), about 12 s left",
            "  last error: HTTP 404");
  }
}
