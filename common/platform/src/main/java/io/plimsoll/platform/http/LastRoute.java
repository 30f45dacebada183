package io.plimsoll.platform.http;

import io.plimsoll.platform.problem.ProblemAnswers;
import io.plimsoll.platform.problem.ProblemType;
import io.plimsoll.platform.problem.Problems;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Answers what no route took, as a problem. */
@Singleton
final class LastRoute {
  void register(@Observes Router router) {
    router
        .route()
        .last()
        .handler(request ->
            ProblemAnswers.end(request, Problems.of(ProblemType.NOT_FOUND, "No such route")));
    router.route().order(-1).failureHandler(LastRoute::failed);
  }

  private static void failed(RoutingContext request) {
    Throwable failure = request.failure();
    if (failure == null || request.statusCode() < 500) {
      request.next();
    } else {
      ProblemAnswers.end(request, ProblemAnswers.logged(failure));
    }
  }
}
