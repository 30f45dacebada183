package io.plimsoll.testkit.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class CampaignRecorderTest {
  @TempDir private Path folder;

  @Test
  void writesWhatACampaignFound() throws IOException {
    run(Optional.of(folder.resolve("results").toString()), SampleIT.class);

    JsonNode result = new ObjectMapper().readTree(folder.resolve("results/sample.json").toFile());
    assertThat(result.path("campaign").asText()).isEqualTo("sample");
    assertThat(result.path("verdict").asText()).isEqualTo("passed");
    assertThat(result.at("/figures/runs").asText()).isEqualTo("200");
    assertThat(result.at("/tests/counts(TestReporter)").asText()).isEqualTo("passed");
    assertThat(result.path("scale").asDouble()).isEqualTo(Campaign.scale());
    assertThat(result.at("/machine/processors").asInt())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(result.path("commit").asText()).isNotBlank();
    assertThat(Instant.parse(result.path("started_at").asText())).isBefore(Instant.now());
  }

  @Test
  void writesAFailureWithItsReason() throws IOException {
    run(Optional.of(folder.toString()), SampleFaultIT.class);

    JsonNode result = new ObjectMapper().readTree(folder.resolve("samplefault.json").toFile());
    assertThat(result.path("verdict").asText()).isEqualTo("failed");
    assertThat(result.at("/tests/breaks()").asText()).contains("planted");
  }

  @Test
  void writesNothingWithoutAFolder() throws IOException {
    run(Optional.empty(), SampleIT.class);

    assertThat(folder).isEmptyDirectory();
  }

  private static void run(Optional<String> folder, Class<?> type) {
    LauncherConfig own =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .addTestExecutionListeners(new CampaignRecorder(folder))
            .build();
    LauncherFactory.create(own)
        .execute(LauncherDiscoveryRequestBuilder.request().selectors(selectClass(type)).build());
  }

  /** Run by the tests above only: Surefire's patterns do not fit it. */
  static class SampleIT {
    @Test
    void counts(TestReporter reporter) {
      reporter.publishEntry("runs", "200");
    }
  }

  /** Run by the tests above only. */
  static class SampleFaultIT {
    @Test
    void breaks() {
      throw new AssertionError("planted");
    }
  }
}
