package io.plimsoll.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.plimsoll.testkit.PlimsollTestResource;
import io.plimsoll.testkit.TestKeys;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a reader of a batch's events is told. */
@QuarkusTest
@QuarkusTestResource(PlimsollTestResource.class)
class BatchFollowTest {

  /** One server-sent event. */
  private record Told(String id, String name, JsonPath data) {
    boolean isEndOf(String status) {
      return name.equals("item") && status.equals(data.getString("status"));
    }
  }

  @Test
  void tellsProgressAndEveryItemsEndOnceUntilTheBatchEnds() throws Exception {
    String id = Batches.open("echo", Batches.slow(24, 1_000), Map.of("max_concurrent", 4));

    List<Told> told = follow(id, "", _ -> false);

    assertThat(told.getLast().name()).isEqualTo("end");
    assertThat(told.getLast().data().getString("status")).isEqualTo("completed");
    assertThat(told.stream().filter(one -> one.isEndOf("completed")))
        .hasSize(24)
        .extracting(one -> one.data().getLong("item_id"))
        .doesNotHaveDuplicates();
    assertThat(told.stream().filter(one -> one.isEndOf("processing"))).isNotEmpty();
    List<Double> progress =
        told.stream()
            .filter(one -> one.name().equals("progress"))
            .map(one -> one.data().getDouble("progress"))
            .toList();
    assertThat(progress).isSorted().hasSizeGreaterThan(2).endsWith(1.0);
    assertThat(told.stream().anyMatch(one -> one.data().get("eta_s") != null))
        .as("an ETA while it could be known")
        .isTrue();
  }

  @Test
  void goesOnWhereTheReaderStopped() throws Exception {
    String id = Batches.open("echo", Batches.slow(150, 10), Map.of("max_concurrent", 4));
    List<Told> first = follow(id, "", one -> one.isEndOf("completed"));
    List<Told> known = first.stream().filter(one -> one.isEndOf("completed")).toList();
    Batches.awaitEnd(id);

    List<Told> rest = follow(id, known.getLast().id(), _ -> false);

    List<Long> all = new ArrayList<>();
    known.forEach(one -> all.add(one.data().getLong("item_id")));
    rest.stream()
        .filter(one -> one.isEndOf("completed"))
        .forEach(one -> all.add(one.data().getLong("item_id")));
    assertThat(all).hasSize(150).doesNotHaveDuplicates();
  }

  @Test
  void refusesAPositionThatIsNone() {
    String id = Batches.open("echo", List.of("x"), Map.of());

    Api.viewer()
        .header("Last-Event-ID", "yesterday")
        .header("Accept", "text/event-stream")
        .get(Batches.PATH + "/" + id + "/events")
        .then()
        .statusCode(400)
        .body("field", equalTo("Last-Event-ID"));
  }

  /** Reads until the stream ends or an event is enough. */
  private static List<Told> follow(String id, String last, Predicate<Told> isEnough)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:%d%s/%s/events"
                        .formatted(RestAssured.port, Batches.PATH, id)))
            .header("X-API-Key", TestKeys.VIEWER)
            .header("Accept", "text/event-stream");
    if (!last.isEmpty()) {
      request.header("Last-Event-ID", last);
    }
    List<Told> told = new ArrayList<>();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var answer = client.send(request.build(), BodyHandlers.ofInputStream());
      assertThat(answer.statusCode()).isEqualTo(200);
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
        read(lines, told, isEnough);
      }
      client.shutdownNow();
    }
    return told;
  }

  private static void read(BufferedReader lines, List<Told> told, Predicate<Told> isEnough)
      throws IOException {
    String id = "";
    String name = "";
    StringBuilder data = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("id:")) {
        id = line.substring(3).strip();
      } else if (line.startsWith("event:")) {
        name = line.substring(6).strip();
      } else if (line.startsWith("data:")) {
        data.append(line.substring(5));
      } else if (line.isEmpty() && !data.isEmpty()) {
        Told one = new Told(id, name, new JsonPath(data.toString()));
        told.add(one);
        data.setLength(0);
        if (isEnough.test(one)) {
          return;
        }
      }
    }
  }
}
