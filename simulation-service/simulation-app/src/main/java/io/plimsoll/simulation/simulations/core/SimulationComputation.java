package io.plimsoll.simulation.simulations.core;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Resampling;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.learning.bundle.ModelBundle;
import io.plimsoll.learning.feature.FeatureCatalogue;
import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.platform.queue.PermanentFault;
import io.plimsoll.simulation.simulations.core.ResolvedRequest.RegimeGate;
import io.plimsoll.simulation.simulations.core.SimulationResult.Packed;
import io.plimsoll.simulation.simulations.core.SimulationResult.Simulated;
import io.plimsoll.simulationkernel.engine.Engine;
import io.plimsoll.simulationkernel.engine.Market;
import io.plimsoll.simulationkernel.engine.Simulation;
import io.plimsoll.simulationkernel.statistics.SimulationReport;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Computes a simulation from a bundle and bars: predictions, then the engine on the rows of the
 * asked span, then the report. Arithmetic only; it belongs on the kernel pool.
 */
public final class SimulationComputation {
  private SimulationComputation() {}

  /**
   * What a computation reads.
   *
   * @param chunks the bars of all symbols, packed
   */
  public record Inputs(ResolvedRequest request, Buffer bundle, List<Supplier<BarChunk>> chunks) {
    public Inputs {
      chunks = List.copyOf(chunks);
    }
  }

  /**
   * Computes.
   *
   * @throws PermanentFault if there is nothing to simulate: no predicted row in the span and period
   */
  public static SimulationResult compute(Inputs inputs) {
    ResolvedRequest request = inputs.request();
    ModelBundle bundle = ModelBundle.read(inputs.bundle().getBytes());
    MarketData data = data(request, bundle, inputs.chunks());
    Bars bars = data.primaryBars().adjusted();
    Vec signal = signal(request, bundle, data, bars);
    Vec gate = request.gate().map(regimes -> gate(regimes, bundle, data)).orElse(Vec.empty());
    int from = 0;
    int to = signal.size();
    while (from < to && Double.isNaN(signal.get(from))) {
      from++;
    }
    while (to > from && Double.isNaN(signal.get(to - 1))) {
      to--;
    }
    if (from == to) {
      throw new PermanentFault(
          "no row of span %s in the asked period has a prediction"
              .formatted(request.rows().span().json()));
    }
    Market market = Market.of(bars.slice(from, to));
    Vec entries = gate.size() == 0 ? gate : gate.slice(from, to);
    return simulate(request, market, signal.slice(from, to), entries);
  }

  private static SimulationResult simulate(
      ResolvedRequest request, Market market, Vec signal, Vec gate) {
    Simulation simulation = Engine.run(market, signal, gate, request.settings());
    SimulationReport report = SimulationReport.of(market, simulation, request.settings());
    Bars bars = market.bars();
    Buffer trades = TradeTable.pack(bars, simulation);
    Buffer equity = EquityTable.pack(bars, simulation, report.benchmark());
    SimulationResult unhashed =
        new SimulationResult(
            report.statistics(),
            new Simulated(
                Instant.ofEpochMilli(bars.openTime(0)),
                Instant.ofEpochMilli(bars.openTime(bars.size() - 1)),
                bars.size()),
            new Packed(simulation.trades().size(), trades),
            new Packed(bars.size(), equity),
            "");
    return new SimulationResult(
        unhashed.statistics(),
        unhashed.bars(),
        unhashed.trades(),
        unhashed.equity(),
        hash(unhashed));
  }

  private static String hash(SimulationResult result) {
    return Fingerprint.of(
            Map.of(
                "stats", result.known(),
                "trades", Fingerprint.ofBytes(result.trades().content().getBytes()).hex(),
                "equity", Fingerprint.ofBytes(result.equity().content().getBytes()).hex()))
        .hex();
  }

  private static Vec signal(
      ResolvedRequest request, ModelBundle bundle, MarketData data, Bars bars) {
    Span span = request.rows().span();
    Vec all = span == Span.OUT_OF_FOLD ? bundle.predictOutOfFold(data) : bundle.predictFinal(data);
    List<Span.Window> windows = span.windows(bundle.spans());
    double[] used = new double[all.size()];
    for (int i = 0; i < used.length; i++) {
      Instant opened = Instant.ofEpochMilli(bars.openTime(i));
      boolean belongs =
          request.rows().contains(opened)
              && windows.stream().anyMatch(window -> window.contains(opened));
      used[i] = belongs ? all.get(i) : Double.NaN;
    }
    return Vec.ofUnsafe(used);
  }

  private static Vec gate(RegimeGate regimes, ModelBundle bundle, MarketData data) {
    Vec values =
        FeatureCatalogue.compute(data, List.of(regimes.feature()), bundle.plan().form())
            .values()
            .column(0);
    double[] open = new double[values.size()];
    Arrays.setAll(open, i -> regimes.allowed().contains(values.get(i)) ? 1 : 0);
    return Vec.ofUnsafe(open);
  }

  private static MarketData data(
      ResolvedRequest request, ModelBundle bundle, List<Supplier<BarChunk>> packed) {
    Map<Symbol, List<Bars>> parts = new LinkedHashMap<>();
    for (Supplier<BarChunk> chunk : packed) {
      BarChunk unpacked = chunk.get();
      parts.computeIfAbsent(unpacked.symbol(), _ -> new ArrayList<>()).add(unpacked.bars());
    }
    Timeframe timeframe = bundle.plan().timeframe();
    List<Symbol> symbols = new ArrayList<>(List.of(request.rows().ticker()));
    symbols.addAll(bundle.plan().contextSymbols());
    Map<Symbol, Bars> bars = new LinkedHashMap<>();
    for (Symbol symbol : symbols) {
      List<Bars> own = parts.get(symbol);
      if (own == null) {
        throw new PermanentFault("no bars of " + symbol.value());
      }
      Bars whole = Bars.concat(own);
      bars.put(
          symbol, whole.timeframe() == timeframe ? whole : Resampling.resample(whole, timeframe));
    }
    return new MarketData(request.rows().ticker(), bars);
  }
}
