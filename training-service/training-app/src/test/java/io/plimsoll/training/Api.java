package io.plimsoll.training;

import static io.restassured.RestAssured.given;

import io.plimsoll.testkit.TestKeys;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A client of the service under test. */
final class Api {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Api() {}

  static RequestSpecification as(String key) {
    return given().header("X-API-Key", key).contentType(ContentType.JSON);
  }

  static Response get(String path, Object... parameters) {
    return as(TestKeys.VIEWER).get(path, parameters);
  }

  static Response post(String path, String body) {
    return as(TestKeys.OPERATOR).body(body).post(path);
  }

  static Response delete(String path, Object... parameters) {
    return as(TestKeys.ADMIN).delete(path, parameters);
  }

  /** Asks for a model and gives its id. */
  static String train(String body) {
    Response answer = post("/train", body);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.asString());
    }
    return answer.jsonPath().getString("id");
  }

  /** Waits until a model has one of the statuses. */
  static JsonPath await(String id, String... statuses) {
    return await(
        () -> get("/models/{id}", id).jsonPath(),
        model -> List.of(statuses).contains(model.getString("status")));
  }

  /** Asks again until the answer fits. */
  static <T> T await(Supplier<T> question, Predicate<T> fits) {
    Instant end = Instant.now().plus(PATIENCE);
    T answer = question.get();
    while (!fits.test(answer)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within " + PATIENCE + ": " + text(answer));
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      answer = question.get();
    }
    return answer;
  }

  private static String text(Object answer) {
    return answer instanceof JsonPath json ? json.prettify() : String.valueOf(answer);
  }
}
