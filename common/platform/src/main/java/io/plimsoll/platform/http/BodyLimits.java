package io.plimsoll.platform.http;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.plimsoll.contracts.Problem;
import io.plimsoll.platform.problem.ProblemAnswers;
import io.plimsoll.platform.problem.ProblemType;
import io.plimsoll.platform.problem.Problems;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/**
 * Refuses a body that is over its route's limit before a byte of it is parsed: by its declared
 * length, or, when it comes in chunks without one, as soon as it grows too long.
 */
@Singleton
final class BodyLimits {
  private static final int BEFORE_ROUTES = 1_000;
  private static final long MOST_DRAINED = 64L << 20;

  private final long limit;
  private final long streamLimit;
  private final List<String> streamed;
  private final Map<String, Long> pathLimits;

  BodyLimits(HttpSettings settings) {
    this.limit = settings.bodyLimit().asLongValue();
    this.streamLimit = settings.streamLimit().asLongValue();
    this.streamed = settings.streamedPaths().orElse(List.of());
    this.pathLimits =
        settings.pathLimits().entrySet().stream()
            .collect(toUnmodifiableMap(Map.Entry::getKey, path -> path.getValue().asLongValue()));
  }

  void filters(@Observes Filters filters) {
    filters.register(this::check, BEFORE_ROUTES);
  }

  void router(@Observes Router router) {
    router.route().order(1 - BEFORE_ROUTES).failureHandler(this::refuseGrown);
  }

  private void refuseGrown(RoutingContext request) {
    if (request.statusCode() == 413) {
      ProblemAnswers.end(request, tooLarge(limitOf(request.normalizedPath())));
    } else {
      request.next();
    }
  }

  private void check(RoutingContext request) {
    boolean isStreamed = streamed.contains(request.normalizedPath());
    long most = isStreamed ? streamLimit : limitOf(request.normalizedPath());
    String declared = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (declared != null) {
      checkLength(request, declared, most);
    } else if (!isStreamed && comesInChunks(request)) {
      BodyHandler.create(false).setBodyLimit(most).handle(request);
    } else {
      request.next();
    }
  }

  private long limitOf(String path) {
    return pathLimits.getOrDefault(path, limit);
  }

  private static void checkLength(RoutingContext request, String declared, long most) {
    long length = lengthOf(declared);
    if (length <= most) {
      request.next();
      return;
    }
    if (length > MOST_DRAINED) {
      request.response().putHeader(HttpHeaders.CONNECTION, "close");
    }
    Handler<io.vertx.core.buffer.Buffer> thrownAway = _ -> {};
    request.request().handler(thrownAway).resume();
    ProblemAnswers.end(request, tooLarge(most));
  }

  private static long lengthOf(String declared) {
    try {
      return Long.parseLong(declared, 10);
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }

  private static boolean comesInChunks(RoutingContext request) {
    return request.request().headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || (request.request().version() == HttpVersion.HTTP_2 && !request.request().isEnded());
  }

  private static Problem tooLarge(long most) {
    return Problems.of(
        ProblemType.TOO_LARGE, "body: over %d bytes (expected: at most that)".formatted(most));
  }
}
