package io.plimsoll.platform.problem;

import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Writes problems as HTTP answers, and says in the log what was refused and what broke. */
public final class ProblemAnswers {
  private static final Logger LOG = Logger.getLogger("io.plimsoll.problem");
  private static final String CHALLENGE = "ApiKey, Bearer";

  private ProblemAnswers() {}

  /** The answer to a failure of ours that was foreseen. */
  static Response of(ServiceException refusal) {
    Response.ResponseBuilder answer = builder(refusal.problem());
    refusal
        .retryAfter()
        .ifPresent(
            patience -> answer.header(HttpHeaders.RETRY_AFTER, Math.max(1, patience.toSeconds())));
    return answer.build();
  }

  /** The answer that carries a problem. */
  static Response of(Problem problem) {
    return builder(problem).build();
  }

  /** The answer to a defect: an id for the asker, and all the rest for the log. */
  static Response ofDefect(Throwable defect) {
    return builder(logged(defect)).build();
  }

  /** The problem of a defect, whose id is in the log beside the stack trace. */
  public static Problem logged(Throwable defect) {
    UUID id = UUID.randomUUID();
    LOG.errorf(defect, "defect instance=urn:uuid:%s", id);
    return Problems.defect(id);
  }

  /** Ends a request that never reached a resource. */
  public static void end(RoutingContext request, Problem problem) {
    if (request.response().ended() || request.response().headWritten()) {
      return;
    }
    if (problem.status() == 401) {
      request.response().putHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
    }
    var _ =
        request
            .response()
            .setStatusCode(problem.status())
            .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
            .end(Buffer.buffer(bytes(problem)));
  }

  private static Response.ResponseBuilder builder(Problem problem) {
    if (problem.status() < 500) {
      LOG.debugf("refused type=%s status=%d", problem.slug(), problem.status());
    } else if (problem.status() == 503) {
      LOG.warnf("unavailable detail=\"%s\"", problem.detail());
    }
    Response.ResponseBuilder answer =
        Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(bytes(problem));
    return problem.status() == 401
        ? answer.header(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE)
        : answer;
  }

  private static byte[] bytes(Problem problem) {
    try {
      return ContractJson.mapper().writeValueAsBytes(problem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
