package io.plimsoll.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.plimsoll.contracts.FieldFault;
import io.plimsoll.platform.work.FaultKind;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every failure of a request, ours and the framework's, into a problem. */
public final class FailureMappers {
  private static final String AWAY =
      "A needed service did not answer, the same request may pass later";

  @ServerExceptionMapper
  public Response refusal(ServiceException refusal) {
    return ProblemAnswers.of(refusal);
  }

  @ServerExceptionMapper(priority = 1)
  public Response unreadable(MismatchedInputException fault) {
    return ProblemAnswers.of(JsonFaults.refusal(fault));
  }

  @ServerExceptionMapper(priority = 1)
  public Response unreadable(JsonProcessingException fault) {
    return ProblemAnswers.of(JsonFaults.refusal(fault));
  }

  @ServerExceptionMapper(priority = 1)
  public Response violated(ConstraintViolationException violations, UriInfo uri) {
    return Violations.isOfCaller(violations)
        ? ProblemAnswers.of(Violations.refusal(violations))
        : ProblemAnswers.ofDefect(violations);
  }

  @ServerExceptionMapper(priority = 1)
  public Response unauthenticated(UnauthorizedException e) {
    return ProblemAnswers.of(
        Problems.of(
            ProblemType.UNAUTHENTICATED,
            "No credentials (expected: an X-API-Key header or a bearer token)"));
  }

  @ServerExceptionMapper(priority = 1)
  public Response unauthenticated(AuthenticationFailedException e) {
    return ProblemAnswers.of(
        Problems.of(ProblemType.UNAUTHENTICATED, "The key or token is not accepted"));
  }

  @ServerExceptionMapper(priority = 1)
  public Response forbidden(ForbiddenException e) {
    return ProblemAnswers.of(
        Problems.of(ProblemType.FORBIDDEN, "Your role does not allow this request"));
  }

  @ServerExceptionMapper
  public Response framework(WebApplicationException failure, UriInfo uri) {
    if (failure.getCause() instanceof JsonProcessingException fault) {
      return ProblemAnswers.of(JsonFaults.refusal(fault));
    }
    if (failure.getCause() instanceof ServiceException refusal) {
      return ProblemAnswers.of(refusal);
    }
    int status = failure.getResponse().getStatus();
    if (failure.getCause() != null && (status == 400 || status == 404)) {
      return badParameter(failure.getCause(), uri);
    }
    return switch (status) {
      case 404 ->
          ProblemAnswers.of(
              Problems.of(ProblemType.NOT_FOUND, "No route " + Texts.brief(uri.getPath())));
      case 405 ->
          ProblemAnswers.of(
              Problems.of(ProblemType.METHOD_NOT_ALLOWED, "Not by this method, see Allow"));
      case 406 ->
          ProblemAnswers.of(
              Problems.of(ProblemType.NOT_ACCEPTABLE, "Accept", "Accept: not to be had here"));
      case 413 -> ProblemAnswers.of(Problems.of(ProblemType.TOO_LARGE, "The body is too large"));
      case 415 ->
          ProblemAnswers.of(
              Problems.of(
                  ProblemType.UNSUPPORTED_MEDIA_TYPE,
                  "Content-Type",
                  "Content-Type: not read here"));
      case 401 -> unauthenticated(new AuthenticationFailedException());
      case 403 -> forbidden(new ForbiddenException());
      default ->
          status >= 400 && status < 500
              ? ProblemAnswers.of(Problems.of(ProblemType.MALFORMED, "The request cannot be read"))
              : ProblemAnswers.ofDefect(failure);
    };
  }

  @ServerExceptionMapper
  public Response anythingElse(Throwable failure) {
    return switch (FaultKind.of(failure)) {
      case OUTAGE, CONTENTION -> ProblemAnswers.of(new ServiceException.Unavailable(AWAY));
      case REFUSAL, DEFECT -> ProblemAnswers.ofDefect(failure);
    };
  }

  private static Response badParameter(Throwable cause, UriInfo uri) {
    FieldFault fault = Parameters.fault(cause, uri);
    return ProblemAnswers.of(
        Problems.of(ProblemType.MALFORMED, fault.detail(), List.of(fault), Map.of()));
  }
}
