package io.plimsoll.platform.queue;

import io.micrometer.core.instrument.MeterRegistry;
import io.plimsoll.platform.migration.SchemaReady;
import io.plimsoll.platform.outbox.RelayBell;
import io.plimsoll.platform.work.Chore;
import io.plimsoll.platform.work.CommitHooks;
import io.plimsoll.platform.work.DatabaseGauges;
import io.plimsoll.platform.work.DutyLease;
import io.plimsoll.platform.work.IntakeEnds;
import io.plimsoll.platform.work.Patience;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.ServerConnections;
import io.plimsoll.platform.work.SqlWork;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes the queue, and works on it from the moment the schema is there until shutdown. */
@ApplicationScoped
class QueueBeans {
  private static final Logger LOG = Logger.getLogger(QueueBeans.class);
  private static final Duration CLEANING = Duration.ofMinutes(10);

  /** Before what handlers work with: a pool that closed first would break the items in hand. */
  private static final int EARLY = 1000;

  private static final Duration STOP_MARGIN = Duration.ofSeconds(10);

  private static final String READY = "SELECT count(*)::float8 FROM {schema}.work_ready";
  private static final String RUNNING = "SELECT count(*)::float8 FROM {schema}.work_running";
  private static final String OLDEST =
      """
      SELECT coalesce(extract(epoch FROM now() - min(run_at)), 0)::float8
      FROM {schema}.work_ready WHERE NOT delayed\
      """;

  private @Nullable Worker worker;
  private @Nullable Chore cleaning;

  @Produces
  @Singleton
  Doorbell doorbell(ServerConnections connections, Pool pool, Schema schema) {
    return new Doorbell(connections, pool, schema);
  }

  @Produces
  @ApplicationScoped
  WorkQueue queue(
      SqlWork work,
      CommitHooks hooks,
      Schema schema,
      Doorbell bell,
      QueueConfig config,
      @Any Instance<WorkHandler> handlers) {
    return new PgWorkQueue(work, hooks, schema, bell, config, handlers);
  }

  void begin(
      @Observes SchemaReady ready,
      ServerConnections connections,
      SqlWork work,
      Schema schema,
      Doorbell bell,
      RelayBell relay,
      QueueConfig config,
      Pool pool,
      DatabaseGauges gauges,
      MeterRegistry registry,
      @Any Instance<WorkHandler> handlers) {
    gauges.register(registry, "plimsoll.queue.ready", READY);
    gauges.register(registry, "plimsoll.queue.running", RUNNING);
    gauges.register(registry, "plimsoll.queue.oldest.waiting.seconds", OLDEST);
    DutyLease lease = new DutyLease(pool, schema, io.plimsoll.platform.work.Instance.of(schema));
    List<String> kept =
        handlers.stream().filter(WorkHandler::keepsHistory).map(WorkHandler::kind).toList();
    QueueCleaning rows = new QueueCleaning(pool, schema, config.keep(), kept);
    cleaning = new Chore("queue-cleaning", CLEANING, lease, rows::batch);
    cleaning.start();
    if (config.works() && !handlers.isUnsatisfied()) {
      Worker.Tools tools = new Worker.Tools(connections, work, schema, bell, relay, config);
      worker = new Worker(tools, handlers.stream().toList());
      worker.start();
    }
  }

  void endClaims(@Observes IntakeEnds event) {
    if (worker != null) {
      worker.endClaims();
    }
  }

  void end(@Observes @Priority(EARLY) ShutdownEvent event, QueueConfig config) {
    if (cleaning != null) {
      cleaning.stop();
    }
    if (worker == null) {
      return;
    }
    try {
      Patience.await(worker.stop(), config.drain().plus(STOP_MARGIN));
      LOG.info("stopping: the queue's items are finished or given back");
    } catch (IllegalStateException e) {
      LOG.warnf("worker stopped without giving everything back cause=\"%s\"", e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
