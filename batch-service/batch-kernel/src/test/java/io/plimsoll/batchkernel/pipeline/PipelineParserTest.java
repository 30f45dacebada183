package io.plimsoll.batchkernel.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineParserTest {
  @Test
  void ordersStepsByTheirNeeds() {
    Map<String, Object> tree =
        Map.of(
            "name",
            "two",
            "steps",
            List.of(
                Map.of("id", "b", "command", "RunSimulation", "needs", List.of("a")),
                Map.of("id", "a", "command", "TrainModel")));

    ParsedPipeline parsed = PipelineParser.parse(tree);

    assertThat(parsed).isInstanceOf(ParsedPipeline.Valid.class);
    PipelineDefinition definition = ((ParsedPipeline.Valid) parsed).definition();
    assertThat(definition.steps()).extracting(StepDefinition::id).containsExactly("a", "b");
    assertThat(definition.startsByRequest()).isTrue();
  }

  @Test
  void readsWhatItWrites() {
    PipelineDefinition definition = Pipelines.research();

    ParsedPipeline again = PipelineParser.parse(definition.toTree());

    assertThat(again).isEqualTo(new ParsedPipeline.Valid(definition));
  }

  @Test
  void refusesACycleAndNamesIt() {
    Map<String, Object> tree =
        Map.of(
            "name",
            "round",
            "steps",
            List.of(
                Map.of("id", "a", "command", "TrainModel", "needs", List.of("b")),
                Map.of("id", "b", "command", "TrainModel", "needs", List.of("a")),
                Map.of("id", "c", "command", "TrainModel")));

    ParsedPipeline parsed = PipelineParser.parse(tree);

    assertThat(parsed)
        .isEqualTo(new ParsedPipeline.Invalid("steps", "a cycle among [a, b] (expected: none)"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "command | LaunchRocket            | steps[0].command",
        "needs   | other                   | steps.a.needs",
        "with    | ${steps.later.model_id} | steps.a.with",
        "with    | ${parameters.unknown}   | steps.a.with",
        "with    | ${each.x}               | steps.a.with",
        "with    | ${secrets.key}          | steps.a.with",
        "surplus | 1                       | steps[0].surplus",
        "id      | Not A Name              | steps[0].id",
      })
  void namesTheFieldAtFault(String member, String value, String field) {
    Map<String, Object> step = new java.util.HashMap<>(Map.of("id", "a", "command", "TrainModel"));
    step.put(
        member,
        switch (member) {
          case "needs" -> List.of(value);
          case "with" -> Map.of("symbol", value);
          default -> value;
        });

    ParsedPipeline parsed = PipelineParser.parse(Map.of("name", "p", "steps", List.of(step)));

    assertThat(parsed).isInstanceOf(ParsedPipeline.Invalid.class);
    assertThat(((ParsedPipeline.Invalid) parsed).field()).isEqualTo(field);
  }

  @Test
  void refusesWhatIsOverTheSize() {
    List<Map<String, Object>> steps =
        IntStream.range(0, 80)
            .mapToObj(i ->
                Map.<String, Object>of(
                    "id", "s" + i, "command", "TrainModel", "with", Map.of("x", "y".repeat(900))))
            .toList();

    ParsedPipeline parsed = PipelineParser.parse(Map.of("name", "big", "steps", steps));

    assertThat(parsed).isInstanceOf(ParsedPipeline.Invalid.class);
    assertThat(((ParsedPipeline.Invalid) parsed).detail()).contains("at most 65536");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cron       | 0 16 * * 1-5 | zone   | Mars/Olympus | triggers[0].zone",
        "event_type | BarsPublished | filtre | x           | triggers[0].filtre",
        "http       | true          | more   | x           | triggers[0].more",
      })
  void checksTriggers(String one, String value, String other, String otherValue, String field) {
    Map<String, Object> tree =
        Map.of(
            "name",
            "t",
            "steps",
            List.of(Map.of("id", "a", "command", "RunRisk")),
            "triggers",
            List.of(Map.of(one, value, other, otherValue)));

    ParsedPipeline parsed = PipelineParser.parse(tree);

    assertThat(parsed).isInstanceOf(ParsedPipeline.Invalid.class);
    assertThat(((ParsedPipeline.Invalid) parsed).field()).isEqualTo(field);
  }

  @Test
  void parametersAreCompletedOrNamed() {
    PipelineParameters parameters = Pipelines.research().parameters();

    assertThat(parameters.complete(Map.of()))
        .isEqualTo(
            new PipelineParameters.Outcome.Faulty(
                "symbol", "missing (the pipeline cannot run without it)"));
    assertThat(parameters.complete(Map.of("symbol", "SPY", "timeframe", 5)))
        .isEqualTo(new PipelineParameters.Outcome.Faulty("timeframe", "number (expected: text)"));
    assertThat(parameters.complete(Map.of("symbol", "SPY", "simbol", "QQQ")))
        .isInstanceOf(PipelineParameters.Outcome.Faulty.class);
    assertThat(parameters.complete(Map.of("symbol", "SPY")))
        .isInstanceOfSatisfying(
            PipelineParameters.Outcome.Complete.class,
            complete ->
                assertThat(complete.values())
                    .containsEntry("symbol", "SPY")
                    .containsEntry("timeframe", "1d"));
  }

  @Test
  void anEventTriggerComparesMembersAndSearchesLists() {
    PipelineTrigger.Event trigger =
        new PipelineTrigger.Event(
            "BarsPublished",
            Map.of("symbols", "SPY", "timeframe", "1d"),
            Map.of("symbol", "${event.symbols.0}"));
    Map<String, Object> spy = Map.of("symbols", List.of("AAPL", "SPY"), "timeframe", "1d");

    assertThat(trigger.matches("BarsPublished", spy)).isTrue();
    assertThat(trigger.matches("ModelCompleted", spy)).isFalse();
    assertThat(trigger.matches("BarsPublished", Map.of("symbols", List.of("SPY")))).isFalse();
    assertThat(trigger.parameters(spy)).isEqualTo(Map.of("symbol", "AAPL"));
  }

  private static final Map<String, Object> STEP = Map.of("id", "a", "command", "TrainModel");

  @Test
  void namesAFaultOfTheWhole() {
    assertFault(Map.of("name", "runs", "steps", List.of(STEP)), "name");
    assertFault(Map.of("name", " ", "steps", List.of(STEP)), "name");
    assertFault(Map.of("name", 7, "steps", List.of(STEP)), "name");
    assertFault(Map.of("name", "p"), "steps");
    assertFault(Map.of("name", "p", "steps", List.of()), "steps");
    assertFault(Map.of("name", "p", "steps", List.of("a")), "steps[0]");
    assertFault(Map.of("name", "p", "steps", List.of(STEP, STEP)), "steps[1].id");
    assertFault(Map.of("name", "p", "steps", List.of(STEP), "parameters", 1), "parameters");
    assertFault(Map.of("name", "p", "steps", List.of(STEP), "requires", List.of(1)), "requires");
    assertFault(Map.of("name", "p", "steps", List.of(STEP), "triggers", "x"), "triggers");
    assertFault(
        Map.of("name", "p", "steps", List.of(STEP), "triggers", List.of(Map.of())), "triggers[0]");
  }

  @Test
  void takesAHundredStepsAndNoMore() {
    assertThat(PipelineParser.parse(Map.of("name", "p", "steps", steps(100))))
        .isInstanceOf(ParsedPipeline.Valid.class);
    assertFault(Map.of("name", "p", "steps", steps(101)), "steps");
  }

  @Test
  void knowsAllParametersTogetherTheRunAndTheEvent() {
    Map<String, Object> step =
        Map.of(
            "id",
            "a",
            "command",
            "TrainModel",
            "with",
            Map.of("*", "${parameters}", "run", "${run.id}", "why", "${event}"));

    assertThat(PipelineParser.parse(Map.of("name", "p", "steps", List.of(step))))
        .isInstanceOf(ParsedPipeline.Valid.class);
  }

  private static List<Map<String, Object>> steps(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Map.<String, Object>of("id", "s" + i, "command", "TrainModel"))
        .toList();
  }

  private static void assertFault(Map<String, Object> tree, String field) {
    assertThat(PipelineParser.parse(tree))
        .isInstanceOfSatisfying(
            ParsedPipeline.Invalid.class, fault -> assertThat(fault.field()).isEqualTo(field));
  }
}
