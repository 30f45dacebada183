package io.plimsoll.batchkernel.synthetic;

import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.BarsBuilder;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.kernel.random.SeededStream;
import io.plimsoll.kernel.time.ExchangeCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes daily bars of a market whose truth is known: correlated factors with a common stochastic
 * volatility, symbols with betas, noise and jumps of their own, and quarterly dividends.
 *
 * <p>A symbol's log return of a session depends on seed, symbol, its model and the date only: other
 * symbols or a longer range change nothing. Closes pass through given anchors. On an ex-date the
 * price falls by the dividend, so the log return of back-adjusted closes is the model's to the
 * rounding of prices (4 decimals). Estimators should find what {@link MarketTruth} says; the tests
 * do.
 *
 * <p>Cost: O(sessions x (symbols + factors^2) + days x memory). Units: prices in USD, volume in
 * shares.
 */
public final class StochasticMarket {
  private static final ExchangeCalendar CALENDAR = ExchangeCalendar.of(Exchange.NYSE);
  private static final double UNANCHORED = 100;
  private static final int PAYMENTS = 4;
  private static final int PAY_DAY = 15;

  private StochasticMarket() {}

  /**
   * What a symbol of a request without a model of its own behaves like: the loadings that the
   * simpler market gives it, and jumps and a dividend drawn from the seed and its name.
   */
  public static MarketTruth usual(SyntheticRequest request) {
    FactorModel factors =
        new FactorModel(
            List.of("market", "growth", "rates", "gold"),
            Vec.of(0.0003, 0, 0.00005, 0.0002),
            Vec.of(0.0100, 0.0050, 0.0080, 0.0090),
            Matrix.ofRows(
                new double[] {1, 0.10, -0.20, 0.05},
                new double[] {0.10, 1, 0.05, 0},
                new double[] {-0.20, 0.05, 1, 0.15},
                new double[] {0.05, 0, 0.15, 1}),
            0.97,
            0.15);
    Map<Symbol, SymbolModel> symbols = new TreeMap<>();
    for (Symbol symbol : request.symbols()) {
      Loadings loadings = Loadings.of(symbol, request.seed());
      SeededStream draw =
          SeededStream.of(request.seed()).stream("stochastic").stream(symbol.value());
      boolean isFund = Loadings.isKnown(symbol);
      double jumps = isFund ? 0 : 4 * draw.nextDouble();
      double yield = 0.03 * draw.nextDouble();
      symbols.put(
          symbol,
          new SymbolModel(
              Vec.of(loadings.market(), loadings.growth(), loadings.rates(), loadings.gold()),
              loadings.ownVolatility(),
              jumps,
              0.05,
              symbol.value().equals("VIX") ? 0 : yield));
    }
    return new MarketTruth(factors, symbols);
  }

  /**
   * The bars of each symbol of the truth, at every session of the request's range; no entry where
   * there is none. The request's own symbols are not read.
   */
  public static Map<Symbol, Bars> bars(SyntheticRequest request, MarketTruth truth) {
    LocalDate anchor = CALENDAR.previousSession(request.anchorDate().plusDays(1));
    LocalDate from = request.from().isBefore(anchor) ? request.from() : anchor;
    LocalDate to = request.to().isAfter(anchor) ? request.to() : anchor;
    List<LocalDate> sessions = CALENDAR.sessions(CALENDAR.previousSession(from), to);
    Matrix factors = factorReturns(request.seed(), truth.factors(), sessions);
    Map<Symbol, Bars> bars = new TreeMap<>();
    truth
        .symbols()
        .forEach((symbol, model) -> {
          Bars made = path(request, new Path(symbol, model, anchor, sessions, factors));
          if (made.size() > 0) {
            bars.put(symbol, made);
          }
        });
    return bars;
  }

  /**
   * The factors' log returns: a row a session, a column a factor.
   *
   * @param sessions ascending
   */
  public static Matrix factorReturns(long seed, FactorModel model, List<LocalDate> sessions) {
    Matrix lower = model.lower();
    int n = model.names().size();
    SeededStream root = SeededStream.of(seed).stream("factors");
    Vec multipliers = multipliers(seed, model, sessions);
    double[][] rows = new double[sessions.size()][n];
    for (int t = 0; t < rows.length; t++) {
      SeededStream draw = root.stream(sessions.get(t).toEpochDay());
      double[] z = new double[n];
      for (int i = 0; i < n; i++) {
        z[i] = draw.nextGaussian();
        double correlated = 0;
        for (int k = 0; k <= i; k++) {
          correlated += lower.get(i, k) * z[k];
        }
        rows[t][i] =
            model.drift().get(i) + multipliers.get(t) * model.volatility().get(i) * correlated;
      }
    }
    return Matrix.ofRows(rows);
  }

  /** What each session's volatility is of the usual one. */
  static Vec multipliers(long seed, FactorModel model, List<LocalDate> sessions) {
    SeededStream root = SeededStream.of(seed).stream("volatility");
    long first = sessions.getFirst().toEpochDay() - FactorModel.MEMORY + 1;
    double[] shocks = new double[(int) (sessions.getLast().toEpochDay() - first) + 1];
    for (int i = 0; i < shocks.length; i++) {
      shocks[i] = root.stream(first + i).nextGaussian();
    }
    double[] multipliers = new double[sessions.size()];
    for (int t = 0; t < multipliers.length; t++) {
      int today = (int) (sessions.get(t).toEpochDay() - first);
      double logVariance = 0;
      double weight = model.roughness();
      for (int j = 0; j < FactorModel.MEMORY; j++) {
        logVariance += weight * shocks[today - j];
        weight *= model.persistence();
      }
      multipliers[t] = Math.exp(logVariance / 2 - model.logVariance() / 4);
    }
    return Vec.ofUnsafe(multipliers);
  }

  private static Bars path(SyntheticRequest request, Path path) {
    SeededStream own = SeededStream.of(request.seed()).stream("own").stream(path.symbol().value());
    List<LocalDate> sessions = path.sessions();
    List<SeededStream> draws = new ArrayList<>();
    double[] level = new double[sessions.size()];
    double[] paid = new double[sessions.size()];
    double sum = 0;
    for (int t = 0; t < level.length; t++) {
      SeededStream draw = own.stream(sessions.get(t).toEpochDay());
      paid[t] = isExDate(sessions.get(t)) ? path.model().dividendYield() / PAYMENTS : 0;
      sum += path.logReturn(t, draw) + Math.log1p(-paid[t]);
      level[t] = sum;
      draws.add(draw);
    }
    double atAnchor = level[sessions.indexOf(path.anchor())];
    double price = request.anchors().getOrDefault(path.symbol(), UNANCHORED);
    double volatility = Math.sqrt(path.model().ownVariance()) + 0.008;
    BarsBuilder bars = Bars.builder(Timeframe.ONE_DAY, Exchange.NYSE);
    for (int t = 1; t < level.length; t++) {
      LocalDate session = sessions.get(t);
      if (!session.isBefore(request.from()) && !session.isAfter(request.to())) {
        double close = price * Math.exp(level[t] - atAnchor);
        double previous = price * Math.exp(level[t - 1] - atAnchor);
        double dividend = SyntheticMarket.rounded(previous) * paid[t];
        SyntheticMarket.add(bars, session, previous - dividend, close, volatility, draws.get(t));
        if (dividend > 0) {
          bars.withActions(1, dividend);
        }
      }
    }
    return bars.build();
  }

  /** The first session from the fifteenth of March, June, September and December on. */
  private static boolean isExDate(LocalDate session) {
    LocalDate payDay = session.withDayOfMonth(PAY_DAY);
    return session.getMonthValue() % 3 == 0
        && !session.isBefore(payDay)
        && CALENDAR.previousSession(session).isBefore(payDay);
  }

  /** What a symbol's path is made of. */
  private record Path(
      Symbol symbol,
      SymbolModel model,
      LocalDate anchor,
      List<LocalDate> sessions,
      Matrix factors) {
    double logReturn(int t, SeededStream draw) {
      double sum = model.ownVolatility() * draw.nextGaussian();
      for (int i = 0; i < model.betas().size(); i++) {
        sum += model.betas().get(i) * factors.get(t, i);
      }
      boolean isJump = draw.nextDouble() < model.jumpChance();
      double size = model.jumpVolatility() * draw.nextGaussian();
      return isJump ? sum + size : sum;
    }
  }
}
