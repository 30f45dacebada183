package io.plimsoll.batch.risk.store;

import io.plimsoll.batch.risk.core.ComputeNights;
import io.plimsoll.batch.risk.core.NightInputs;
import io.plimsoll.batch.risk.core.NightResult;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.batch.PortfolioRisk;
import io.plimsoll.contracts.batch.RiskRunCompleted;
import io.plimsoll.contracts.batch.RiskRunFailed;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.queue.Completion;
import io.plimsoll.platform.queue.NewWork;
import io.plimsoll.platform.queue.WorkControl;
import io.plimsoll.platform.queue.WorkHandler;
import io.plimsoll.platform.queue.WorkItem;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Runs requested nights: reads all inputs, computes, and writes results and event together. */
@ApplicationScoped
class RiskRunHandler implements WorkHandler {
  static final String KIND = "risk.run";
  private static final String REQUEST = "request_id";
  private static final Duration DEADLINE = Duration.ofMinutes(10);

  private final SqlWork work;
  private final PgNights nights;
  private final PgNightResults results;
  private final ComputeNights compute;
  private final Outbox outbox;
  private final PgAlerts alerts;

  RiskRunHandler(
      SqlWork work,
      PgNights nights,
      PgNightResults results,
      ComputeNights compute,
      Outbox outbox,
      PgAlerts alerts) {
    this.work = work;
    this.nights = nights;
    this.results = results;
    this.compute = compute;
    this.outbox = outbox;
    this.alerts = alerts;
  }

  static NewWork workFor(UUID request) {
    return NewWork.of(KIND, new JsonObject().put(REQUEST, request.toString()))
        .withKey(request.toString())
        .withDeadline(DEADLINE);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Uni<Completion> handle(WorkItem item, WorkControl control) {
    return read(item)
        .chain(asked ->
            compute.compute(asked.inputs).map(computed -> complete(asked.request, computed)));
  }

  @Override
  public Uni<Void> onFailed(SqlConnection connection, WorkItem item, String error) {
    return end(connection, item, error)
        .chain(() -> alerts.raise(connection, List.of(PgAlerts.ofRequest(error))));
  }

  /** Who cancels knows of it: no alert. */
  @Override
  public Uni<Void> onCancelled(SqlConnection connection, WorkItem item) {
    return end(connection, item, "cancelled");
  }

  private Uni<Void> end(SqlConnection connection, WorkItem item, String error) {
    return nights
        .get(connection, requestId(item))
        .chain(request ->
            results
                .finish(connection, request.id(), Optional.of(error))
                .chain(() -> tell(connection, request, failed(request, error))));
  }

  private Uni<Asked> read(WorkItem item) {
    return work.reading(connection ->
        nights
            .get(connection, requestId(item))
            .chain(request ->
                nights.inputs(connection, request).map(found -> new Asked(request, found))));
  }

  private Completion complete(PgNights.Request request, List<NightResult> computed) {
    JsonObject summary =
        new JsonObject().put("as_of", request.asOf().toString()).put("portfolios", computed.size());
    return new Completion.InTransaction(
        summary,
        connection ->
            storeAll(connection, request, computed)
                .call(() -> results.finish(connection, request.id(), Optional.empty()))
                .chain(stored ->
                    tell(
                        connection,
                        request,
                        new RiskRunCompleted(request.id(), request.asOf(), stored))));
  }

  private Uni<List<PortfolioRisk>> storeAll(
      SqlConnection connection, PgNights.Request request, List<NightResult> computed) {
    return Multi.createFrom()
        .iterable(computed)
        .onItem()
        .transformToUniAndConcatenate(night -> storeOne(connection, request, night))
        .collect()
        .asList();
  }

  /** A night's rows and the alerts of what failed in it; a run that was there has told them. */
  private Uni<PortfolioRisk> storeOne(
      SqlConnection connection, PgNights.Request request, NightResult night) {
    return results
        .store(connection, night, request.createdBy())
        .call(stored ->
            stored.duplicate()
                ? Uni.createFrom().voidItem()
                : alerts.raise(connection, PgAlerts.of(night, stored.runId())));
  }

  private Uni<Void> tell(SqlConnection connection, PgNights.Request request, Object fact) {
    OutgoingEvent event = OutgoingEvent.of(Topics.BATCH_EVENTS, request.id().toString(), fact);
    return outbox.append(
        connection, List.of(request.correlation().map(event::correlatedWith).orElse(event)));
  }

  private static RiskRunFailed failed(PgNights.Request request, String error) {
    return new RiskRunFailed(request.id(), request.asOf(), error);
  }

  private static UUID requestId(WorkItem item) {
    return UUID.fromString(item.payload().getString(REQUEST));
  }

  private record Asked(PgNights.Request request, List<NightInputs> inputs) {}
}
