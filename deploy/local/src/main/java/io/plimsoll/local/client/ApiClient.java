package io.plimsoll.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.local.home.Keys;
import io.plimsoll.local.home.Role;
import io.plimsoll.local.process.RunState;
import io.plimsoll.local.process.Service;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/** Speaks to one service with one key. */
public final class ApiClient {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String base;
  private final String key;

  /** Speaks to the service at an address. */
  public ApiClient(String base, String key) {
    this.base = base;
    this.key = key;
  }

  /** Speaks to a running service with the local key of a role. */
  public static ApiClient of(RunState state, Service service, Keys keys, Role role)
      throws IOException {
    return new ApiClient(state.url(service), keys.key(role));
  }

  /** Reads a resource. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** Sends a JSON body. */
  public JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
    BodyPublisher json = BodyPublishers.ofString(JSON.writeValueAsString(body));
    return send(request(path).header("Content-Type", "application/json").POST(json));
  }

  /** Sends a body that makes a repeated request the same one by a key. */
  public JsonNode post(String path, byte[] body, String contentType, String key)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", contentType)
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  /** Fetches a file, however long, into another one. */
  public void download(String path, String contentType, Path file)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path).setHeader("Accept", contentType + ", application/problem+json").build();
    HttpResponse<InputStream> response = HTTP.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() >= 400) {
        String problem = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        throw RefusedException.of(request, response.statusCode(), problem);
      }
      Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Sends a file as it is. */
  public JsonNode upload(String path, Path file, String contentType)
      throws IOException, InterruptedException {
    BodyPublisher content = BodyPublishers.ofFile(file);
    return send(request(path).header("Content-Type", contentType).POST(content));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(PATIENCE)
        .header("Accept", "application/json")
        .header("X-API-Key", key);
  }

  private JsonNode send(HttpRequest.Builder builder) throws IOException, InterruptedException {
    HttpRequest request = builder.build();
    HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 400) {
      throw RefusedException.of(request, response);
    }
    return response.body().isEmpty()
        ? JSON.createObjectNode().put("status", response.statusCode())
        : JSON.readTree(response.body());
  }
}
