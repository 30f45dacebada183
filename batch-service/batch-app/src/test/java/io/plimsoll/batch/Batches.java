package io.plimsoll.batch;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** What tests of item batches ask of the API. */
final class Batches {
  static final String PATH = "/api/v1/batches";
  static final List<String> ENDS =
      List.of("completed", "completed_with_errors", "failed", "cancelled");

  private Batches() {}

  static ValidatableResponse submit(String processor, List<?> items, Map<String, ?> options) {
    return submit(
        Map.of("processor", processor, "items", items, "options", options),
        UUID.randomUUID().toString());
  }

  static ValidatableResponse submit(Object body, String key) {
    return Api.operator()
        .contentType("application/json")
        .header("Idempotency-Key", key)
        .body(body)
        .post(PATH)
        .then();
  }

  /** The id of a batch that was taken on. */
  static String open(String processor, List<?> items, Map<String, ?> options) {
    return submit(processor, items, options).statusCode(202).extract().path("batch_id");
  }

  static JsonPath get(String id) {
    return Api.viewer().get(PATH + "/" + id).then().statusCode(200).extract().jsonPath();
  }

  /** The batch once it has ended; patience begins anew with each item that ends. */
  static JsonPath awaitEnd(String id) {
    JsonPath seen = get(id);
    while (!hasEnded(seen)) {
      double before = seen.getDouble("progress");
      seen = Api.await(PATH + "/" + id, now -> hasEnded(now) || now.getDouble("progress") > before);
    }
    return seen;
  }

  private static boolean hasEnded(JsonPath seen) {
    return ENDS.contains(seen.getString("status"));
  }

  static JsonPath awaitStatus(String id, String status) {
    return Api.await(PATH + "/" + id, seen -> status.equals(seen.getString("status")));
  }

  static JsonPath items(String id, String query) {
    return Api.viewer()
        .get(PATH + "/" + id + "/items?limit=500&" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  static ValidatableResponse post(String id, String action) {
    return Api.operator().post(PATH + "/" + id + "/" + action).then();
  }

  /** So many different texts. */
  static List<String> texts(int n) {
    return IntStream.range(0, n).mapToObj(i -> "item-" + i).toList();
  }

  /** So many different items that each take a while. */
  static List<Map<String, Object>> slow(int n, int delayMillis) {
    List<Map<String, Object>> items = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      Map<String, Object> item = new HashMap<>();
      item.put("id", i);
      item.put("delay_ms", delayMillis);
      items.add(item);
    }
    return items;
  }
}
