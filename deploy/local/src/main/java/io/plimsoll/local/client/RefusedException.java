package io.plimsoll.local.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A service answered with a problem. */
public final class RefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  private RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  static RefusedException of(HttpRequest request, HttpResponse<String> response) {
    return of(request, response.statusCode(), response.body());
  }

  static RefusedException of(HttpRequest request, int status, String body) {
    return new RefusedException(
        status, "%s %s: %d %s".formatted(request.method(), request.uri(), status, describe(body)));
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  private static String describe(String body) {
    try {
      JsonNode problem = new ObjectMapper().readTree(body);
      String title = problem.path("title").asText();
      String detail = problem.path("detail").asText();
      return problem.isObject() ? (title + ": " + detail) : body;
    } catch (JsonProcessingException e) {
      return body;
    }
  }
}
