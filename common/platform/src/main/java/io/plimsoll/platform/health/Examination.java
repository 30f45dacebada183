package io.plimsoll.platform.health;

import io.plimsoll.platform.log.Instance;
import io.plimsoll.platform.migration.Readiness;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Gathers what the probes last found and what the service's own beans say. */
@ApplicationScoped
class Examination {
  private static final Logger LOG = Logger.getLogger(Examination.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final DatabaseProbe database;
  private final KafkaProbe kafka;
  private final VitalSigns signs;
  private final Readiness readiness;
  private final List<HealthDetail> details;
  private final String service;

  Examination(
      Probes probes,
      Readiness readiness,
      @All List<HealthDetail> details,
      @ConfigProperty(name = "plimsoll.service") String service) {
    this.database = probes.database();
    this.kafka = probes.kafka();
    this.signs = probes.signs();
    this.readiness = readiness;
    this.details = details;
    this.service = service + "-service";
  }

  Uni<HealthReport> report() {
    return Uni.createFrom()
        .item(() -> new Findings(ownChecks(), new HashMap<>()))
        .call(findings -> askDetails(findings))
        .map(this::toReport);
  }

  /** Whether requests can be served: migrated, and the database answers. */
  Check ready() {
    Check migrated = migration();
    return migrated.isUp() ? database.check() : migrated;
  }

  Check migration() {
    return switch (readiness.state()) {
      case Readiness.State.Ready() -> Check.up();
      case Readiness.State.Waiting(String reason) -> Check.down(reason);
      case Readiness.State.Stopping() -> Check.down("the service is stopping");
    };
  }

  Check live() {
    Check loop = signs.eventLoop();
    return loop.isUp() ? signs.kernelPool() : loop;
  }

  private Map<String, Check> ownChecks() {
    Map<String, Check> checks = new HashMap<>();
    checks.put("database", database.check());
    checks.put("migration", migration());
    checks.put("kafka", kafka.check());
    checks.put("kernel_pool", signs.kernelPool());
    checks.put("event_loop", signs.eventLoop());
    return checks;
  }

  private Uni<Void> askDetails(Findings findings) {
    if (details.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.join()
        .all(details.stream().map(detail -> ask(detail, findings)).toList())
        .andFailFast()
        .replaceWithVoid();
  }

  private static Uni<Void> ask(HealthDetail detail, Findings findings) {
    return Uni.combine()
        .all()
        .unis(detail.fields(), detail.checks())
        .asTuple()
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .invoke(said -> findings.add(said.getItem1(), said.getItem2()))
        .replaceWithVoid()
        .onFailure(Exception.class)
        .recoverWithItem(fault -> {
          findings.missed(detail, fault);
          return null;
        });
  }

  private HealthReport toReport(Findings findings) {
    boolean isWell = findings.checks().values().stream().allMatch(Check::isUp);
    return new HealthReport(
        isWell ? "healthy" : "degraded",
        service,
        Instance.name(),
        Instant.now().truncatedTo(ChronoUnit.MILLIS),
        findings.checks(),
        findings.fields());
  }

  /** What was found so far; filled on one event loop. */
  private record Findings(Map<String, Check> checks, Map<String, Object> fields) {
    void add(Map<String, Object> moreFields, Map<String, Check> moreChecks) {
      fields.putAll(moreFields);
      checks.putAll(moreChecks);
    }

    void missed(HealthDetail detail, Throwable fault) {
      String name = detail.getClass().getSimpleName();
      LOG.debugf(fault, "a health detail failed detail=%s", name);
      checks.put(name, Check.down("gave no answer"));
    }
  }
}
