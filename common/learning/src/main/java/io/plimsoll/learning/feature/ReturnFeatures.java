package io.plimsoll.learning.feature;

import static io.plimsoll.learning.feature.FeatureGroup.RETURNS;

import io.plimsoll.learning.feature.Feature.Reach;
import io.plimsoll.learning.feature.Feature.Scale;
import io.plimsoll.learning.feature.Feature.Unit;
import java.util.List;

/** What the close did. */
final class ReturnFeatures {
  private ReturnFeatures() {}

  static List<Definition> definitions() {
    return List.of(
        Definition.of(RETURNS, "return_1", 2, "C/C[-1] - 1", Columns::returns),
        Definition.of(RETURNS, "log_return_1", 2, "ln(C/C[-1])", Columns::logReturns),
        Definition.of(
            RETURNS,
            "lag_1_close",
            new Reach(2, 1, Unit.BARS),
            Scale.PRICE,
            "C[-1]",
            x -> Formulas.eachFrom(1, x.rows(), t -> x.close()[t - 1])),
        Definition.of(
            RETURNS,
            "return_z_20",
            21,
            "(r - mean20(r))/sd20(r); 0 when sd20(r) = 0",
            x -> Rolling.score(x.returns(), 20)),
        Definition.of(
            RETURNS,
            "vol_adj_mom_20",
            21,
            "(C/C[-20] - 1)/(sd20(r) sqrt(20)); NaN when sd20(r) = 0",
            ReturnFeatures::momentum));
  }

  private static double[] momentum(Columns x) {
    double[] close = x.close();
    double[] deviation = Rolling.deviation(x.returns(), 20, 1);
    double root = Math.sqrt(20);
    return Formulas.eachFrom(
        20, x.rows(), t -> (close[t] / close[t - 20] - 1) / (deviation[t] * root));
  }
}
