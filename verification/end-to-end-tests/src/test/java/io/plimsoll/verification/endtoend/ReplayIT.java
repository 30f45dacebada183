package io.plimsoll.verification.endtoend;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.plimsoll.contracts.Topics;
import io.plimsoll.local.process.Service;
import io.plimsoll.testkit.campaign.Campaign;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * However often, in whatever words and at whatever time something is asked for, it is made once.
 *
 * <p>At full size 5000 requests, of which each fiftieth differs in its seed and the others only in
 * how they are written.
 */
@ExtendWith(PlatformExtension.class)
class ReplayIT {
  private static final int FULL = 5_000;
  private static final int ALIKE = 50;
  private static final int AT_ONCE = 64;
  private static final String SYMBOL = "REPLAY";

  /** The same request: in another order, with a default written out, with a remark of its own. */
  private static final List<String> WORDS =
      List.of(
          """
          {"symbol": "%1$s", "algorithm": "ridge_regression", "features": ["returns", "ibs"],
           "seed": %2$d, "split": {"folds": 2}}
          """,
          """
          {"split": {"folds": 2}, "seed": %2$d, "features": ["returns", "ibs"],
           "algorithm": "ridge_regression", "symbol": "%1$s"}
          """,
          """
          {"symbol": "%1$s", "timeframe": "1d", "algorithm": "ridge_regression", "seed": %2$d,
           "features": ["returns", "ibs"], "split": {"folds": 2, "scheme": "walk_forward"}}
          """,
          """
          {"symbol": "%1$s", "algorithm": "ridge_regression", "features": ["returns", "ibs"],
           "seed": %2$d, "split": {"folds": 2}, "hyperparameters": {"alpha": 1.0}}
          """);

  private final RunningPlatform platform;
  private final Workbench workbench;

  ReplayIT(RunningPlatform platform) {
    this.platform = platform;
    this.workbench = new Workbench(platform);
  }

  /** What was answered to a request with a seed. */
  private record Answer(int seed, String model) {}

  @Test
  void trainsOnceWhatIsAskedForInManyWays(TestReporter reporter) throws Exception {
    workbench.openMarket(SYMBOL);
    int requests = Campaign.of(FULL);
    int different = Math.max(2, requests / ALIKE);

    List<Answer> answers = ask(requests, different);

    Map<Integer, Set<String>> models =
        answers.stream().collect(groupingBy(Answer::seed, mapping(Answer::model, toSet())));
    assertThat(models).hasSize(different).allSatisfy((_, ids) -> assertThat(ids).hasSize(1));
    Set<String> ids = new HashSet<>();
    models.values().forEach(ids::addAll);
    assertThat(ids).hasSize(different);
    for (String id : ids) {
      JsonNode model = workbench.await(Service.TRAINING, "/models/" + id);
      assertThat(model.path("status").asText()).as(model.toString()).isEqualTo("completed");
      assertThat(model.path("attempts").asInt()).isEqualTo(1);
    }
    requireOneOfEach(ids);
    reporter.publishEntry("requests", Integer.toString(requests));
    reporter.publishEntry("different_requests", Integer.toString(different));
    reporter.publishEntry("requests_seed", "7");
    reporter.publishEntry("models_made", Integer.toString(ids.size()));
  }

  private List<Answer> ask(int requests, int different) throws Exception {
    Random random = new Random(7);
    Semaphore free = new Semaphore(AT_ONCE);
    List<Future<Answer>> asked = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < requests; i++) {
        int seed = i < different ? i : random.nextInt(different);
        String body = WORDS.get(random.nextInt(WORDS.size())).formatted(SYMBOL, seed);
        free.acquire();
        asked.add(
            clients.submit(() -> {
              try {
                return new Answer(seed, train(body));
              } finally {
                free.release();
              }
            }));
      }
    }
    List<Answer> answers = new ArrayList<>();
    for (Future<Answer> one : asked) {
      answers.add(one.get());
    }
    return answers;
  }

  /** Asks until there is an answer: a full queue says when to come again. */
  private String train(String body) throws InterruptedException {
    return Eventually.see(
            "training", () -> platform.post(Service.TRAINING, "/train", body), ReplayIT::hasModel)
        .path("id")
        .asText();
  }

  private static boolean hasModel(JsonNode answer) {
    return answer.hasNonNull("id");
  }

  private void requireOneOfEach(Set<String> ids) throws Exception {
    String ours = "from training.models where symbol = '%s'".formatted(SYMBOL);
    assertThat(platform.database().count("select count(*) " + ours)).isEqualTo(ids.size());
    assertThat(platform.database().count("select count(distinct fingerprint) " + ours))
        .isEqualTo(ids.size());
    Map<String, Integer> told =
        Eventually.see(
            "ModelCompleted of each", () -> completions(ids), all -> all.size() == ids.size());
    assertThat(told).allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
  }

  /** How many different events told of each model's end. */
  private Map<String, Integer> completions(Set<String> ids) throws IOException {
    Map<String, Set<String>> events = new LinkedHashMap<>();
    for (Message fact : platform.messages(Topics.TRAINING_EVENTS)) {
      if (fact.name().equals("ModelCompleted") && ids.contains(fact.subject())) {
        events.computeIfAbsent(fact.subject(), _ -> new HashSet<>()).add(fact.id());
      }
    }
    Map<String, Integer> counts = new LinkedHashMap<>();
    events.forEach((model, found) -> counts.put(model, found.size()));
    return counts;
  }

  @Test
  void startsOnceWhatOneMessageStartsManyTimes(TestReporter reporter) throws Exception {
    int deliveries = Campaign.of(FULL / 5);
    Trigger trigger = nightly("2025-06-27");
    Trigger last = nightly("2025-06-26");
    String bootstrap = platform.state().infra().kafkaBootstrap();

    trigger.send(bootstrap, trigger.id(), deliveries);
    last.send(bootstrap, trigger.id(), 1);

    Eventually.see("an answer to the last", () -> answers(last.id()), found -> !found.isEmpty());
    Eventually.see("an answer to all", () -> answers(trigger.id()), found -> !found.isEmpty());
    assertThat(answers(trigger.id())).hasSize(1);
    reporter.publishEntry("deliveries_of_one_message", Integer.toString(deliveries));
  }

  private static Trigger nightly(String date) {
    return new Trigger(
        UUID.randomUUID().toString(),
        """
        {"pipeline": "nightly-risk", "parameters": {"risk": {"as_of": "%s"}}}
        """
            .formatted(date));
  }

  /** The accepted and rejected events of a command, told apart by their ids. */
  private Set<String> answers(String command) throws IOException {
    Set<String> found = new HashSet<>();
    for (Message fact : platform.messages(Topics.BATCH_EVENTS)) {
      if (fact.name().startsWith("StartPipeline")
          && fact.body().path("command_id").asText().equals(command)) {
        found.add(fact.id());
      }
    }
    return found;
  }
}
