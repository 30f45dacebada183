package io.plimsoll.learning.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.BarColumns;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Timeframe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TargetTest {
  private static final Bars BARS =
      Bars.of(
          Timeframe.ONE_DAY,
          Exchange.CRYPTO,
          BarColumns.plain(
              LongVec.of(0, 86_400_000L * 7_305, 86_400_000L * 7_306).slice(1, 3),
              new BarColumns.Prices(
                  Vec.of(99, 101), Vec.of(103, 112), Vec.of(97, 95), Vec.of(100, 110)),
              Vec.of(1, 1)));

  @ParameterizedTest
  @CsvSource({
    "CLOSE, LOG_RETURN, 0.09531017980432493",
    "CLOSE, PCT_CHANGE, 0.1",
    "CLOSE, NONE, 110",
    "CLOSE, LOG, 4.700480365792417",
    "HIGH, PCT_CHANGE, 0.12",
    "LOW, NONE, 95",
    "OPEN, PCT_CHANGE, 0.01"
  })
  void looksOneBarAheadOfTheClose(TargetColumn column, TargetTransform transform, double expected) {
    Vec values = new Target(column, transform, 1).values(BARS);

    assertThat(values.get(0)).isCloseTo(expected, within(1e-14));
    assertThat(values.get(1)).isNaN();
  }

  @ParameterizedTest
  @EnumSource(TargetTransform.class)
  void turnsEveryPredictionBackIntoTheSameSignal(TargetTransform transform) {
    double prediction = transform.target(110, 100);

    assertThat(transform.signal(prediction, 100)).isCloseTo(Math.log(1.1), within(1e-14));
  }

  @ParameterizedTest
  @CsvSource({"NONE, -5", "NONE, 0", "PCT_CHANGE, -1.5"})
  void givesNoSignalForAnImpossiblePrice(TargetTransform transform, double prediction) {
    assertThat(transform.signal(prediction, 100)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({"CLOSE, 1", "HIGH, 1", "LOW, 0", "OPEN, 1"})
  void labelsARiseOfTheTargetItselfWhateverTheTransform(TargetColumn column, double expected) {
    for (TargetTransform transform : TargetTransform.values()) {
      assertThat(new Target(column, transform, 1).labels(BARS).get(0)).isEqualTo(expected);
    }
  }

  @Test
  void hasNoLabelBeyondTheBars() {
    assertThat(new Target(TargetColumn.CLOSE, TargetTransform.LOG, 2).labels(BARS).get(0)).isNaN();
  }
}
