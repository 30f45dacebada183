package io.plimsoll.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The services' APIs with the local keys, as {@code status --json} names them. */
final class Api {
  /** An answer as it came. */
  record Answer(int status, String contentType, String text) {}

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final JsonNode status;

  Api(String statusJson) throws JsonProcessingException {
    this.status = JSON.readTree(statusJson);
  }

  Answer get(String service, String path) throws IOException, InterruptedException {
    return send(request(service, path, "viewer").GET());
  }

  Answer post(String service, String path, String role, String contentType, byte[] body)
      throws IOException, InterruptedException {
    return send(
        request(service, path, role)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  private HttpRequest.Builder request(String service, String path, String role) throws IOException {
    String key = Files.readString(Path.of(status.at("/keys/" + role).asText())).strip();
    return HttpRequest.newBuilder(
            URI.create(status.at("/%s/url".formatted(service)).asText() + path))
        .timeout(Duration.ofMinutes(2))
        .header("X-API-Key", key);
  }

  private static Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
    return new Answer(
        response.statusCode(),
        response.headers().firstValue("Content-Type").orElse(""),
        response.body());
  }
}
