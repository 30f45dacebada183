package io.plimsoll.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.contracts.Topics;
import io.plimsoll.local.home.Keys;
import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.infra.TopicSetup;
import io.plimsoll.local.process.Service;
import io.plimsoll.verification.endtoend.PackagedService.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged services start without a database that lets them in: they live, say why they are not
 * ready, and become ready by themselves.
 */
@ExtendWith(PlatformExtension.class)
class PackagedStartIT {
  private static final String GIVEN = "SesameSesameSesame1";
  private static final String OTHER = "AbracadabraAbracadabra2";
  private static final String PREFIX = "start.";

  private final RunningPlatform platform;

  PackagedStartIT(RunningPlatform platform) {
    this.platform = platform;
  }

  @Test
  void recoversFromWrongCredentialsWithoutARestart(@TempDir Path folder) throws Exception {
    try (OwnPostgres postgres = new OwnPostgres(folder);
        Services services = new Services()) {
      postgres.start(OTHER);
      services.start(folder, postgres);
      for (PackagedService service : services.all()) {
        requireAliveButNotReady(service, "wrong credentials");
      }

      postgres.setPasswords(GIVEN);

      for (PackagedService service : services.all()) {
        requireReadyAndServing(service);
      }
    }
  }

  @Test
  void waitsForADatabaseThatIsAway(@TempDir Path folder) throws Exception {
    try (OwnPostgres postgres = new OwnPostgres(folder);
        Services services = new Services()) {
      services.start(folder, postgres);
      for (PackagedService service : services.all()) {
        requireAliveButNotReady(service, "database not reached");
      }

      postgres.start(GIVEN);

      for (PackagedService service : services.all()) {
        requireReadyAndServing(service);
      }
    }
  }

  private static void requireAliveButNotReady(PackagedService service, String reason)
      throws Exception {
    Answer health =
        Eventually.see(
                service.service().text() + " says why",
                () -> Diagnosis.of(service.get("/health")),
                seen -> seen.migration().contains(reason) && seen.database().contains(reason))
            .health();

    assertThat(health.status()).isEqualTo(503);
    assertThat(health.json().path("status").asText()).isEqualTo("degraded");
    requireProbe(service.get("/q/health/live"), 200, "UP", "");
    requireProbe(service.get("/q/health/ready"), 503, "DOWN", reason);
    requireProbe(service.get("/q/health/started"), 503, "DOWN", reason);
    assertThat(service.get(listOf(service)).status()).isEqualTo(503);
    assertThat(health.text()).doesNotContain(GIVEN);
    assertThat(service.said()).contains(reason).doesNotContain(GIVEN);
    assertThat(service.isAlive()).isTrue();
  }

  private static void requireReadyAndServing(PackagedService service) throws Exception {
    Eventually.see(
        service.service().text() + " ready",
        () -> service.get("/q/health/ready"),
        answer -> answer.status() == 200);

    Answer answer = service.get(listOf(service));

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    requireProbe(service.get("/q/health/started"), 200, "UP", "");
    Eventually.see(
        service.service().text() + " healthy",
        () -> service.get("/health"),
        health -> health.status() == 200);
    assertThat(service.said()).doesNotContain(GIVEN);
  }

  private static void requireProbe(Answer probe, int status, String word, String reason)
      throws IOException {
    assertThat(probe.status()).as(probe.text()).isEqualTo(status);
    assertThat(probe.json().path("status").asText()).isEqualTo(word);
    if (!reason.isEmpty()) {
      assertThat(StreamSupport.stream(probe.json().path("checks").spliterator(), false))
          .anySatisfy(check -> assertThat(check.at("/data/reason").asText()).contains(reason));
    }
  }

  /** What {@code /health} says of two checks that are down. */
  private record Diagnosis(Answer health, String migration, String database) {
    static Diagnosis of(Answer health) throws IOException {
      return new Diagnosis(health, detail(health, "migration"), detail(health, "database"));
    }

    private static String detail(Answer health, String name) throws IOException {
      JsonNode check = health.json().path("checks").path(name);
      return check.path("status").asText().equals("down") ? check.path("detail").asText() : "";
    }
  }

  private static String listOf(PackagedService service) {
    return switch (service.service()) {
      case TRAINING -> "/models";
      case SIMULATION -> "/api/history";
      case BATCH -> "/api/v1/portfolios";
    };
  }

  /** The three, beside those of the platform, on topics of their own. */
  private final class Services implements AutoCloseable {
    private final List<PackagedService> all = new ArrayList<>();

    void start(Path folder, OwnPostgres postgres) throws IOException, InterruptedException {
      String bootstrap = platform.state().infra().kafkaBootstrap();
      new TopicSetup(bootstrap, PREFIX, 1).apply(Topics.all());
      Keys keys = Keys.open(new PlimsollHome(folder.resolve("home")).prepare());
      for (Service service : Service.values()) {
        Map<String, String> settings = new HashMap<>(postgres.settings(service, GIVEN));
        settings.put("KAFKA_BOOTSTRAP_SERVERS", bootstrap);
        settings.put("PLIMSOLL_KAFKA_TOPIC_PREFIX", PREFIX);
        settings.put("MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_GROUP_ID", PREFIX + service.text());
        all.add(PackagedService.start(service, folder, keys, settings));
      }
    }

    List<PackagedService> all() {
      return all;
    }

    @Override
    public void close() {
      all.forEach(PackagedService::close);
    }
  }
}
