package io.plimsoll.learning.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.IntVec;
import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.identity.CanonicalJson;
import io.plimsoll.kernel.random.SeededStream;
import io.plimsoll.learning.algorithm.TrainingException;
import io.plimsoll.learning.feature.FeatureFrame;
import io.plimsoll.learning.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessingTest {
  private static final double NAN = Double.NaN;
  private static final Preprocessing PLAIN = new Preprocessing(1, true);

  private static FeatureFrame frame(List<String> names, double[]... columns) {
    return new FeatureFrame(names, Matrix.ofColumns(Arrays.stream(columns).map(Vec::of).toList()));
  }

  private static IntVec rows(int to) {
    return IntVec.of(IntStream.range(0, to).toArray());
  }

  private static double[] noise(int seed, int rows) {
    SeededStream random = SeededStream.of(seed);
    return IntStream.range(0, rows).mapToDouble(_ -> random.nextGaussian()).toArray();
  }

  @Test
  void standardisesByTheTrainingRowsAndFillsWithTheirMedian() {
    FeatureFrame frame = frame(List.of("ibs"), new double[] {1, 2, NAN, 9, 100});
    FittedPreprocessing fitted = PLAIN.fit(frame, rows(4), Vec.of(1, 2, 3, 4, 5));

    Vec column = fitted.apply(frame, rows(5)).column(0);

    // Filled training rows 1 2 2 9: mean 3.5, squared deviations 6.25 2.25 2.25 30.25, mean 10.25.
    double deviation = Math.sqrt(10.25);
    assertThat(column.get(0)).isCloseTo(-2.5 / deviation, within(1e-15));
    assertThat(column.get(2)).isCloseTo(-1.5 / deviation, within(1e-15));
    assertThat(column.get(4)).isCloseTo(96.5 / deviation, within(1e-12));
  }

  @Test
  void learnsNothingFromOtherRows() {
    double[] one = noise(1, 200);
    double[] two = noise(2, 200);
    double[] target = noise(3, 200);
    Preprocessing strict = new Preprocessing(0.9, true);
    FittedPreprocessing before =
        strict.fit(frame(List.of("ibs", "amihud"), one, two), rows(150), Vec.of(target));
    for (int t = 150; t < 200; t++) {
      one[t] = 1e6;
      two[t] = NAN;
      target[t] = NAN;
    }

    FittedPreprocessing after =
        strict.fit(frame(List.of("ibs", "amihud"), one, two), rows(150), Vec.of(target));

    assertThat(CanonicalJson.text(after.tree())).isEqualTo(CanonicalJson.text(before.tree()));
  }

  @Test
  void dropsWhatHasNoSpreadAndWhatRepeats() {
    double[] first = noise(1, 100);
    double[] repeat = Arrays.stream(first).map(x -> 5 - 3 * x).toArray();
    double[] constant = new double[100];
    double[] missing = new double[100];
    Arrays.fill(missing, NAN);

    FittedPreprocessing fitted =
        PLAIN.fit(
            frame(List.of("ibs", "obv", "amihud", "month"), first, repeat, constant, missing),
            rows(100),
            Vec.of(noise(2, 100)));

    assertThat(fitted.outputs()).containsExactly("ibs");
  }

  @Test
  void makesIndicatorsOfClassesForLinearModelsOnly() {
    FeatureFrame frame = frame(List.of("vix_regime"), new double[] {0, 1, 3, 1, 0, NAN, 2});
    Vec target = Vec.of(1, 2, 3, 4, 5, 6, 7);

    FittedPreprocessing linear = PLAIN.fit(frame, rows(5), target);
    FittedPreprocessing trees = new Preprocessing(1, false).fit(frame, rows(5), target);

    assertThat(linear.outputs()).containsExactly("vix_regime=1", "vix_regime=3");
    assertThat(linear.sources()).containsOnly("vix_regime");
    assertThat(linear.apply(frame, rows(7)).column(0)).isEqualTo(Vec.of(0, 1, 0, 1, 0, 0, 0));
    assertThat(trees.outputs()).containsExactly("vix_regime");
  }

  @Test
  void keepsWhatIsSignificantAndTheLikeliestOfNone() {
    double[] signal = noise(1, 400);
    double[] chance = noise(2, 400);
    double[] target = noise(3, 400);
    double[] told = IntStream.range(0, 400).mapToDouble(i -> signal[i] + target[i]).toArray();
    FeatureFrame frame = frame(List.of("amihud", "ibs"), chance, signal);

    FittedPreprocessing found = new Preprocessing(0.001, true).fit(frame, rows(400), Vec.of(told));
    FittedPreprocessing none = new Preprocessing(1e-9, true).fit(frame, rows(400), Vec.of(target));

    assertThat(found.outputs()).containsExactly("ibs");
    assertThat(found.pValues().get(0)).isLessThan(1e-20);
    assertThat(none.outputs()).hasSize(1);
  }

  @Test
  void refusesRowsWithoutAnySpread() {
    FeatureFrame frame = frame(List.of("ibs"), new double[] {1, 1, 1});

    assertThatThrownBy(() -> PLAIN.fit(frame, rows(3), Vec.of(1, 2, 3)))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("spread");
  }

  @Test
  void comesBackFromItsTree() {
    FeatureFrame frame = frame(List.of("ibs", "vix_regime"), noise(1, 60), new double[60]);
    FeatureFrame classes =
        new FeatureFrame(
            frame.names(),
            Matrix.ofColumns(
                List.of(
                    frame.values().column(0),
                    Vec.of(IntStream.range(0, 60).mapToDouble(i -> i % 4).toArray()))));
    FittedPreprocessing fitted = PLAIN.fit(classes, rows(60), Vec.of(noise(2, 60)));

    FittedPreprocessing read =
        FittedPreprocessing.ofTree(JsonObject.parse(CanonicalJson.bytes(fitted.tree())));

    assertThat(read.apply(classes, rows(60))).isEqualTo(fitted.apply(classes, rows(60)));
    assertThat(read.outputs()).isEqualTo(fitted.outputs());
  }

  @Test
  void knowsItsFirstRow() {
    FeatureFrame frame =
        frame(List.of("ibs", "obv"), new double[] {1, 2, 3, 4}, new double[] {NAN, NAN, 5, NAN});

    FittedPreprocessing fitted = PLAIN.fit(frame, IntVec.of(0, 1, 2, 3), Vec.of(1, 0, 1, 1));

    assertThat(fitted.outputs()).containsExactly("ibs");
    assertThat(fitted.firstKnownRow(frame)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0.5, 20, 0.02477", "0, 50, 1", "0.9, 10, 0.000387", "1, 30, 0", "NaN, 30, 1"})
  void givesThePValuesOfStudentsTable(double correlation, int rows, double expected) {
    assertThat(Significance.pValue(correlation, rows)).isCloseTo(expected, within(1e-6));
  }

  @Test
  void adjustsAsBenjaminiAndHochbergDo() {
    // Their own fifteen p-values (1995, section 4.2), adjusted as R's p.adjust(method = "BH") does.
    Vec adjusted =
        Significance.adjusted(
            Vec.of(
                0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
                0.4262, 0.5719, 0.6528, 0.7590, 1.0000));

    assertThat(adjusted.get(0)).isCloseTo(0.0015, within(1e-12));
    assertThat(adjusted.get(3)).isCloseTo(0.035625, within(1e-12));
    assertThat(adjusted.get(4)).isCloseTo(0.0603, within(1e-12));
    assertThat(adjusted.get(5)).isCloseTo(0.06385714285714286, within(1e-12));
    assertThat(adjusted.get(14)).isEqualTo(1);
  }
}
