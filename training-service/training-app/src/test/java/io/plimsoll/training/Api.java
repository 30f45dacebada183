package io.plimsoll.training;

import io.plimsoll.testkit.Http;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;

/** What the tests ask of training-service. */
final class Api {
  private Api() {}

  /** Asks for a model and gives its id. */
  static String train(String body) {
    Response answer = Http.post("/train", body);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.asString());
    }
    return answer.jsonPath().getString("id");
  }

  /** Waits until a model has one of the statuses. */
  static JsonPath await(String id, String... statuses) {
    return Http.await(
        () -> Http.get("/models/{id}", id).jsonPath(),
        model -> List.of(statuses).contains(model.getString("status")));
  }
}
