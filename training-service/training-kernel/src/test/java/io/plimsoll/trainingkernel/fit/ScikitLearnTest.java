package io.plimsoll.trainingkernel.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plimsoll.kernel.array.IntVec;
import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.learning.algorithm.Algorithm;
import io.plimsoll.learning.algorithm.Effort;
import io.plimsoll.learning.algorithm.Hyperparameters;
import io.plimsoll.learning.algorithm.LinearModel;
import io.plimsoll.learning.algorithm.Task;
import io.plimsoll.learning.algorithm.TrainingRows;
import io.plimsoll.learning.bundle.FeatureImportance;
import io.plimsoll.learning.bundle.Fit;
import io.plimsoll.learning.bundle.ModelPlan;
import io.plimsoll.learning.bundle.Scores;
import io.plimsoll.learning.feature.FeatureFrame;
import io.plimsoll.learning.json.JsonObject;
import io.plimsoll.learning.preprocess.FittedPreprocessing;
import io.plimsoll.learning.preprocess.Preprocessing;
import io.plimsoll.learning.preprocess.Target;
import io.plimsoll.learning.preprocess.TargetColumn;
import io.plimsoll.learning.preprocess.TargetTransform;
import io.plimsoll.trainingkernel.Markets;
import io.plimsoll.trainingkernel.split.Fold;
import io.plimsoll.trainingkernel.split.RowSpan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Coefficients, area under the curve and permutation importance beside scikit-learn's, on the
 * fixture of {@code sklearn/reference.py}.
 */
class ScikitLearnTest {
  /** What the project promises; both sides stop within 1e-12 of their optimum. */
  private static final double PROMISED = 1e-6;

  private static final JsonObject REFERENCE = reference();
  private static final int TEST_FROM = REFERENCE.count("test_from");
  private static final List<List<Double>> ROWS = lists(member("x"));
  private static final IntVec TRAIN = IntVec.of(IntStream.range(0, TEST_FROM).toArray());
  private static final IntVec TEST = IntVec.of(IntStream.range(TEST_FROM, ROWS.size()).toArray());

  @ParameterizedTest
  @CsvSource({
    "ridge_regression, alpha",
    "lasso_regression, alpha tol",
    "elasticnet_regression, alpha l1_ratio tol",
    "logistic_classification, c",
  })
  void fitsTheSameCoefficients(String algorithm, String hyperparameters) {
    JsonObject expected = REFERENCE.object(algorithm);

    LinearModel model = fitted(algorithm, hyperparameters);

    assertThat(model.intercept()).isCloseTo(expected.number("intercept"), within(PROMISED));
    List<Double> coefficients = expected.numbers("coefficients");
    for (int j = 0; j < coefficients.size(); j++) {
      assertThat(model.coefficients().get(j))
          .as("coefficient %d", j)
          .isCloseTo(coefficients.get(j), within(PROMISED));
    }
  }

  @Test
  void findsTheSameAreaUnderTheCurveAndLogLoss() {
    LinearModel model = fitted("logistic_classification", "c");
    Vec labels = column("label");
    Vec predictions = model.predict(preprocessing(labels).apply(frame(), TEST));

    Scores scores =
        Scoring.of(
            Task.CLASSIFICATION,
            new Scoring.Outcome(
                predictions, pick(labels), pick(labels), pick(labels), pick(labels)));

    assertThat(scores.find("auc").orElseThrow())
        .isCloseTo(REFERENCE.number("auc"), within(PROMISED));
    assertThat(scores.find("log_loss").orElseThrow())
        .isCloseTo(REFERENCE.number("log_loss"), within(PROMISED));
  }

  @Test
  void findsTheSamePermutationImportanceOnTheFixturesPermutations() {
    Vec targets = column("y");
    FittedPreprocessing preprocessing = preprocessing(targets);
    Fit fit = new Fit(preprocessing, fitted("ridge_regression", "alpha"));
    Examples examples =
        new Examples(
            new ModelPlan(
                Markets.SYMBOL,
                List.of(),
                Timeframe.ONE_HOUR,
                new Target(TargetColumn.CLOSE, TargetTransform.LOG_RETURN, 1),
                Algorithm.find("ridge_regression").orElseThrow(),
                names()),
            Markets.noise(1, 300).primaryBars(),
            frame(),
            targets,
            targets);
    Fold fold = new Fold(0, TRAIN, new RowSpan(TEST_FROM, ROWS.size()));

    List<FeatureImportance> found =
        new Importances(examples, (_, feature, repeat, _) -> order(feature, repeat))
            .of(List.of(fold), List.of(fit), fit);

    List<JsonObject> expected = REFERENCE.objects("importance");
    for (int j = 0; j < expected.size(); j++) {
      String name = names().get(j);
      FeatureImportance one =
          found.stream()
              .filter(some -> some.feature().equals(name) && some.method().equals("permutation"))
              .findFirst()
              .orElseThrow();
      assertThat(one.mean()).as(name).isCloseTo(expected.get(j).number("mean"), within(PROMISED));
      assertThat(one.std()).as(name).isCloseTo(expected.get(j).number("std"), within(PROMISED));
    }
  }

  @Test
  void theCommittedNumbersAreThoseOfTheScript(@TempDir Path folder)
      throws IOException, InterruptedException {
    assumeTrue(hasLibrary(folder), "SKIPPED: no python3 with sklearn (Debian: python3-sklearn)");
    Path script = folder.resolve("reference.py");
    Files.write(script, resource("/sklearn/reference.py"));
    Path made = folder.resolve("reference.json");

    int exit = python(made, "-W", "ignore", script.toString());

    assertThat(exit).isZero();
    JsonObject now = JsonObject.parse(Files.readAllBytes(made));
    assertThat(now.members().get("permutations"))
        .isEqualTo(REFERENCE.members().get("permutations"));
    for (String algorithm :
        List.of("ridge_regression", "lasso_regression", "elasticnet_regression")) {
      assertThat(now.object(algorithm).number("intercept"))
          .isCloseTo(REFERENCE.object(algorithm).number("intercept"), within(PROMISED));
      List<Double> coefficients = REFERENCE.object(algorithm).numbers("coefficients");
      for (int j = 0; j < coefficients.size(); j++) {
        assertThat(now.object(algorithm).numbers("coefficients").get(j))
            .isCloseTo(coefficients.get(j), within(PROMISED));
      }
    }
    assertThat(now.number("auc")).isCloseTo(REFERENCE.number("auc"), within(PROMISED));
  }

  private static boolean hasLibrary(Path folder) throws IOException, InterruptedException {
    try {
      return python(folder.resolve("version.txt"), "-c", "import sklearn") == 0;
    } catch (IOException _) {
      return false;
    }
  }

  private static int python(Path output, String... arguments)
      throws IOException, InterruptedException {
    Path system = Path.of("/usr/bin/python3");
    List<String> line =
        new ArrayList<>(List.of(Files.exists(system) ? system.toString() : "python3"));
    line.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(line)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("python3 did not end within 5 minutes");
    }
    return process.exitValue();
  }

  private static LinearModel fitted(String algorithm, String hyperparameters) {
    JsonObject expected = REFERENCE.object(algorithm);
    Map<String, Double> values = new HashMap<>();
    for (String name : hyperparameters.split(" ", -1)) {
      values.put(name, name.equals("tol") ? 1e-12 : expected.number(name));
    }
    Algorithm found = Algorithm.find(algorithm).orElseThrow();
    Vec targets = column(found.task() == Task.REGRESSION ? "y" : "label");
    Matrix inputs = preprocessing(targets).apply(frame(), TRAIN);
    return (LinearModel)
        found.fit(
            new TrainingRows(inputs, targets.slice(0, TEST_FROM)),
            Hyperparameters.of(found, values),
            Effort.quiet(1, 1));
  }

  private static FittedPreprocessing preprocessing(Vec targets) {
    return new Preprocessing(1, true).fit(frame(), TRAIN, targets);
  }

  private static FeatureFrame frame() {
    List<Vec> columns = new ArrayList<>();
    for (int j = 0; j < names().size(); j++) {
      int column = j;
      columns.add(Vec.of(ROWS.stream().mapToDouble(row -> row.get(column)).toArray()));
    }
    return new FeatureFrame(names(), Matrix.ofColumns(columns));
  }

  private static List<String> names() {
    return IntStream.range(0, ROWS.getFirst().size()).mapToObj(j -> "x" + j).toList();
  }

  private static Vec column(String name) {
    return Vec.of(REFERENCE.numbers(name).stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static Vec pick(Vec values) {
    return values.slice(TEST_FROM, values.size());
  }

  private static IntVec order(String feature, int repeat) {
    Object permutations = member("permutations");
    List<?> ofFeature = (List<?>) ((List<?>) permutations).get(names().indexOf(feature));
    List<?> order = (List<?>) ofFeature.get(repeat);
    return IntVec.of(order.stream().mapToInt(one -> ((Number) one).intValue()).toArray());
  }

  private static List<List<Double>> lists(Object value) {
    return ((List<?>) value)
        .stream()
            .map(row -> ((List<?>) row).stream().map(one -> ((Number) one).doubleValue()).toList())
            .toList();
  }

  private static Object member(String name) {
    return Objects.requireNonNull(REFERENCE.members().get(name));
  }

  private static JsonObject reference() {
    return JsonObject.parse(resource("/sklearn/reference.json"));
  }

  private static byte[] resource(String name) {
    try (InputStream in = ScikitLearnTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
