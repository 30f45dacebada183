package io.plimsoll.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CampaignTest {
  private static final Path RESULTS = Path.of("results");

  @Test
  void runsOneCampaignInItsModule() {
    assertThat(Campaign.arguments("truncation", RESULTS))
        .containsExactly(
            "-pl",
            "verification/campaigns",
            "-am",
            "-Dplimsoll.campaign.scale=1",
            "-Dplimsoll.campaign.results=results",
            "-Dtest=None",
            "-Dit.test=TruncationIT");
  }

  @Test
  void runsAllOfThemInBothModules() {
    assertThat(Campaign.arguments("all", RESULTS))
        .contains("verification/campaigns,verification/end-to-end-tests")
        .contains("-Dit.test=AccountingIT,KillIT,ReplayIT,TruncationIT");
  }

  @Test
  void knowsItsNamesAndNoOthers() {
    assertThat(Campaign.names()).containsExactly("accounting", "kill", "replay", "truncation");
    assertThat(Campaign.isKnown("all")).isTrue();
    assertThat(Campaign.isKnown("KILL")).isFalse();
  }
}
