package io.plimsoll.testkit;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A client of the service under test. */
public final class Http {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Http() {}

  /** A JSON request with some key. */
  public static RequestSpecification as(String key) {
    return given().header("X-API-Key", key).contentType(ContentType.JSON);
  }

  /** Reads, as a viewer. */
  public static Response get(String path, Object... parameters) {
    return as(TestKeys.VIEWER).get(path, parameters);
  }

  /** Posts JSON, as an operator. */
  public static Response post(String path, String body) {
    return as(TestKeys.OPERATOR).body(body).post(path);
  }

  /** Deletes, as an administrator. */
  public static Response delete(String path, Object... parameters) {
    return as(TestKeys.ADMIN).delete(path, parameters);
  }

  /** Asks again until the answer fits. */
  public static <T> T await(Supplier<T> question, Predicate<T> fits) {
    Instant end = Instant.now().plus(PATIENCE);
    T answer = question.get();
    while (!fits.test(answer)) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within %s: %s".formatted(PATIENCE, text(answer)));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
      answer = question.get();
    }
    return answer;
  }

  private static String text(Object answer) {
    return answer instanceof JsonPath json ? json.prettify() : String.valueOf(answer);
  }
}
