package io.plimsoll.platform.sample;

import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.problem.ServiceException;
import io.plimsoll.platform.security.CurrentActor;
import io.plimsoll.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Routes that answer and fail in every way. */
@Path("/sample")
public class SampleResource {
  private final CurrentActor actor;

  SampleResource(CurrentActor actor) {
    this.actor = actor;
  }

  @GET
  @Path("/actor")
  @RolesAllowed(Roles.VIEWER)
  public Uni<Map<String, String>> actor() {
    return Uni.createFrom()
        .item(() -> Map.of("name", actor.get().name(), "role", actor.get().role().text()));
  }

  @GET
  @Path("/open")
  @PermitAll
  public Uni<String> open() {
    return Uni.createFrom().item("open");
  }

  @GET
  @Path("/page")
  @RolesAllowed(Roles.VIEWER)
  public Uni<Page<String>> page(@BeanParam PageParams params) {
    return Uni.createFrom().item(() -> Page.of(List.of("a"), 1, params));
  }

  @GET
  @Path("/by-id/{id}")
  @RolesAllowed(Roles.VIEWER)
  public Uni<UUID> byId(@PathParam("id") UUID id) {
    return Uni.createFrom().item(id);
  }

  @GET
  @Path("/query")
  @RolesAllowed(Roles.VIEWER)
  public Uni<String> query(
      @QueryParam("count") Integer count,
      @QueryParam("day") LocalDate day,
      @QueryParam("depth") @Min(1) Integer depth) {
    return Uni.createFrom().item(() -> count + " " + day + " " + depth);
  }

  @POST
  @Path("/orders")
  @RolesAllowed(Roles.OPERATOR)
  public Uni<Map<String, Object>> order(@Valid Order order) {
    return Uni.createFrom()
        .item(() ->
            Map.of("order", order, "on_event_loop", io.vertx.core.Context.isOnEventLoopThread()));
  }

  @POST
  @Path("/stream")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @RolesAllowed(Roles.OPERATOR)
  public long stream(InputStream body) {
    try {
      return body.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @DELETE
  @Path("/all")
  @RolesAllowed(Roles.ADMIN)
  public Uni<Void> deleteAll() {
    return Uni.createFrom().voidItem();
  }

  @GET
  @Path("/fail/{how}")
  @RolesAllowed(Roles.VIEWER)
  public Uni<String> fail(@PathParam("how") String how) {
    return Uni.createFrom()
        .failure(() ->
            switch (how) {
              case "not-found" -> new ServiceException.NotFound("model", "m-1");
              case "conflict" ->
                  new ServiceException.StateConflict(
                      "m-1 is running", Map.of("model_status", "training"));
              case "rejected" -> new ServiceException.Rejected("horizon", "horizon: 0");
              case "too-many" ->
                  new ServiceException.TooMany("10,000 wait", Duration.ofSeconds(30));
              case "unavailable" -> new ServiceException.Unavailable("training is away");
              case "away" -> new ConnectException("10.0.0.1 refused");
              default -> new IllegalStateException("SELECT secret FROM somewhere");
            });
  }
}
