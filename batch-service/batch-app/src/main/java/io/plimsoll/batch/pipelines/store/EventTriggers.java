package io.plimsoll.batch.pipelines.store;

import io.plimsoll.batch.pipelines.core.Fact;
import io.plimsoll.batch.pipelines.core.RunRequest;
import io.plimsoll.batch.pipelines.core.StoredPipeline;
import io.plimsoll.batch.pipelines.core.TriggerKind;
import io.plimsoll.batchkernel.pipeline.PipelineTrigger;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** Starts the pipelines that wait for a fact. */
@ApplicationScoped
public class EventTriggers {
  private static final Logger LOG = Logger.getLogger(EventTriggers.class);

  private final Schema schema;
  private final PgPipelines pipelines;
  private final RunKeeper runs;

  EventTriggers(Schema schema, PgPipelines pipelines, RunKeeper runs) {
    this.schema = schema;
    this.pipelines = pipelines;
    this.runs = runs;
  }

  /** Starts a run of each pipeline that waits for the fact, once for each of its triggers. */
  public Uni<Void> take(SqlConnection connection, Fact fact) {
    return connection
        .preparedQuery(
            schema.sql(
                """
                select distinct pipeline from {schema}.pipeline_trigger
                 where event_type = $1 order by pipeline\
                """))
        .execute(Tuple.of(fact.name()))
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .map(row -> row.getString("pipeline"))
                .toList())
        .chain(waiting -> startAll(connection, fact, waiting));
  }

  private Uni<Void> startAll(SqlConnection connection, Fact fact, List<String> waiting) {
    Uni<Void> started = Uni.createFrom().voidItem();
    for (String pipeline : waiting) {
      started =
          started
              .chain(() -> pipelines.getNewest(connection, pipeline))
              .chain(found -> open(connection, requests(found, fact)));
    }
    return started;
  }

  private static List<RunRequest> requests(StoredPipeline pipeline, Fact fact) {
    List<RunRequest> requests = new ArrayList<>();
    List<PipelineTrigger> triggers = pipeline.definition().triggers();
    for (int i = 0; i < triggers.size(); i++) {
      if (triggers.get(i) instanceof PipelineTrigger.Event trigger
          && trigger.matches(fact.name(), fact.body())) {
        requests.add(
            new RunRequest(
                pipeline.name(),
                trigger.parameters(fact.body()),
                new RunRequest.Cause(
                    TriggerKind.EVENT, "event:%s:%d".formatted(fact.id(), i), fact.body()),
                "event:" + fact.id()));
      }
    }
    return requests;
  }

  private Uni<Void> open(SqlConnection connection, List<RunRequest> requests) {
    Uni<Void> opened = Uni.createFrom().voidItem();
    for (RunRequest request : requests) {
      opened = opened.chain(() -> open(connection, request));
    }
    return opened;
  }

  /** A trigger whose parameters do not fit starts nothing; the fact itself is not at fault. */
  private Uni<Void> open(SqlConnection connection, RunRequest request) {
    return runs.open(connection, request)
        .replaceWithVoid()
        .onFailure(Rejected.class)
        .recoverWithUni(refused -> {
          LOG.warnf(
              "trigger refused: pipeline=%s reason=%s", request.pipeline(), refused.getMessage());
          return Uni.createFrom().voidItem();
        });
  }
}
