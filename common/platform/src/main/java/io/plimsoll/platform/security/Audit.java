package io.plimsoll.platform.security;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Logs who changed what: one line for every request that is not a mere look. */
final class Audit {
  private static final Logger LOG = Logger.getLogger("io.plimsoll.audit");

  private final CurrentIdentityAssociation association;

  Audit(CurrentIdentityAssociation association) {
    this.association = association;
  }

  @ServerResponseFilter
  public void write(
      ContainerRequestContext request, ContainerResponseContext answer, HttpServerRequest wire) {
    String method = request.getMethod();
    if (method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS")) {
      return;
    }
    LOG.infof(
        "request actor=%s method=%s path=%s status=%d",
        actor(), method, wire.path(), answer.getStatus());
  }

  private String actor() {
    SecurityIdentity identity =
        association
            .getDeferredIdentity()
            .onFailure(RuntimeException.class)
            .recoverWithItem(() -> null)
            .subscribeAsCompletionStage()
            .getNow(null);
    return identity == null || identity.isAnonymous()
        ? Actor.NOBODY.name()
        : identity.getPrincipal().getName();
  }
}
