package io.plimsoll.trainingkernel.worker;

import static io.plimsoll.trainingkernel.Specs.context;
import static io.plimsoll.trainingkernel.Specs.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plimsoll.kernel.identity.CanonicalJson;
import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.learning.json.JsonObject;
import io.plimsoll.trainingkernel.Markets;
import io.plimsoll.trainingkernel.fit.TrainedModel;
import io.plimsoll.trainingkernel.fit.TrainingProgress;
import io.plimsoll.trainingkernel.fit.TrainingRun;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the child process does with a task, done here. */
class TrainingTaskHandlerTest {
  @TempDir private Path folder;

  @Test
  void trainsFromOneFileIntoAnother() throws IOException {
    MarketData data = Markets.planted(1, 700, 0.5);
    TrainingSpec spec =
        spec(Map.of("algorithm", "xgboost_regressor", "features", List.of("ibs", "returns")));
    Path bars = folder.resolve("bars");
    BarsFile.write(bars, data);
    List<Map<String, @Nullable Object>> sent = new ArrayList<>();

    Map<String, Object> answer =
        new TrainingTaskHandler().handle(task(spec, bars, folder.resolve("bundle")), sent::add);

    TrainedModel expected =
        TrainingRun.fit(spec, data, context(1), TrainingProgress.Listener.none());
    assertThat(Files.readAllBytes(folder.resolve("bundle"))).isEqualTo(expected.bytes());
    assertThat(answer).isEqualTo(Map.of("sha256", expected.sha256()));
    assertThat(sent).isNotEmpty().hasSizeLessThan(2_000);
    assertThat(sent.getLast()).containsEntry("phase", "training");
    assertThat(sent)
        .allSatisfy(
            one -> assertThat((double) one.getOrDefault("fraction", -1.0)).isBetween(0.0, 1.0));
  }

  private static JsonObject task(TrainingSpec spec, Path bars, Path bundle) {
    return JsonObject.parse(
        CanonicalJson.bytes(
            Map.of(
                "task",
                "t",
                "spec",
                spec.tree(),
                "bars",
                bars.toString(),
                "bundle",
                bundle.toString(),
                "snapshot",
                "a".repeat(64),
                "kernel_version",
                "kernel-1",
                "learning_version",
                "learning-1",
                "threads",
                1)));
  }

  @ParameterizedTest
  @CsvSource({
    "PLIMBARS, 1, {}",
    "PLIMBARS, 1048577, {}",
    "PLIMBARS, 1000, {}",
    "NOTABARS, 2, {}",
    "PLIMBARS, 2, {}",
    "PLIMBARS, 2, []",
  })
  void refusesAFileThatHoldsNoBars(String magic, long length, String header) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(magic.getBytes(StandardCharsets.US_ASCII)).putLong(length);
    bytes.put(header.getBytes(StandardCharsets.US_ASCII));
    Path file = Files.write(folder.resolve("odd"), bytes.array());

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> BarsFile.read(file))
        .withMessage("odd: no file of bars");
  }

  @Test
  void refusesAFileThatEndsTooSoon() throws IOException {
    Path whole = folder.resolve("whole");
    BarsFile.write(whole, Markets.noise(1, 50));
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, bytes.length - 1));

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> BarsFile.read(cut));
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 1", "1, 0, 1", "1, 1, 0"})
  void refusesAPoolWithoutRoom(int resident, int heap, int tasks) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new WorkerPool.Limits(resident, heap, tasks))
        .withMessageStartingWith("limits: ");
  }

  @Test
  void refusesAPoolWithoutWorkersAndATaskWithoutTime() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new WorkerPool.Settings(
                0, folder, WorkerCommand.ofThisProcess(), WorkerPool.Limits.STANDARD))
        .withMessage("workers: 0 (expected: 1 or more)");
    for (Duration deadline : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() ->
              new TrainingTask(
                  "t",
                  spec(Map.of()),
                  Markets.noise(1, 10),
                  new TrainingTask.Versions("s", "k", "l"),
                  deadline))
          .withMessageStartingWith("deadline: ");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> context(0));
  }
}
