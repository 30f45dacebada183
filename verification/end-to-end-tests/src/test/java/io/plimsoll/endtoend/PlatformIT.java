package io.plimsoll.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.endtoend.Api.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One platform, started by {@code demo --keep}, then asked for what it must refuse, then stopped.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PlatformIT {
  private static final String JSON = "application/json";

  private final ObjectMapper mapper = new ObjectMapper();
  private Launcher launcher = new Launcher(Path.of(""));
  private JsonNode findings = mapper.missingNode();
  private Api api = none();

  @BeforeAll
  void runTheDemo(@TempDir Path folder) throws Exception {
    launcher = new Launcher(folder.resolve("home"));
    Launcher.Ended demo = launcher.run("demo", "--keep", "--json");
    assertThat(demo.code()).as(demo.err()).isZero();
    findings = mapper.readTree(demo.out());
    api = new Api(launcher.run("status", "--json").out());
  }

  @AfterAll
  void stopEverything() throws Exception {
    List<ProcessHandle> all = Processes.under(launcher.home());
    Launcher.Ended down = launcher.run("down");
    assertThat(down.code()).isZero();
    assertThat(all).noneMatch(ProcessHandle::isAlive);
    assertThat(launcher.run("status").code()).isEqualTo(3);
  }

  @Test
  @Order(1)
  void takesRealPricesToModelsWithScores() {
    assertThat(findings.path("models")).hasSizeGreaterThanOrEqualTo(4);
    assertThat(findings.path("models"))
        .allSatisfy(model -> {
          assertThat(model.path("status").asText()).isEqualTo("completed");
          assertThat(model.at("/metrics/out_of_fold/rmse").asDouble()).isPositive();
          assertThat(model.at("/metrics/holdout/rmse").asDouble()).isPositive();
        });
  }

  @Test
  @Order(2)
  void takesModelsToTradesOutOfFoldAndLooksAtEachHoldoutOnce() {
    int symbols = findings.path("models").size() / 2;

    List<String> spans =
        StreamSupport.stream(findings.path("simulations").spliterator(), false)
            .map(answer -> answer.path("span").asText())
            .toList();

    assertThat(spans.stream().filter("out_of_fold"::equals)).hasSize(2 * symbols);
    assertThat(spans.stream().filter("holdout"::equals)).hasSize(symbols);
    assertThat(findings.path("simulations"))
        .allSatisfy(answer -> assertThat(answer.at("/stats/bars").asInt()).isPositive());
  }

  @Test
  @Order(3)
  void researchesByOneKafkaMessage() {
    assertThat(findings.at("/research/status").asText()).isEqualTo("completed");
    assertThat(findings.at("/research/steps"))
        .hasSizeGreaterThanOrEqualTo(2 + 8 + 1)
        .allSatisfy(step -> assertThat(step.path("status").asText()).isIn("completed", "skipped"));
  }

  @Test
  @Order(4)
  void valuesTheDemoPortfolios() {
    List<String> navs =
        StreamSupport.stream(findings.path("portfolios").spliterator(), false)
            .map(night -> night.path("nav").decimalValue().setScale(2).toPlainString())
            .toList();

    assertThat(navs).hasSize(3).contains("485000.00", "1326734.75");
  }

  @Test
  @Order(5)
  void writesAReportThatNeedsNothingElse() throws IOException {
    String report = Files.readString(Path.of(findings.path("report").asText()));

    assertThat(report).contains("<svg", "<polyline", "Synthetic:", "</html>");
    assertThat(report).doesNotContain("http://", "https://", "<script");
  }

  @ParameterizedTest
  @Order(6)
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          training   | /train               | {"symbol":                                   | 400 | malformed
          training   | /train               | {"symbol":"AAPL","algorithm":"ridge_regression","colour":1} | 400 | colour
          training   | /train               | {"symbol":"AAPL","algorithm":"oracle"}        | 422 | algorithm
          training   | /train               | {"symbol":"NOSUCH","algorithm":"ridge_regression"} | 422 | symbol
          simulation | /api/simulate        | {"ticker":"AAPL"}                             | 422 | model_id
          simulation | /api/simulate        | [1                                            | 400 | malformed
          """)
  void refusesBadRequestsByName(String service, String path, String body, int status, String named)
      throws Exception {
    Answer answer =
        api.post(service, path, "operator", JSON, body.getBytes(StandardCharsets.UTF_8));

    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/problem+json");
    assertThat(answer.text()).containsIgnoringCase(named);
  }

  @Test
  @Order(7)
  void refusesABodyOverTheLimit() throws Exception {
    byte[] body = new byte[2 << 20];

    Answer answer = api.post("training", "/train", "operator", JSON, body);

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.contentType()).startsWith("application/problem+json");
  }

  @ParameterizedTest
  @Order(8)
  @ValueSource(
      strings = {
        "date,open,high,low,close,volume\n2024-01-02,1,2,1,NaN,5\n",
        "date,open,high,low,close,volume\n2024-01-03,1,2,1,1,5\n2024-01-02,1,2,1,1,5\n",
        "date,open,high,low,close,volume\n2024-01-02,1,2,1,x,5\n",
        "\u0000\u0001\u0002 not a price file"
      })
  void storesNothingOfABadPriceFile(String csv) throws Exception {
    Path file = Files.writeString(launcher.home().resolve("bad.csv"), csv);

    Launcher.Ended ended =
        launcher.run("import", file.toString(), "--symbol", "BADFILE", "--timeframe", "1d");

    assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(5);
    assertThat(api.get("training", "/symbols").text()).doesNotContain("BADFILE");
    assertThat(api.get("batch", "/api/v1/market-data/symbols").text()).doesNotContain("BADFILE");
  }

  private static Api none() {
    try {
      return new Api("{}");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
