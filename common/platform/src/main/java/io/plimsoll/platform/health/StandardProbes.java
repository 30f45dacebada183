package io.plimsoll.platform.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** The probes that Kubernetes asks: live, ready and started. */
@ApplicationScoped
class StandardProbes {
  private final Examination examination;

  StandardProbes(Examination examination) {
    this.examination = examination;
  }

  @Produces
  @Liveness
  @ApplicationScoped
  AsyncHealthCheck live() {
    return () -> answer("event loop and kernel pool", examination.live());
  }

  @Produces
  @Readiness
  @ApplicationScoped
  AsyncHealthCheck ready() {
    return () -> answer("schema and database", examination.ready());
  }

  @Produces
  @Startup
  @ApplicationScoped
  AsyncHealthCheck started() {
    return () -> answer("schema", examination.migration());
  }

  private static Uni<HealthCheckResponse> answer(String name, Check check) {
    return Uni.createFrom()
        .item(() -> {
          HealthCheckResponseBuilder answer = HealthCheckResponse.named(name).status(check.isUp());
          return check.detail().isEmpty()
              ? answer.build()
              : answer.withData("reason", check.detail()).build();
        });
  }
}
