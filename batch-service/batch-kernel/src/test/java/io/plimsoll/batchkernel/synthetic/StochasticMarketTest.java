package io.plimsoll.batchkernel.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.linear.Cholesky;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.statistics.Statistics;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Estimators on the market's prices find what it was made of. */
class StochasticMarketTest {
  private static final LocalDate FROM = LocalDate.of(2005, 1, 3);
  private static final LocalDate TO = LocalDate.of(2025, 6, 30);
  private static final Symbol CALM = new Symbol("CALM");
  private static final FactorModel FACTORS =
      new FactorModel(
          List.of("market", "value"),
          Vec.of(0.0003, 0),
          Vec.of(0.010, 0.006),
          Matrix.ofRows(new double[] {1, 0.3}, new double[] {0.3, 1}),
          0.97,
          0.12);

  @Test
  void leastSquaresFindsTheBetas() {
    MarketTruth truth = truth(20);
    SyntheticRequest request = request(7, truth);
    Map<Symbol, Bars> market = StochasticMarket.bars(request, truth);
    Matrix factors =
        StochasticMarket.factorReturns(
            7, FACTORS, ExchangeCalendar.of(Exchange.NYSE).sessions(FROM, TO));

    List<Double> scores = new ArrayList<>();
    market.forEach((symbol, bars) -> scores.addAll(betaScores(truth.of(symbol), bars, factors)));

    assertThat(scores).hasSize(40).allSatisfy(z -> assertThat(Math.abs(z)).isLessThanOrEqualTo(4));
    // 40 scores, each within 2 with chance 0.9545: at least 33 with chance 0.9989
    assertThat(scores.stream().filter(z -> Math.abs(z) <= 2).count()).isBetween(33L, 40L);
  }

  @Test
  void volatilitiesAndCorrelationsAreThoseDeclared() {
    MarketTruth truth = truth(12);
    Map<Symbol, Bars> market = StochasticMarket.bars(request(11, truth), truth);
    Map<Symbol, Vec> returns = new TreeMap<>();
    market.forEach((symbol, bars) -> returns.put(symbol, logReturns(bars)));

    // n = 5,157; the volatility's clusters and the jumps blow the standard errors of the second
    // moments up by the kurtosis, below 9: sd of a volatility sqrt((9 - 1) / (4 n)) = 2 %, x 4
    returns.forEach((symbol, values) ->
        assertThat(Statistics.standardDeviation(values, 1) / truth.volatility(symbol))
            .as(symbol.value())
            .isCloseTo(1, within(0.08)));
    returns.forEach((one, values) ->
        returns.forEach((other, otherValues) ->
            assertThat(Statistics.correlation(values, otherValues).orElseThrow())
                .as("%s and %s", one, other)
                .isCloseTo(truth.correlation(one, other), within(0.08))));
  }

  @Test
  void volatilityComesInClustersWhoseVarianceIsOne() {
    List<LocalDate> sessions = ExchangeCalendar.of(Exchange.NYSE).sessions(FROM, TO);
    List<Double> means = new ArrayList<>();
    for (int seed = 0; seed < 40; seed++) {
      Vec m = StochasticMarket.multipliers(seed, FACTORS, sessions);
      means.add(
          IntStream.range(0, m.size())
              .mapToDouble(t -> m.get(t) * m.get(t))
              .average()
              .orElseThrow());
    }
    Vec seeds = Vec.of(means.stream().mapToDouble(Double::doubleValue).toArray());
    double error = Statistics.standardDeviation(seeds, 1) / Math.sqrt(seeds.size());
    Vec market = StochasticMarket.factorReturns(3, FACTORS, sessions).column(0);

    double clusters = sizeCorrelation(market);

    assertThat(Statistics.mean(seeds)).isCloseTo(1, within(4 * error));
    // white noise would be within 4 / sqrt(5157) = 0.056 of 0
    assertThat(clusters).isGreaterThan(0.056).isCloseTo(sizeCorrelation(FACTORS), within(0.056));
    assertThat(Math.abs(Statistics.correlation(head(market), tail(market)).orElseThrow()))
        .as("returns themselves do not follow each other")
        .isLessThan(0.08);
    assertThat(Statistics.excessKurtosis(market).orElseThrow()).isGreaterThan(0.5);
  }

  @Test
  void jumpsAreAsManyAndAsLargeAsDeclared() {
    Symbol jumpy = new Symbol("JUMPY");
    MarketTruth truth =
        new MarketTruth(FACTORS, Map.of(jumpy, new SymbolModel(Vec.of(0, 0), 0.002, 12, 0.20, 0)));
    Vec returns = logReturns(bars(StochasticMarket.bars(request(5, truth), truth), jumpy));

    long jumps =
        IntStream.range(0, returns.size()).filter(t -> Math.abs(returns.get(t)) > 0.012).count();

    // a jump is beyond six of its day's standard deviations with chance 2 Phi(-0.06) = 0.952
    double expected = 0.952 * 12.0 / 252 * returns.size();
    assertThat((double) jumps).isCloseTo(expected, within(4 * Math.sqrt(expected)));
    assertThat(Statistics.standardDeviation(returns, 1))
        .isCloseTo(truth.volatility(jumpy), within(0.15 * truth.volatility(jumpy)));
  }

  @Test
  void dividendsAreTakenOffThePriceAndGivenBackByTheAdjustment() {
    Symbol payer = new Symbol("PAYER");
    SymbolModel paying = new SymbolModel(Vec.of(1, 0.2), 0.01, 2, 0.05, 0.04);
    SymbolModel plain = new SymbolModel(Vec.of(1, 0.2), 0.01, 2, 0.05, 0);
    Bars with = onlyOne(payer, paying);
    Bars without = onlyOne(payer, plain);

    List<LocalDate> paid =
        IntStream.range(0, with.size())
            .filter(t -> with.dividend().get(t) > 0)
            .mapToObj(with::sessionDate)
            .toList();

    assertThat(paid).hasSize(82); // 20 years and two quarters
    assertThat(paid.subList(0, 4))
        .containsExactly(
            LocalDate.of(2005, 3, 15),
            LocalDate.of(2005, 6, 15),
            LocalDate.of(2005, 9, 15),
            LocalDate.of(2005, 12, 15));
    Vec adjusted = logReturns(with);
    Vec model = logReturns(without);
    for (int t = 0; t < adjusted.size(); t++) {
      // prices of about 20 and more have 4 decimals: each log return is right to 2 x 0.00005 / 20
      assertThat(adjusted.get(t)).isCloseTo(model.get(t), within(2e-5));
    }
    assertThat(without.hasActions()).isFalse();
  }

  @Test
  void aLongerRangeAndOtherSymbolsChangeNothing() {
    MarketTruth many = truth(5);
    MarketTruth alone = new MarketTruth(FACTORS, Map.of(CALM, many.of(CALM)));
    SyntheticRequest brief =
        new SyntheticRequest(
            List.of(CALM),
            LocalDate.of(2020, 1, 2),
            LocalDate.of(2020, 6, 30),
            3,
            Map.of(CALM, 225.0),
            TO);
    SyntheticRequest longer =
        new SyntheticRequest(List.of(CALM), FROM, TO, 3, Map.of(CALM, 225.0), TO);
    Bars some = bars(StochasticMarket.bars(brief, alone), CALM);

    Bars all = bars(StochasticMarket.bars(longer, many), CALM);

    int from = all.indexFrom(some.openTime(0));
    assertThat(all.slice(from, from + some.size())).isEqualTo(some);
    assertThat(all.close().get(all.size() - 1)).isEqualTo(225.0);
  }

  @Test
  void theUsualModelTakesAnySymbols() {
    SyntheticRequest request =
        new SyntheticRequest(
            List.of(new Symbol("SPY"), new Symbol("QQQ"), new Symbol("ANY")),
            FROM,
            TO,
            42,
            Map.of(),
            TO);

    MarketTruth truth = StochasticMarket.usual(request);
    Map<Symbol, Bars> market = StochasticMarket.bars(request, truth);

    Symbol spy = new Symbol("SPY");
    assertThat(market).hasSize(3);
    assertThat(truth.volatility(spy) * Math.sqrt(252)).isCloseTo(0.159, within(0.002));
    assertThat(truth.beta(spy, spy)).isEqualTo(1);
    assertThat(truth.correlation(spy, new Symbol("QQQ"))).isBetween(0.85, 0.99);
    assertThat(Statistics.standardDeviation(logReturns(bars(market, spy)), 1))
        .isCloseTo(truth.volatility(spy), within(0.08 * truth.volatility(spy)));
  }

  @Test
  void namesWhatIsWrong() {
    assertThatThrownBy(() ->
            new FactorModel(
                List.of("a", "b"),
                Vec.of(0, 0),
                Vec.of(0.01, 0.01),
                Matrix.ofRows(new double[] {1, 1}, new double[] {1, 1}),
                0.9,
                0.1))
        .hasMessageContaining("positive definite");
    assertThatThrownBy(() -> new SymbolModel(Vec.of(1), -0.1, 0, 0, 0))
        .hasMessage("ownVolatility: -0.1 (expected: from 0, below 1.0)");
    assertThatThrownBy(
            () -> new MarketTruth(FACTORS, Map.of(CALM, new SymbolModel(Vec.of(1), 0.01, 0, 0, 0))))
        .hasMessage("CALM: 1 betas (expected: 2, one a factor)");
  }

  /** Each beta's distance from the truth in standard errors, by least squares with a constant. */
  private static List<Double> betaScores(SymbolModel model, Bars bars, Matrix factors) {
    Vec y = logReturns(bars);
    int n = y.size();
    double[][] columns = new double[3][n];
    for (int t = 0; t < n; t++) {
      columns[0][t] = 1;
      columns[1][t] = factors.get(t + 1, 0);
      columns[2][t] = factors.get(t + 1, 1);
    }
    Matrix gram = Matrix.ofRows(row(columns, 0), row(columns, 1), row(columns, 2));
    Cholesky.Factor factor = (Cholesky.Factor) Cholesky.of(gram);
    double[] right = new double[3];
    for (int i = 0; i < 3; i++) {
      right[i] = product(columns[i], y.toArray());
    }
    Vec betas = factor.solve(Vec.of(right));
    double squares = 0;
    for (int t = 0; t < n; t++) {
      double fitted = betas.get(0) + betas.get(1) * columns[1][t] + betas.get(2) * columns[2][t];
      squares += (y.get(t) - fitted) * (y.get(t) - fitted);
    }
    double variance = squares / (n - 3);
    double first = factor.solve(Vec.of(0, 1, 0)).get(1) * variance;
    double second = factor.solve(Vec.of(0, 0, 1)).get(2) * variance;
    return List.of(
        (betas.get(1) - model.betas().get(0)) / Math.sqrt(first),
        (betas.get(2) - model.betas().get(1)) / Math.sqrt(second));
  }

  private static double[] row(double[][] columns, int i) {
    return IntStream.range(0, columns.length)
        .mapToDouble(j -> product(columns[i], columns[j]))
        .toArray();
  }

  private static double product(double[] one, double[] other) {
    return IntStream.range(0, one.length).mapToDouble(t -> one[t] * other[t]).sum();
  }

  private static MarketTruth truth(int symbols) {
    Map<Symbol, SymbolModel> models = new TreeMap<>();
    models.put(CALM, new SymbolModel(Vec.of(0.5, 0.1), 0.006, 0, 0, 0.02));
    for (int i = 1; i < symbols; i++) {
      models.put(
          new Symbol("S" + i),
          new SymbolModel(
              Vec.of(0.4 + 0.07 * i, i % 3 - 1.0), 0.008 + 0.0005 * i, i % 4, 0.04, 0.01));
    }
    return new MarketTruth(FACTORS, models);
  }

  private static SyntheticRequest request(long seed, MarketTruth truth) {
    return new SyntheticRequest(
        List.copyOf(truth.symbols().keySet()), FROM, TO, seed, Map.of(), FROM);
  }

  private static Bars onlyOne(Symbol symbol, SymbolModel model) {
    MarketTruth truth = new MarketTruth(FACTORS, Map.of(symbol, model));
    SyntheticRequest request =
        new SyntheticRequest(List.of(symbol), FROM, TO, 9, Map.of(symbol, 2_000.0), FROM);
    return bars(StochasticMarket.bars(request, truth), symbol);
  }

  private static Bars bars(Map<Symbol, Bars> market, Symbol symbol) {
    return Objects.requireNonNull(market.get(symbol));
  }

  private static Vec logReturns(Bars bars) {
    Vec close = bars.adjusted().close();
    return Vec.of(
        IntStream.range(1, close.size())
            .mapToDouble(t -> Math.log(close.get(t) / close.get(t - 1)))
            .toArray());
  }

  /**
   * The lag-1 correlation of |m z|, with m = exp(v/2 - s^2/4), v and its successor normal with
   * variance s^2 and the correlation of 365/252 days.
   */
  private static double sizeCorrelation(FactorModel model) {
    double s2 = model.logVariance();
    double next = Math.pow(model.persistence(), 365.0 / 252);
    double meanSquare = Math.exp(-s2 / 4);
    double both = Math.exp(s2 / 4 * (1 + next) - s2 / 2);
    double size = 2 / Math.PI;
    return size * (both - meanSquare) / (1 - size * meanSquare);
  }

  private static double sizeCorrelation(Vec returns) {
    double[] sizes =
        IntStream.range(0, returns.size()).mapToDouble(t -> Math.abs(returns.get(t))).toArray();
    Vec all = Vec.of(sizes);
    return Statistics.correlation(head(all), tail(all)).orElseThrow();
  }

  private static Vec head(Vec values) {
    return Vec.of(java.util.Arrays.copyOf(values.toArray(), values.size() - 1));
  }

  private static Vec tail(Vec values) {
    return Vec.of(java.util.Arrays.copyOfRange(values.toArray(), 1, values.size()));
  }
}
