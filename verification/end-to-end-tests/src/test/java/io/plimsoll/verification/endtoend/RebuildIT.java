package io.plimsoll.verification.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.local.process.Service;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a service knows of others it can always read again. */
@ExtendWith(PlatformExtension.class)
class RebuildIT {
  private final RunningPlatform platform;
  private final Workbench workbench;

  RebuildIT(RunningPlatform platform) {
    this.platform = platform;
    this.workbench = new Workbench(platform);
  }

  @Test
  void bringsBackModelsAndBarsAfterTheSchemaWasDropped() throws Exception {
    workbench.openMarket("REBUILD");
    String model = workbench.train("REBUILD", 1).path("id").asText();
    workbench.awaitSimulable(Set.of(model));
    JsonNode simulated = workbench.simulate(model, "REBUILD", 0);
    Known before = known();

    platform.emptySchema(Service.SIMULATION);
    platform.restart(Service.SIMULATION);
    Known without = known();
    JsonNode accepted = platform.administer(Service.SIMULATION, "/admin/rebuild");
    Known after =
        Eventually.see("models and bars read again", this::known, seen -> seen.equals(before));

    assertThat(without.models()).isEmpty();
    assertThat(without.bars()).isEmpty();
    assertThat(accepted.path("status").asText()).isEqualTo("queued");
    assertThat(after.models()).anySatisfy(one -> assertThat(one).contains(model));
    JsonNode again = workbench.simulate(model, "REBUILD", 0);
    assertThat(again.path("duplicate").asBoolean()).isFalse();
    assertThat(again.path("fingerprint")).isEqualTo(simulated.path("fingerprint"));
    assertThat(again.path("stats")).isEqualTo(simulated.path("stats"));
    assertThat(again.path("chart_data")).isEqualTo(simulated.path("chart_data"));
  }

  private Known known() throws IOException, InterruptedException {
    JsonNode config = platform.get(Service.SIMULATION, "/api/config");
    return new Known(texts(config.path("models")), texts(config.path("tickers")));
  }

  private static Set<String> texts(JsonNode items) {
    return StreamSupport.stream(items.spliterator(), false)
        .map(JsonNode::toString)
        .collect(Collectors.toSet());
  }

  private record Known(Set<String> models, Set<String> bars) {}
}
