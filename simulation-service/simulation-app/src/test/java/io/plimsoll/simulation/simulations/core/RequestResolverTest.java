package io.plimsoll.simulation.simulations.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.FieldFault;
import io.plimsoll.contracts.simulation.RunSimulation;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.simulationkernel.engine.Costs;
import io.plimsoll.simulationkernel.engine.Fill;
import io.plimsoll.simulationkernel.engine.Sizing;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestResolverTest {
  private static final String SUBJECT =
      "\"model_id\":\"5b0f6f0c-5a3e-4d9a-8a53-0c6a1a5f7e11\",\"ticker\":\"aapl\"";

  @Test
  void fillsInTheDocumentedDefaults() {
    ResolvedRequest resolved = resolve("");

    assertThat(resolved.rows().ticker().value()).isEqualTo("AAPL");
    assertThat(resolved.rows().span()).isEqualTo(Span.OUT_OF_FOLD);
    assertThat(resolved.settings().initialCash()).isEqualTo(10_000);
    assertThat(resolved.settings().sizing()).isEqualTo(Sizing.allIn());
    assertThat(resolved.settings().fill()).isEqualTo(Fill.NEXT_OPEN);
    assertThat(resolved.settings().costs()).isEqualTo(new Costs(1, 0.02, 0, 0, 0));
    assertThat(resolved.settings().signals().zScoreThreshold()).isEmpty();
    assertThat(resolved.settings().exits().stopLoss()).isEmpty();
  }

  @Test
  void makesAnExplicitDefaultTheSameRequestAsAnAbsentOne() {
    ResolvedRequest spelled =
        resolve(
            ",\"span\":\"out_of_fold\",\"side\":\"long\",\"sizing\":\"all_in\",\"fraction\":1,"
                + "\"fill\":{\"at\":\"open\"},\"slippage_bps\":1,\"z_score_threshold\":9,\"seed\":42");

    assertThat(spelled).isEqualTo(resolve(""));
  }

  @Test
  void resolvesWhatItResolvedToTheSame() {
    ResolvedRequest once =
        resolve(
            ",\"start\":\"2020-01-01\",\"end\":\"2020-06-30\",\"sizing\":\"fixed\",\"quantity\":7,"
                + "\"side\":\"both\",\"stop_loss\":0.05,\"take_profit\":0.1,\"max_holding_bars\":9,"
                + "\"enable_z_score_check\":true,\"regime_col\":\"regime\",\"allowed_regimes\":[2,1,2]");

    ResolvedRequest twice = RequestResolver.resolve(once.body());

    assertThat(twice).isEqualTo(once);
    assertThat(once.rows().contains(Instant.parse("2020-06-30T23:00:00Z"))).isTrue();
    assertThat(once.rows().contains(Instant.parse("2020-07-01T00:00:00Z"))).isFalse();
    assertThat(once.gate().orElseThrow().allowed()).containsExactly(1.0, 2.0);
  }

  @Test
  void namesEveryMemberAtFault() {
    Rejected refused =
        catchThrowableOfType(
            Rejected.class,
            () ->
                resolve(
                    ",\"initial_cash\":0,\"side\":\"up\",\"sizing\":\"huge\",\"fee_bps\":-1,"
                        + "\"take_profit\":0,\"max_holding_bars\":0,\"end\":\"soon\","
                        + "\"min_snapshot\":\"x\",\"allowed_regimes\":[1],\"bot_threshold\":2,"
                        + "\"seed\":9007199254740993,\"timeframe\":\"2h\""));

    assertThat(refused.faults().stream().map(FieldFault::field))
        .containsExactlyInAnyOrder(
            "initial_cash",
            "side",
            "sizing",
            "fee_bps",
            "take_profit",
            "max_holding_bars",
            "end",
            "min_snapshot",
            "regime_col",
            "bot_threshold",
            "seed",
            "timeframe");
  }

  @Test
  void refusesAPeriodThatEndsBeforeItStarts() {
    assertThatThrownBy(() -> resolve(",\"start\":\"2020-02-01\",\"end\":\"2020-01-01\""))
        .isInstanceOf(Rejected.class)
        .hasMessageContaining("not before start");
  }

  @Test
  void needsAWordForRowsThatTheModelWasFittedOn() {
    assertThatThrownBy(() -> resolve(",\"span\":\"in_sample\"")).isInstanceOf(StateConflict.class);
    assertThat(resolve(",\"span\":\"in_sample\",\"allow_in_sample\":true").rows().span())
        .isEqualTo(Span.IN_SAMPLE);
  }

  private static ResolvedRequest resolve(String members) {
    try {
      return RequestResolver.resolve(
          ContractJson.strictMapper()
              .readValue("{" + SUBJECT + members + "}", RunSimulation.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
