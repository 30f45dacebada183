package io.plimsoll.contracts.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.plimsoll.contracts.ContractJson;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RunSimulationTest {
  private static final String SAMPLE =
      """
      {"model_id":"2b6a0f0e-7a4f-4b0c-9a30-0d8a3c6b1f11","ticker":"AAPL","timeframe":"1d",
       "start":"2014-01-01","end":"2017-12-31","initial_cash":10000,"min_prediction_threshold":0.001,
       "span":"out_of_fold","side":"both","sizing":"fraction","fraction":0.5,
       "target_volatility":0.2,"quantity":10,"fractional_shares":false,
       "fill":{"at":"close","delay":1},"slippage_bps":1,"fee_per_order":0.02,"fee_per_share":0.005,
       "fee_bps":2,"min_fee":1,"stop_loss":0.05,"take_profit":0.1,"max_holding_bars":20,
       "enable_z_score_check":true,"z_score_threshold":4,"volatility_normalization":true,
       "regime_col":"regime","allowed_regimes":[0,2],"use_bot":false,"bot_threshold":0.55,
       "allow_in_sample":false,"seed":7,"min_snapshot":"ab"}
      """;

  @Test
  void readsEveryMemberOfTheDocumentedBody() throws JsonProcessingException {
    RunSimulation read = ContractJson.strictMapper().readValue(SAMPLE, RunSimulation.class);

    assertThat(read)
        .isEqualTo(
            new RunSimulation(
                UUID.fromString("2b6a0f0e-7a4f-4b0c-9a30-0d8a3c6b1f11"),
                "AAPL",
                "1d",
                "2014-01-01",
                "2017-12-31",
                10_000.0,
                0.001,
                "out_of_fold",
                "both",
                "fraction",
                0.5,
                0.2,
                10.0,
                false,
                new FillRequest("close", 1),
                1.0,
                0.02,
                0.005,
                2.0,
                1.0,
                0.05,
                0.1,
                20,
                true,
                4.0,
                true,
                "regime",
                List.of(0.0, 2.0),
                false,
                0.55,
                false,
                7L,
                "ab"));
  }

  @Test
  void refusesAMemberItDoesNotKnow() {
    assertThatThrownBy(() ->
            ContractJson.strictMapper()
                .readValue("{\"ticker\":\"AAPL\",\"leverage\":2}", RunSimulation.class))
        .isInstanceOf(UnrecognizedPropertyException.class)
        .hasMessageContaining("leverage");
  }
}
