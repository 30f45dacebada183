package io.plimsoll.batch.portfolios.http;

import io.plimsoll.batch.portfolios.core.KeepPortfolios;
import io.plimsoll.batch.portfolios.core.NewPortfolio;
import io.plimsoll.batchkernel.portfolio.DemoPortfolio;
import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.platform.security.CurrentActor;
import io.plimsoll.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/portfolios")
@Tag(name = "Portfolios", description = "Positions in stocks, funds and options, with their cash")
final class PortfoliosResource {
  private final KeepPortfolios portfolios;
  private final CurrentActor actor;

  PortfoliosResource(KeepPortfolios portfolios, CurrentActor actor) {
    this.portfolios = portfolios;
    this.actor = actor;
  }

  @POST
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Make a portfolio",
      description =
          "All positions are checked and all faults answered at once; with a fault nothing is stored.")
  public Uni<Response> create(@Nullable PortfolioBody body) {
    NewPortfolio wanted = require(body).toPortfolio();
    return portfolios
        .create(wanted, actor.get().name())
        .map(made ->
            Response.created(URI.create("/api/v1/portfolios/" + made.id()))
                .entity(PortfolioView.of(made))
                .build());
  }

  @POST
  @Path("/demo")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(
      summary = "Make the three demo portfolios",
      description =
          "Those that exist by name stay as they are. The answer has the invented prices that go"
              + " with them, for the synthetic market and for quotes.")
  public Uni<DemoView> createDemo() {
    List<NewPortfolio> demo =
        DemoPortfolio.all().stream()
            .map(one -> new NewPortfolio(one.name(), BigDecimal.ZERO, one.positions()))
            .toList();
    return portfolios.createMissing(demo, actor.get().name()).map(DemoView::of);
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "List portfolios by id")
  public Uni<Page<PortfolioView>> list(@BeanParam PageParams page) {
    return portfolios
        .list(page.limit(), page.offset())
        .map(found -> Page.of(found.items(), found.total(), page).map(PortfolioView::of));
  }

  @GET
  @Path("/{id}")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Get one portfolio")
  public Uni<PortfolioView> get(@PathParam("id") long id) {
    return portfolios.get(id).map(PortfolioView::of);
  }

  @GET
  @Path("/{id}/positions")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "List the positions of a portfolio in their order")
  public Uni<Page<PositionView>> positions(@PathParam("id") long id, @BeanParam PageParams page) {
    return portfolios
        .get(id)
        .map(found ->
            Page.of(
                found.positions().stream()
                    .skip(page.offset())
                    .limit(page.limit())
                    .map(PositionView::of)
                    .toList(),
                found.positions().size(),
                page));
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Roles.ADMIN)
  @Operation(summary = "Delete a portfolio; its results stay")
  public Uni<Void> delete(@PathParam("id") long id) {
    return portfolios.delete(id);
  }

  private static PortfolioBody require(@Nullable PortfolioBody body) {
    if (body == null) {
      throw new Malformed("The body is empty (expected: a portfolio as JSON)");
    }
    return body;
  }
}
