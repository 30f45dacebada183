package io.plimsoll.batch.risk.http;

import io.plimsoll.batch.risk.core.CompareRuns;
import io.plimsoll.batch.risk.core.RiskViews;
import io.plimsoll.batch.risk.core.RunDifference;
import io.plimsoll.platform.http.Page;
import io.plimsoll.platform.http.PageParams;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.platform.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/portfolios/{id}/runs")
@Tag(name = "Risk")
final class RunsResource {
  private static final int MOST_NUMBERS = 500;

  private final RiskViews views;
  private final CompareRuns runs;

  RunsResource(RiskViews views, CompareRuns runs) {
    this.views = views;
    this.runs = runs;
  }

  @GET
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "All runs of a date, or of every date, newest first",
      description = "Readers of the other routes see the one with is_current.")
  public Uni<Page<Map<String, Object>>> list(
      @PathParam("id") long id,
      @QueryParam("as_of") @Nullable String asOf,
      @BeanParam PageParams page) {
    return views
        .runs(id, RiskResource.date(asOf), new RiskViews.Range(page.limit(), page.offset()))
        .map(found -> Page.of(found.items(), found.total(), page));
  }

  @GET
  @Path("/diff")
  @RolesAllowed(Roles.VIEWER)
  @Operation(
      summary = "What a run has otherwise than another, number by number, and why",
      description = "At most 500 numbers, the largest relative changes first, and all inputs.")
  public Uni<DifferenceView> diff(
      @PathParam("id") long id,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    return runs.compare(id, run("from", from), run("to", to)).map(DifferenceView::of);
  }

  private static UUID run(String field, @Nullable String text) {
    try {
      return UUID.fromString(String.valueOf(text));
    } catch (IllegalArgumentException _) {
      throw new Malformed(field, "%s: '%s' (expected: the id of a run)".formatted(field, text));
    }
  }

  /**
   * What differs.
   *
   * @param moved how many numbers
   * @param numbers the first of them
   * @param inputs that are not the same
   */
  record DifferenceView(int moved, List<NumberView> numbers, List<InputView> inputs) {
    static DifferenceView of(RunDifference found) {
      return new DifferenceView(
          found.numbers().size(),
          found.numbers().stream()
              .limit(MOST_NUMBERS)
              .map(one ->
                  new NumberView(one.path(), one.before().orElse(null), one.after().orElse(null)))
              .toList(),
          found.inputs().stream()
              .map(one ->
                  new InputView(one.path(), one.before().orElse(null), one.after().orElse(null)))
              .toList());
    }
  }

  /**
   * A number.
   *
   * @param path where it stands
   * @param before in the first run
   * @param after in the second
   */
  record NumberView(String path, @Nullable Double before, @Nullable Double after) {}

  /**
   * An input.
   *
   * @param path where it stands
   * @param before in the first run
   * @param after in the second
   */
  record InputView(String path, @Nullable String before, @Nullable String after) {}
}
