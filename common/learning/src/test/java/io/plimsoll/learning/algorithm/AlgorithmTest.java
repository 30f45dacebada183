package io.plimsoll.learning.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.random.SeededStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlgorithmTest {
  private static final TrainingRows LINE =
      new TrainingRows(Matrix.ofColumns(List.of(Vec.of(9, 10, 11))), Vec.of(3, 5, 7));

  static Stream<Algorithm> algorithms() {
    return Algorithm.all().stream();
  }

  private static LinearModel fit(String name, Map<String, Double> values, TrainingRows rows) {
    Algorithm algorithm = Algorithm.find(name).orElseThrow();
    return (LinearModel)
        algorithm.fit(rows, Hyperparameters.of(algorithm, values), Effort.quiet(1, 1));
  }

  private static TrainingRows random(int rows, int columns, Task task) {
    SeededStream random = SeededStream.of(5).stream("rows");
    double[][] values = new double[columns][rows];
    double[] targets = new double[rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        values[j][i] = random.nextGaussian();
      }
      double sum = values[0][i] - 0.5 * values[1][i] + 0.5 * random.nextGaussian();
      targets[i] = task == Task.REGRESSION ? sum : sum > 0 ? 1 : 0;
    }
    return new TrainingRows(
        Matrix.ofColumns(Stream.of(values).map(Vec::of).toList()), Vec.of(targets));
  }

  @Test
  void fitsALineExactly() {
    LinearModel model = fit("linear_regression", Map.of(), LINE);

    assertThat(model.coefficients().get(0)).isCloseTo(2, within(1e-12));
    assertThat(model.intercept()).isCloseTo(-15, within(1e-11));
  }

  @Test
  void shrinksByTheClosedFormAndSparesTheIntercept() {
    // About the means: sum x^2 = 2, sum x y = 4, so w = 4/(2 + 2) = 1 and a = 5 - 10.
    LinearModel model = fit("ridge_regression", Map.of("alpha", 2.0), LINE);

    assertThat(model.coefficients().get(0)).isCloseTo(1, within(1e-12));
    assertThat(model.intercept()).isCloseTo(-5, within(1e-12));
  }

  @Test
  void solvesTheRidgeEquations() {
    TrainingRows rows = random(300, 8, Task.REGRESSION);
    LinearModel model = fit("ridge_regression", Map.of("alpha", 7.0), rows);

    Vec predictions = model.predict(rows.inputs());

    for (int j = 0; j < 8; j++) {
      double gradient = 7 * model.coefficients().get(j);
      for (int i = 0; i < rows.size(); i++) {
        gradient -= rows.inputs().get(i, j) * (rows.targets().get(i) - predictions.get(i));
      }
      assertThat(gradient).isCloseTo(0, within(1e-9));
    }
  }

  @Test
  void givesARepeatedColumnNoWeightOfItsOwn() {
    Vec column = Vec.of(1, 2, 4, 8);
    TrainingRows rows =
        new TrainingRows(Matrix.ofColumns(List.of(column, column)), Vec.of(2, 4, 8, 16));

    LinearModel model = fit("linear_regression", Map.of(), rows);

    assertThat(model.coefficients().get(0)).isCloseTo(2, within(1e-10));
    assertThat(model.coefficients().get(1)).isEqualTo(0);
  }

  @Test
  void meetsTheConditionsOfTheLasso() {
    TrainingRows rows = random(500, 6, Task.REGRESSION);
    double alpha = 0.1;
    LinearModel model = fit("lasso_regression", Map.of("alpha", alpha, "tol", 1e-10), rows);

    Vec predictions = model.predict(rows.inputs());

    double mean = 0;
    for (int i = 0; i < rows.size(); i++) {
      mean += rows.targets().get(i) / rows.size();
    }
    double squares = 0;
    for (int i = 0; i < rows.size(); i++) {
      squares += Math.pow(rows.targets().get(i) - mean, 2) / rows.size();
    }
    double bound = alpha * Math.sqrt(squares);
    for (int j = 0; j < 6; j++) {
      double correlation = 0;
      for (int i = 0; i < rows.size(); i++) {
        correlation +=
            rows.inputs().get(i, j) * (rows.targets().get(i) - predictions.get(i)) / rows.size();
      }
      double weight = model.coefficients().get(j);
      if (weight == 0) {
        assertThat(Math.abs(correlation)).isLessThanOrEqualTo(bound + 1e-9);
      } else {
        assertThat(correlation).isCloseTo(Math.signum(weight) * bound, within(1e-8));
      }
    }
    assertThat(model.coefficients().get(5)).isEqualTo(0);
  }

  @Test
  void findsTheLikeliestLogits() {
    TrainingRows rows = random(400, 3, Task.CLASSIFICATION);
    LinearModel model = fit("logistic_classification", Map.of("c", 10.0), rows);

    Vec odds = model.predict(rows.inputs());

    for (int j = 0; j < 3; j++) {
      double gradient = -model.coefficients().get(j) / 10;
      for (int i = 0; i < rows.size(); i++) {
        gradient += rows.inputs().get(i, j) * (rows.targets().get(i) - odds.get(i));
      }
      assertThat(gradient).isCloseTo(0, within(1e-3));
    }
  }

  @Test
  void refusesASingleClass() {
    TrainingRows rows =
        new TrainingRows(Matrix.ofColumns(List.of(Vec.of(1, 2, 3))), Vec.of(1, 1, 1));

    assertThatThrownBy(() -> fit("logistic_classification", Map.of(), rows))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("both classes");
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void comesBackFromItsBytesAndIgnoresThreads(Algorithm algorithm) {
    TrainingRows rows = random(2_000, 5, algorithm.task());
    Map<String, Double> few = new HashMap<>();
    algorithm.hyperparameters().stream()
        .filter(one -> one.name().equals("n_estimators"))
        .forEach(one -> few.put(one.name(), 15.0));
    Hyperparameters values = Hyperparameters.of(algorithm, few);

    FittedModel one = algorithm.fit(rows, values, Effort.quiet(42, 1));
    FittedModel two = algorithm.fit(rows, values, Effort.quiet(42, 2));

    assertThat(two.toBytes()).isEqualTo(one.toBytes());
    FittedModel read = one.format().read(one.toBytes(), 5);
    assertThat(read.predict(rows.inputs())).isEqualTo(one.predict(rows.inputs()));
    assertThat(read.importance()).isEqualTo(one.importance());
    assertThat(one.importance().get(0)).isGreaterThan(one.importance().get(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"xgboost_regressor", "random_forest_regressor", "lightgbm_regressor"})
  void explainsEachPredictionByWhatItsColumnsAdd(String name) {
    Algorithm algorithm = Algorithm.find(name).orElseThrow();
    TrainingRows rows = random(600, 4, Task.REGRESSION);
    FittedModel model =
        algorithm.fit(
            rows, Hyperparameters.of(algorithm, Map.of("n_estimators", 15.0)), Effort.quiet(1, 1));

    Matrix added = model.contributions(rows.inputs()).orElseThrow();

    Vec predicted = model.predict(rows.inputs());
    for (int i = 1; i < rows.size(); i++) {
      double sum = 0;
      for (int j = 0; j < 4; j++) {
        sum += added.get(i, j) - added.get(0, j);
      }
      // Contributions are sums of floats.
      assertThat(sum).isCloseTo(predicted.get(i) - predicted.get(0), within(1e-5));
    }
    double first = Arrays.stream(added.column(0).toArray()).map(Math::abs).sum();
    double last = Arrays.stream(added.column(3).toArray()).map(Math::abs).sum();
    assertThat(first).isGreaterThan(5 * last);
    assertThat(fit("ridge_regression", Map.of(), LINE).contributions(LINE.inputs())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void namesEachHyperparameterOnceWithADefaultInItsRange(Algorithm algorithm) {
    Set<String> names = new HashSet<>();

    algorithm.hyperparameters().forEach(one -> names.add(one.name()));

    assertThat(names).hasSameSizeAs(algorithm.hyperparameters());
    assertThat(algorithm.hyperparameters())
        .allSatisfy(one -> assertThat(one.fault(one.standard())).isEmpty());
  }

  @Test
  void saysWhatIsWrongWithAHyperparameter() {
    Hyperparameter depth = Hyperparameter.whole("max_depth", 4, 1, 16);

    assertThat(depth.fault(17)).hasValue("17 (expected: within [1, 16])");
    assertThat(depth.fault(2.5)).hasValue("2.5 (expected: a whole number)");
    assertThat(depth.fault(Double.NaN)).isPresent();
    assertThat(depth.fault(16)).isEmpty();
  }
}
