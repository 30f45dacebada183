package io.plimsoll.simulation.simulations.core;

import static java.util.Objects.requireNonNullElse;

import io.plimsoll.contracts.simulation.FillRequest;
import io.plimsoll.contracts.simulation.RunSimulation;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.simulation.simulations.core.ResolvedRequest.RegimeGate;
import io.plimsoll.simulation.simulations.core.ResolvedRequest.Rows;
import io.plimsoll.simulationkernel.engine.Costs;
import io.plimsoll.simulationkernel.engine.Exits;
import io.plimsoll.simulationkernel.engine.Fill;
import io.plimsoll.simulationkernel.engine.Side;
import io.plimsoll.simulationkernel.engine.SignalRules;
import io.plimsoll.simulationkernel.engine.SimulationSettings;
import io.plimsoll.simulationkernel.engine.Sizing;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Fills in a request's defaults and checks every member, so that an explicit default and an absent
 * member are the same request.
 */
public final class RequestResolver {
  private static final double MOST_CASH = 1e12;
  private static final double MOST_FEE = 1e6;
  private static final double MOST_BASIS_POINTS = 1_000;
  private static final long MOST_SEED = 1L << 53;

  private final RunSimulation asked;
  private final Faults faults = new Faults();

  private RequestResolver(RunSimulation asked) {
    this.asked = asked;
  }

  /**
   * Resolves a request.
   *
   * @throws Rejected naming every member at fault
   * @throws StateConflict if rows that the model was fitted on are asked for without saying so
   */
  public static ResolvedRequest resolve(RunSimulation asked) {
    return new RequestResolver(asked).resolve();
  }

  private ResolvedRequest resolve() {
    UUID modelId = asked.modelId();
    if (modelId == null) {
      throw new Rejected("model_id", "model_id: absent (expected: a model's id)");
    }
    if (asked.ticker() == null) {
      faults.add("ticker", "ticker: absent (expected: a symbol)");
    }
    Optional<Symbol> ticker = faults.parsed("ticker", asked.ticker(), Symbol::parse);
    Optional<Timeframe> timeframe = faults.parsed("timeframe", asked.timeframe(), Timeframe::parse);
    Span span = faults.choice("span", asked.span(), Span.OUT_OF_FOLD);
    Optional<Instant> start = faults.parsed("start", asked.start(), Day::start);
    Optional<Instant> end = faults.parsed("end", asked.end(), Day::end);
    if (start.isPresent() && end.isPresent() && start.get().isAfter(end.get())) {
      faults.add("end", "end: %s (expected: not before start)".formatted(asked.end()));
    }
    Optional<RegimeGate> gate = gate();
    checkRest();
    double cash = faults.positive("initial_cash", asked.initialCash(), 10_000, MOST_CASH);
    SignalRules signals = signals();
    Sizing sizing = sizing();
    Fill fill = fill();
    Costs costs = costs();
    Exits exits = exits();
    faults.throwIfAny();
    if (span == Span.IN_SAMPLE && !requireNonNullElse(asked.allowInSample(), false)) {
      throw new StateConflict(
          "span: in_sample rows were used to fit the model (expected: allow_in_sample true)");
    }
    SimulationSettings settings = new SimulationSettings(cash, signals, sizing, fill, costs, exits);
    Rows rows = new Rows(modelId, ticker.orElseThrow(), span, start, end);
    RunSimulation body = body(rows, timeframe.map(Timeframe::text).orElse(null), settings, gate);
    return new ResolvedRequest(body, rows, settings, gate);
  }

  private Optional<RegimeGate> gate() {
    String feature = asked.regimeCol();
    List<Double> allowed = requireNonNullElse(asked.allowedRegimes(), List.<Double>of());
    if (feature == null && !allowed.isEmpty()) {
      faults.add("regime_col", "regime_col: absent (expected: the feature of allowed_regimes)");
    }
    if (feature != null && allowed.isEmpty()) {
      faults.add("allowed_regimes", "allowed_regimes: none (expected: at least one value)");
    }
    return feature == null || allowed.isEmpty()
        ? Optional.empty()
        : Optional.of(new RegimeGate(feature, allowed.stream().sorted().distinct().toList()));
  }

  private void checkRest() {
    if (requireNonNullElse(asked.useBot(), false)) {
      faults.add("use_bot", "use_bot: true (expected: false, because no bot is trained)");
    }
    faults.number("bot_threshold", asked.botThreshold(), 0.55, 0, 1);
    long seed = requireNonNullElse(asked.seed(), 42L);
    if (Math.abs(seed) > MOST_SEED) {
      faults.add("seed", "seed: %d (expected: within 2^53)".formatted(seed));
    }
    String snapshot = asked.minSnapshot();
    if (snapshot != null && !snapshot.matches("[0-9a-f]{64}")) {
      faults.add("min_snapshot", "min_snapshot: not a hash (expected: 64 hexadecimal digits)");
    }
  }

  private SignalRules signals() {
    double zScore = faults.positive("z_score_threshold", asked.zScoreThreshold(), 4, 1_000);
    return new SignalRules(
        faults.number("min_prediction_threshold", asked.minPredictionThreshold(), 0, 0, 1_000),
        faults.choice("side", asked.side(), Side.LONG),
        requireNonNullElse(asked.enableZScoreCheck(), false)
            ? OptionalDouble.of(zScore)
            : OptionalDouble.empty(),
        requireNonNullElse(asked.volatilityNormalization(), false));
  }

  private Sizing sizing() {
    double fraction = faults.positive("fraction", asked.fraction(), 1, 1);
    double target = faults.positive("target_volatility", asked.targetVolatility(), 0.15, 10);
    double quantity = faults.positive("quantity", asked.quantity(), 1, MOST_CASH);
    return switch (faults.choice("sizing", asked.sizing(), SizingName.ALL_IN)) {
      case ALL_IN -> Sizing.allIn();
      case FRACTION -> new Sizing.Fraction(fraction);
      case VOLATILITY_TARGET -> new Sizing.VolatilityTarget(target);
      case FIXED -> new Sizing.Fixed(quantity);
    };
  }

  private Fill fill() {
    FillRequest fill = requireNonNullElse(asked.fill(), new FillRequest(null, null));
    return new Fill(
        faults.choice("fill.at", fill.at(), Fill.At.OPEN),
        faults.whole("fill.delay", fill.delay(), 0, 1_000).orElse(0),
        !requireNonNullElse(asked.fractionalShares(), false));
  }

  private Costs costs() {
    return new Costs(
        faults.number("slippage_bps", asked.slippageBps(), 1, 0, MOST_BASIS_POINTS),
        faults.number("fee_per_order", asked.feePerOrder(), 0.02, 0, MOST_FEE),
        faults.number("fee_per_share", asked.feePerShare(), 0, 0, MOST_FEE),
        faults.number("fee_bps", asked.feeBps(), 0, 0, MOST_BASIS_POINTS),
        faults.number("min_fee", asked.minFee(), 0, 0, MOST_FEE));
  }

  private Exits exits() {
    OptionalInt longest =
        faults.whole("max_holding_bars", asked.maxHoldingBars(), 1, Integer.MAX_VALUE);
    return new Exits(
        faults.fraction("stop_loss", asked.stopLoss(), 1),
        faults.fraction("take_profit", asked.takeProfit(), 1_000),
        longest);
  }

  private RunSimulation body(
      Rows rows,
      @Nullable String timeframe,
      SimulationSettings settings,
      Optional<RegimeGate> gate) {
    Costs costs = settings.costs();
    Fill fill = settings.fill();
    return new RunSimulation(
        rows.modelId(),
        rows.ticker().value(),
        timeframe,
        rows.start().map(Instant::toString).orElse(null),
        rows.end().map(Instant::toString).orElse(null),
        settings.initialCash(),
        settings.signals().threshold(),
        rows.span().json(),
        settings.signals().side().name().toLowerCase(Locale.ROOT),
        requireNonNullElse(asked.sizing(), "all_in"),
        settings.sizing() instanceof Sizing.Fraction(double fraction) ? fraction : null,
        settings.sizing() instanceof Sizing.VolatilityTarget(double target) ? target : null,
        settings.sizing() instanceof Sizing.Fixed(double quantity) ? quantity : null,
        !fill.wholeShares(),
        new FillRequest(fill.at().name().toLowerCase(Locale.ROOT), fill.delay()),
        costs.slippageBasisPoints(),
        costs.feePerOrder(),
        costs.feePerShare(),
        costs.feeBasisPoints(),
        costs.minimumFee(),
        boxed(settings.exits().stopLoss()),
        boxed(settings.exits().takeProfit()),
        settings.exits().maxHoldingBars().isPresent()
            ? (Integer) settings.exits().maxHoldingBars().getAsInt()
            : null,
        settings.signals().zScoreThreshold().isPresent(),
        boxed(settings.signals().zScoreThreshold()),
        settings.signals().volatilityNormalized(),
        gate.map(RegimeGate::feature).orElse(null),
        gate.map(RegimeGate::allowed).orElse(null),
        false,
        null,
        rows.span() == Span.IN_SAMPLE,
        requireNonNullElse(asked.seed(), 42L),
        null);
  }

  private static @Nullable Double boxed(OptionalDouble value) {
    return value.isPresent() ? (Double) value.getAsDouble() : null;
  }

  private enum SizingName {
    ALL_IN,
    FRACTION,
    VOLATILITY_TARGET,
    FIXED
  }
}
