package io.plimsoll.platform.http;

import io.plimsoll.platform.problem.ServiceException.Malformed;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/** A route that takes a body gets one: an empty body is refused instead of handed on as null. */
@Provider
public final class NeededBody implements ReaderInterceptor {
  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    Object body = context.proceed();
    if (body == null) {
      throw new Malformed("body: absent (expected: JSON)");
    }
    return body;
  }
}
