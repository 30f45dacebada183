package io.plimsoll.platform.inbox;

import io.plimsoll.platform.inbox.InboxStore.Verdict;
import io.plimsoll.platform.kafka.DeadLetters;
import io.plimsoll.platform.kafka.EventReader;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.kafka.MessageFault;
import io.plimsoll.platform.problem.ProblemType;
import io.plimsoll.platform.problem.ServiceException;
import io.plimsoll.platform.work.FaultKind;
import io.plimsoll.platform.work.IntakeEnds;
import io.plimsoll.platform.work.Schema;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** {@link Consumption} on PostgreSQL, wholly reactive. */
@Singleton
public final class PgConsumption implements Consumption {
  private static final Logger LOG = Logger.getLogger(PgConsumption.class);
  private static final int MOST_DOUBLINGS = 16;

  private final SqlWork work;
  private final EventReader reader;
  private final DeadLetters deadLetters;
  private final InboxConfig config;
  private final InboxStore store;
  private volatile boolean ended;

  public PgConsumption(
      SqlWork work,
      EventReader reader,
      DeadLetters deadLetters,
      Schema schema,
      InboxConfig config) {
    this.work = work;
    this.reader = reader;
    this.deadLetters = deadLetters;
    this.config = config;
    this.store = new InboxStore(schema);
  }

  @Override
  public Uni<Void> once(
      ConsumerRecord<String, byte[]> event,
      BiFunction<SqlConnection, IncomingEvent, Uni<Void>> effect) {
    return consume(event, effect, Optional.empty());
  }

  @Override
  public Uni<Void> once(
      ConsumerRecord<String, byte[]> event,
      BiFunction<SqlConnection, IncomingEvent, Uni<Void>> effect,
      Refusal refusal) {
    return consume(event, effect, Optional.of(refusal));
  }

  /** What comes from now on is not acknowledged, and is for the next process to take in. */
  void end(@Observes IntakeEnds event) {
    ended = true;
  }

  private Uni<Void> consume(
      ConsumerRecord<String, byte[]> message,
      BiFunction<SqlConnection, IncomingEvent, Uni<Void>> effect,
      Optional<Refusal> refusal) {
    return Uni.createFrom()
        .deferred(() -> {
          if (ended) {
            return Uni.createFrom().nothing();
          }
          IncomingEvent event = reader.read(message);
          return apply(new Case(message, event, effect, refusal, Tries.NONE));
        })
        .onFailure(MessageFault.class)
        .recoverWithUni(fault -> unreadable(message, fault));
  }

  private Uni<Void> unreadable(ConsumerRecord<String, byte[]> message, MessageFault fault) {
    return bury(message, fault.slug(), fault.reason(), 0);
  }

  private Uni<Void> apply(Case one) {
    return transaction(one)
        .onFailure(failure -> !(failure instanceof MessageFault))
        .recoverWithUni(failure -> failed(one, failure));
  }

  private Uni<Void> transaction(Case one) {
    return work.atomically(connection ->
        store.take(connection, one.event()).chain(verdict -> act(one, verdict, connection)));
  }

  private static Uni<Void> act(Case one, Verdict verdict, SqlConnection connection) {
    return switch (verdict) {
      case NEW -> one.effect().apply(connection, one.event());
      case REPEATED, OVERTAKEN -> {
        LOG.debugf("event skipped event_id=%s why=%s", one.event().envelope().id(), verdict);
        yield Uni.createFrom().voidItem();
      }
    };
  }

  private Uni<Void> failed(Case one, Throwable failure) {
    return switch (FaultKind.of(failure)) {
      case OUTAGE -> pauseThenAgain(one, failure);
      case CONTENTION ->
          one.tries().contentions() < config.contentionRetries()
              ? again(one, one.tries().oneMoreContention())
              : bury(one, ProblemType.DEFECT.slug(), failure);
      case REFUSAL -> refused(one, refusalIn(failure));
      case DEFECT ->
          one.tries().faults() < config.retries()
              ? again(one, one.tries().oneMoreFault())
              : defect(one, failure);
    };
  }

  private Uni<Void> pauseThenAgain(Case one, Throwable failure) {
    Tries tries = one.tries().oneMoreOutage();
    if (tries.outages() == 1) {
      LOG.warnf(
          "consumption pauses topic=%s partition=%d offset=%d cause=\"%s\"",
          one.message().topic(), one.message().partition(), one.message().offset(), failure);
    }
    return again(one, tries);
  }

  private Uni<Void> again(Case one, Tries tries) {
    return pause(tries.total()).chain(() -> apply(one.with(tries)));
  }

  private static ServiceException refusalIn(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof ServiceException)) {
      cause = cause.getCause();
    }
    return cause instanceof ServiceException refusal
        ? refusal
        : new ServiceException.Rejected(String.valueOf(failure.getMessage()));
  }

  /** A refused command is answered; anything else that is refused cannot be used. */
  private Uni<Void> refused(Case one, ServiceException why) {
    if (one.refusal().isEmpty() || why instanceof ServiceException.Malformed) {
      return bury(one, why.type().slug(), why);
    }
    Refusal refusal = one.refusal().get();
    Case answer =
        new Case(
            one.message(),
            one.event(),
            (connection, event) -> refusal.append(connection, event, why),
            Optional.empty(),
            one.tries());
    return apply(answer);
  }

  private Uni<Void> defect(Case one, Throwable failure) {
    UUID incident = UUID.randomUUID();
    LOG.errorf(
        failure, "event given up event_id=%s incident=%s", one.event().envelope().id(), incident);
    return bury(
        one.message(),
        ProblemType.DEFECT.slug(),
        "%s urn:uuid:%s".formatted(ProblemType.DEFECT.title(), incident),
        0);
  }

  private Uni<Void> bury(Case one, String slug, Throwable why) {
    return bury(one.message(), slug, String.valueOf(why.getMessage()), 0);
  }

  /** A dead letter that cannot be written keeps its record from being acknowledged. */
  private Uni<Void> bury(
      ConsumerRecord<String, byte[]> message, String slug, String reason, int tries) {
    return deadLetters
        .send(message, slug, reason)
        .onFailure(Throwable.class)
        .recoverWithUni(failure -> {
          LOG.warnf("dead letter not written yet cause=\"%s\"", failure);
          return pause(tries + 1).chain(() -> bury(message, slug, reason, tries + 1));
        });
  }

  /** Waits, and comes back to the consumer's context. */
  private Uni<Void> pause(int tries) {
    long doubled =
        config.retryAfter().toMillis() << Math.min(Math.max(0, tries - 1), MOST_DOUBLINGS);
    Duration wait = Duration.ofMillis(Math.min(doubled, config.retryAtMost().toMillis()));
    Context context = Vertx.currentContext();
    Uni<Void> waited = Uni.createFrom().voidItem().onItem().delayIt().by(wait);
    return context == null ? waited : waited.emitOn(backTo(context));
  }

  private static Executor backTo(Context context) {
    return task -> context.runOnContext(_ -> task.run());
  }

  /** A record on its way in. */
  private record Case(
      ConsumerRecord<String, byte[]> message,
      IncomingEvent event,
      BiFunction<SqlConnection, IncomingEvent, Uni<Void>> effect,
      Optional<Refusal> refusal,
      Tries tries) {
    Case with(Tries more) {
      return new Case(message, event, effect, refusal, more);
    }
  }

  /** How often it was tried, by why it failed. */
  private record Tries(int outages, int contentions, int faults) {
    static final Tries NONE = new Tries(0, 0, 0);

    Tries oneMoreOutage() {
      return new Tries(outages + 1, contentions, faults);
    }

    Tries oneMoreContention() {
      return new Tries(outages, contentions + 1, faults);
    }

    Tries oneMoreFault() {
      return new Tries(outages, contentions, faults + 1);
    }

    int total() {
      return outages + contentions + faults;
    }
  }
}
