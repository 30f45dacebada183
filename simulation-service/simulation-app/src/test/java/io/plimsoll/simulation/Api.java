package io.plimsoll.simulation;

import static io.restassured.RestAssured.given;

import io.plimsoll.testkit.TestKeys;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
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

  /** Asks for a simulation of the sample model with further members. */
  static Response simulate(String members) {
    return post(
        "/api/simulate",
        "{\"model_id\":\"%s\",\"ticker\":\"%s\"%s}"
            .formatted(SampleModel.ID, SampleModel.SYMBOL, members.isEmpty() ? "" : "," + members));
  }

  /** Asks again until the answer fits. */
  static <T> T await(Supplier<T> question, Predicate<T> fits) {
    Instant end = Instant.now().plus(PATIENCE);
    T answer = question.get();
    while (!fits.test(answer)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within " + PATIENCE + ": " + answer);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      answer = question.get();
    }
    return answer;
  }
}
