package io.plimsoll.batchkernel.factor;

import io.plimsoll.kernel.array.Vec;
import java.util.Optional;

/** How a symbol's daily log returns move with the factors. */
public sealed interface SymbolBetas {
  /**
   * The betas are known.
   *
   * @param betas one for each factor of the model, within the cap
   * @param marketBeta of the regression on the market alone, within the cap
   * @param quality how well, and how
   */
  record Estimated(Vec betas, double marketBeta, Quality quality) implements SymbolBetas {}

  /**
   * There are too few returns.
   *
   * @param observations how many there are
   * @param needed how many it takes
   */
  record TooShort(int observations, int needed) implements SymbolBetas {}

  /** The symbol's returns are all the same, so that nothing moves them. */
  record Constant() implements SymbolBetas {}

  /**
   * What an estimate rests on.
   *
   * @param method ordinary or ridge
   * @param observations sessions on which the symbol and all factors are known
   * @param history whether the whole window was there
   * @param alpha the intercept, per day
   * @param rSquared the share of the variance explained, 0..1
   * @param isCapped whether a beta was cut off at the cap
   */
  record Quality(
      Method method,
      int observations,
      History history,
      double alpha,
      double rSquared,
      boolean isCapped) {}

  /** How the betas were estimated. */
  sealed interface Method {
    /**
     * Ordinary least squares.
     *
     * @param tStatistics of the betas, with Newey and West's errors
     */
    record LeastSquares(Vec tStatistics) implements Method {}

    /**
     * Ridge regression, which has no t-statistics.
     *
     * @param bias the plug-in estimate of what the penalty takes from each beta
     */
    record Ridge(Vec bias) implements Method {}
  }

  /** How much of the window there was. */
  enum History {
    /** All of it. */
    FULL,
    /** Enough, but not all of it. */
    LIMITED
  }

  /** The betas if they are known. */
  default Optional<Estimated> estimated() {
    return switch (this) {
      case Estimated found -> Optional.of(found);
      case TooShort _, Constant _ -> Optional.empty();
    };
  }
}
