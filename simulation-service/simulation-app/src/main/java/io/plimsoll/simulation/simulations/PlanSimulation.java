package io.plimsoll.simulation.simulations;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.simulation.RunSimulation;
import io.plimsoll.contracts.training.ModelSpans;
import io.plimsoll.contracts.training.ModelState;
import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.platform.marketdata.PriceSnapshot;
import io.plimsoll.platform.marketdata.Prices;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.problem.ServiceException.OtherKernel;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.platform.work.Polling;
import io.plimsoll.simulation.Models;
import io.plimsoll.simulation.Versions;
import io.plimsoll.simulation.simulations.core.RequestResolver;
import io.plimsoll.simulation.simulations.core.ResolvedRequest;
import io.plimsoll.simulation.simulations.core.Span;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Settles a request: fills in its defaults, finds the model and the newest bars, and refuses what
 * cannot be simulated. Bars that the model or the request needs and that have not arrived yet are
 * waited for.
 */
@ApplicationScoped
public class PlanSimulation {
  private final Models models;
  private final Prices prices;
  private final Versions versions;
  private final Polling polling;
  private final SimulationsConfig config;

  PlanSimulation(
      Models models, Prices prices, Versions versions, Polling polling, SimulationsConfig config) {
    this.models = models;
    this.prices = prices;
    this.versions = versions;
    this.polling = polling;
    this.config = config;
  }

  /**
   * Settles a request.
   *
   * @return fails with a {@code ServiceException} that says what is wrong with it
   */
  public Uni<SimulationPlan> plan(RunSimulation asked, String actor) {
    return Uni.createFrom()
        .item(() -> RequestResolver.resolve(asked))
        .chain(
            request -> models.find(request.rows().modelId()).map(found -> checked(request, found)))
        .chain(settled -> await(settled, Optional.ofNullable(asked.minSnapshot())))
        .map(settled -> planned(settled, actor));
  }

  private record Settled(ResolvedRequest request, ModelState model, Optional<PriceSnapshot> bars) {
    List<Symbol> symbols() {
      List<Symbol> symbols = new ArrayList<>(List.of(request.rows().ticker()));
      model.contextSymbols().forEach(symbol -> symbols.add(new Symbol(symbol)));
      return symbols;
    }

    Timeframe timeframe() {
      return Timeframe.parse(model.timeframe());
    }

    boolean isOwnSymbol() {
      return request.rows().ticker().value().equals(model.symbol());
    }
  }

  private Settled checked(ResolvedRequest request, Optional<ModelState> found) {
    ModelState model = found.orElseThrow(() -> new NotFound("model", request.rows().modelId()));
    if (!model.status().equals("completed") || model.artifact() == null) {
      throw new StateConflict(
          "model %s is %s (expected: completed)".formatted(model.modelId(), model.status()));
    }
    String timeframe = request.body().timeframe();
    if (timeframe != null && !timeframe.equals(model.timeframe())) {
      throw new Rejected(
          "timeframe",
          "timeframe: %s (expected: the model's, %s)".formatted(timeframe, model.timeframe()));
    }
    if (!model.learningVersion().equals(versions.learning())) {
      throw new OtherKernel(
          "The model was made by another version of the learning code",
          Map.of("found", model.learningVersion(), "expected", versions.learning()));
    }
    request.gate().ifPresent(gate -> checkFeature(gate.feature(), model));
    checkSpan(request.rows().span(), model);
    return new Settled(request, model, Optional.empty());
  }

  private static void checkFeature(String feature, ModelState model) {
    if (!model.features().contains(feature)) {
      throw new Rejected(
          "regime_col", "regime_col: %s (expected: a feature of the model)".formatted(feature));
    }
  }

  private static void checkSpan(Span span, ModelState model) {
    ModelSpans spans = model.spans();
    boolean there =
        spans != null
            && switch (span) {
              case OUT_OF_FOLD -> !spans.folds().isEmpty();
              case HOLDOUT -> spans.holdoutFrom() != null;
              case LIVE, IN_SAMPLE -> true;
            };
    if (!there) {
      throw new Rejected(
          "span", "span: %s (expected: one that the model has)".formatted(span.json()));
    }
  }

  /** Waits for the bars; those of a ticker that never came are a fault of the request. */
  private Uni<Settled> await(Settled settled, Optional<String> snapshot) {
    return polling
        .until(() -> newest(settled), bars -> isThere(settled, bars), config.arrivalPatience())
        .map(bars -> withBars(settled, bars))
        .chain(found -> snapshot.map(hash -> atLeast(found, hash)).orElse(same(found)));
  }

  private static Uni<Settled> same(Settled settled) {
    return Uni.createFrom().item(settled);
  }

  /** Waits for a snapshot, and then takes the bars as they are. */
  private Uni<Settled> atLeast(Settled settled, String snapshot) {
    return awaitSnapshot(settled, snapshot)
        .chain(() -> newest(settled))
        .map(bars -> withBars(settled, bars));
  }

  private Uni<PriceSnapshot> newest(Settled settled) {
    return prices.newest(settled.symbols(), settled.timeframe(), Optional.empty());
  }

  private Uni<Void> awaitSnapshot(Settled settled, String snapshot) {
    return polling
        .until(
            () -> prices.has(snapshot, settled.symbols(), settled.timeframe()),
            there -> there,
            config.arrivalPatience())
        .invoke(there -> checkArrived(there, snapshot))
        .replaceWithVoid();
  }

  private static void checkArrived(boolean there, String snapshot) {
    if (!there) {
      throw new StateConflict(
          "The bars of snapshot %s have not arrived in time".formatted(snapshot));
    }
  }

  /** Another ticker's bars are there or not; those that the model was made of are on their way. */
  private static boolean isThere(Settled settled, PriceSnapshot bars) {
    ModelSpans spans = settled.model().spans();
    return !settled.isOwnSymbol()
        || spans == null
        || (bars.absent().isEmpty() && !bars.span().last().isBefore(lastBar(spans)));
  }

  private static Instant lastBar(ModelSpans spans) {
    return spans.holdoutTo() == null ? spans.trainTo() : spans.holdoutTo();
  }

  private static Settled withBars(Settled settled, PriceSnapshot bars) {
    Symbol ticker = settled.request().rows().ticker();
    if (bars.absent().contains(ticker)) {
      throw new NotFound("ticker with bars of " + settled.model().timeframe(), ticker.value());
    }
    if (!isThere(settled, bars) || !bars.absent().isEmpty()) {
      throw new StateConflict(
          "The bars of %s that the model was made of have not arrived"
              .formatted(settled.symbols()));
    }
    ModelSpans spans = settled.model().spans();
    if (settled.request().rows().span() == Span.LIVE
        && spans != null
        && bars.span().last().isBefore(spans.liveFrom())) {
      throw new StateConflict(
          "No bar of %s is newer than the model (expected: one from %s on)"
              .formatted(ticker.value(), spans.liveFrom()));
    }
    return new Settled(settled.request(), settled.model(), Optional.of(bars));
  }

  private SimulationPlan planned(Settled settled, String actor) {
    ModelState model = settled.model();
    return new SimulationPlan(
        settled.request(),
        params(settled),
        new SimulationPlan.Made(bundle(model), settled.bars().orElseThrow(), versions),
        family(settled),
        actor);
  }

  private static String bundle(ModelState model) {
    if (model.artifact() == null) {
      throw new IllegalStateException("a completed model has a bundle");
    }
    return model.artifact().sha256();
  }

  private static JsonObject params(Settled settled) {
    try {
      RunSimulation body = settled.request().body();
      return new JsonObject(ContractJson.mapper().writeValueAsString(body))
          .put("timeframe", settled.model().timeframe());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request is JSON", e);
    }
  }

  /** The model's family; on another ticker the trials count apart. */
  private static String family(Settled settled) {
    @Nullable String own = settled.model().family();
    String family = own == null ? settled.model().fingerprint() : own;
    return settled.isOwnSymbol()
        ? family
        : Fingerprint.of(
                Map.of("family", family, "ticker", settled.request().rows().ticker().value()))
            .hex();
  }
}
