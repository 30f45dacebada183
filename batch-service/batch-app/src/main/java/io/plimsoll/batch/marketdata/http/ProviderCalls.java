package io.plimsoll.batch.marketdata.http;

import io.plimsoll.batch.marketdata.MarketDataConfig;
import io.plimsoll.batch.marketdata.core.ProviderFault;
import io.plimsoll.batch.marketdata.core.RequestPace;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * Asks the provider: at its pace, within a time and a size, again where that may help. Wholly
 * reactive. The pace is this process's own; imports are what asks most, and one process does one at
 * a time.
 */
@ApplicationScoped
class ProviderCalls {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final int OK = 200;

  private final MarketDataConfig.Provider config;
  private final Vertx vertx;
  private final HttpClient client;
  private final RequestPace pace;

  ProviderCalls(MarketDataConfig config, Vertx vertx) {
    this.config = config.provider();
    this.vertx = vertx;
    this.pace = new RequestPace(this.config.requestsPerMinute());
    this.client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) this.config.patience().toMillis())
                .setIdleTimeout((int) this.config.patience().multipliedBy(2).toSeconds() + 1)
                .setDecompressionSupported(false));
  }

  /** The JSON object at a path. */
  Uni<JsonObject> get(String path, Map<String, String> query) {
    return attempt(path + "?" + encoded(query), 1);
  }

  private Uni<JsonObject> attempt(String pathAndQuery, int attempt) {
    return Uni.createFrom()
        .deferred(() -> pause(pace.take(System.nanoTime())))
        .chain(() -> once(pathAndQuery))
        .onFailure(ProviderFault.class)
        .recoverWithUni(fault -> again(pathAndQuery, attempt, fault));
  }

  private Uni<JsonObject> again(String pathAndQuery, int attempt, ProviderFault fault) {
    boolean isWorthIt =
        fault.mayPass()
            && attempt < config.attempts()
            && fault.patience().compareTo(config.longestWait()) <= 0;
    if (!isWorthIt) {
      return Uni.createFrom().failure(fault);
    }
    pace.rest(System.nanoTime(), fault.patience());
    return pause(backoff(attempt)).chain(() -> attempt(pathAndQuery, attempt + 1));
  }

  /** Twice as long each time, spread from half to one and a half. */
  private Duration backoff(int attempt) {
    double spread = 0.5 + ThreadLocalRandom.current().nextDouble();
    return Duration.ofMillis((long) ((config.backoff().toMillis() << (attempt - 1)) * spread));
  }

  private Uni<Void> pause(Duration pause) {
    return pause.isZero()
        ? Uni.createFrom().voidItem()
        : Uni.createFrom()
            .emitter(emitter ->
                vertx.setTimer(Math.max(1, pause.toMillis()), _ -> emitter.complete(null)));
  }

  private Uni<JsonObject> once(String pathAndQuery) {
    return client
        .request(options(pathAndQuery))
        .chain(this::sent)
        .ifNoItem()
        .after(config.patience())
        .failWith(() ->
            ProviderFault.passing(
                "the provider did not answer in %s".formatted(config.patience()), Duration.ZERO))
        .onFailure(failure -> !(failure instanceof ProviderFault))
        .transform(ProviderCalls::unreachable);
  }

  private static ProviderFault unreachable(Throwable cause) {
    ProviderFault fault = ProviderFault.passing("the provider could not be reached", Duration.ZERO);
    fault.initCause(cause);
    return fault;
  }

  private RequestOptions options(String pathAndQuery) {
    URI base = config.url().orElseThrow(() -> ProviderFault.lasting("no provider is configured"));
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setFollowRedirects(false)
            .setAbsoluteURI(base.toString().replaceFirst("/+$", "") + pathAndQuery)
            .putHeader("Accept", "application/json");
    config.keyId().ifPresent(key -> options.putHeader("APCA-API-KEY-ID", key));
    config.secret().ifPresent(secret -> options.putHeader("APCA-API-SECRET-KEY", secret));
    return options;
  }

  private Uni<JsonObject> sent(HttpClientRequest request) {
    return request
        .send()
        .chain(this::answer)
        .onTermination()
        .invoke((_, failure, isCancelled) -> {
          if (failure != null || isCancelled) {
            request.reset();
          }
        });
  }

  private Uni<JsonObject> answer(HttpClientResponse response) {
    if (response.statusCode() != OK) {
      return Uni.createFrom()
          .failure(
              ProviderStatus.fault(
                  response.statusCode(),
                  response.getHeader("Retry-After"),
                  response.getHeader("X-RateLimit-Reset"),
                  CLOCK.instant()));
    }
    return response
        .toMulti()
        .onItem()
        .scan(Buffer::buffer, (soFar, part) -> within(soFar.appendBuffer(part)))
        .collect()
        .last()
        .map(ProviderCalls::parsed);
  }

  private Buffer within(Buffer soFar) {
    if (soFar.length() > config.largestAnswer().asLongValue()) {
      throw ProviderFault.lasting(
          "an answer of more than %d bytes".formatted(config.largestAnswer().asLongValue()));
    }
    return soFar;
  }

  private static JsonObject parsed(Buffer body) {
    try {
      return body.toJsonObject();
    } catch (DecodeException | ClassCastException garbage) {
      throw ProviderFault.lasting("an answer that cannot be read (expected: a JSON object)");
    }
  }

  private static String encoded(Map<String, String> query) {
    return query.entrySet().stream()
        .map(member ->
            member.getKey() + "=" + URLEncoder.encode(member.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
