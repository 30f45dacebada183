package io.plimsoll.batch.risk.http;

import io.plimsoll.batch.risk.core.Alerts;
import io.plimsoll.batch.risk.core.RiskViews;
import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.security.CurrentActor;
import io.plimsoll.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/admin/batch/alerts")
@Tag(name = "Risk")
final class AlertsResource {
  private final Alerts alerts;
  private final CurrentActor actor;

  AlertsResource(Alerts alerts, CurrentActor actor) {
    this.alerts = alerts;
    this.actor = actor;
  }

  @GET
  @RolesAllowed(Roles.ADMIN)
  @Operation(summary = "What failed, newest first")
  public Uni<Page<Map<String, Object>>> list(@BeanParam PageParams page) {
    return alerts
        .list(new RiskViews.Range(page.limit(), page.offset()))
        .map(found -> Page.of(found.items(), found.total(), page));
  }

  @POST
  @Path("/test")
  @RolesAllowed(Roles.ADMIN)
  @Operation(summary = "Raise an alert that means nothing, to see whether alerts arrive")
  public Uni<RaisedView> test() {
    return alerts.test(actor.get().name()).map(RaisedView::new);
  }

  /**
   * What was raised.
   *
   * @param alertId its id
   */
  record RaisedView(UUID alertId) {}
}
