package io.plimsoll.simulation.models.http;

import io.plimsoll.platform.problem.ServiceException;
import io.plimsoll.platform.problem.ServiceException.Unavailable;
import io.plimsoll.simulation.models.Artifacts;
import io.plimsoll.simulation.models.TrainingConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * {@link Artifacts} of training-service's HTTP API. Wholly reactive; an answer over the limit is
 * cut off as soon as it is.
 */
@ApplicationScoped
class HttpArtifacts implements Artifacts {
  private static final String KEY_HEADER = "X-API-Key";
  private static final int OK = 200;

  private final TrainingConfig config;
  private final Vertx vertx;
  private final HttpClient client;

  HttpArtifacts(TrainingConfig config, Vertx vertx) {
    this.config = config;
    this.vertx = vertx;
    this.client = vertx.createHttpClient();
  }

  @Override
  public Uni<io.vertx.core.buffer.Buffer> fetch(UUID model) {
    return key()
        .chain(key -> request(model, key))
        .chain(HttpClientRequest::send)
        .chain(this::body)
        .map(Buffer::getDelegate)
        .ifNoItem()
        .after(config.bundlePatience())
        .fail()
        .onFailure(failure -> !(failure instanceof ServiceException))
        .transform(HttpArtifacts::unavailable);
  }

  private Uni<String> key() {
    if (config.trainingKeyFile().isEmpty()) {
      return Uni.createFrom().item("");
    }
    return vertx
        .fileSystem()
        .readFile(config.trainingKeyFile().get().toString())
        .map(content -> content.toString(StandardCharsets.UTF_8).strip());
  }

  private Uni<HttpClientRequest> request(UUID model, String key) {
    String path = config.trainingUrl().getPath() + "/models/" + model + "/artifact";
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(config.trainingUrl().resolve(path).toString())
            .putHeader("Accept", "application/octet-stream, application/zip, */*");
    return client.request(key.isEmpty() ? options : options.putHeader(KEY_HEADER, key));
  }

  private Uni<Buffer> body(HttpClientResponse response) {
    if (response.statusCode() != OK) {
      return Uni.createFrom()
          .failure(
              new Unavailable(
                  "training-service answered %d for the bundle".formatted(response.statusCode())));
    }
    return response
        .toMulti()
        .onItem()
        .scan(Buffer::buffer, (soFar, part) -> within(soFar.appendBuffer(part)))
        .collect()
        .last();
  }

  private Buffer within(Buffer soFar) {
    if (soFar.length() > config.bundleLimitBytes()) {
      throw new Unavailable(
          "the bundle is over the limit of %d bytes".formatted(config.bundleLimitBytes()));
    }
    return soFar;
  }

  private static Throwable unavailable(Throwable cause) {
    ServiceException unavailable = new Unavailable("training-service did not give the bundle");
    unavailable.initCause(cause);
    return unavailable;
  }
}
