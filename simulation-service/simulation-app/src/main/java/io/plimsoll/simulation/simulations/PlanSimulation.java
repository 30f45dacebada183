package io.plimsoll.simulation.simulations;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.simulation.RunSimulation;
import io.plimsoll.contracts.training.ModelSpans;
import io.plimsoll.contracts.training.ModelState;
import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.platform.marketdata.PriceSnapshot;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.problem.ServiceException.OtherKernel;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.platform.queue.NotYet;
import io.plimsoll.simulation.Models;
import io.plimsoll.simulation.Versions;
import io.plimsoll.simulation.simulations.core.RequestResolver;
import io.plimsoll.simulation.simulations.core.ResolvedRequest;
import io.plimsoll.simulation.simulations.core.Span;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Settles a request: fills in its defaults, finds the model and the newest bars, and refuses what
 * cannot be simulated. Commands, models and bars come on topics of their own and in no common
 * order, so what is not here may be on its way.
 */
@ApplicationScoped
public class PlanSimulation {
  private static final Set<String> UNDER_WAY = Set.of("pending", "preprocessing", "training");

  private final Models models;
  private final AwaitBars bars;
  private final Versions versions;
  private final SimulationsConfig config;

  PlanSimulation(Models models, AwaitBars bars, Versions versions, SimulationsConfig config) {
    this.models = models;
    this.bars = bars;
    this.versions = versions;
    this.config = config;
  }

  /**
   * Settles the request of somebody who waits for the answer: bars that the model or the request
   * needs are waited for a while.
   *
   * @return fails with a {@code ServiceException} that says what is wrong with it
   */
  public Uni<SimulationPlan> plan(RunSimulation asked, String actor) {
    return settle(asked, actor, config.arrivalPatience())
        .onFailure(NotYet.class)
        .transform(NotYet::refusal);
  }

  /**
   * Settles a request with what is here now.
   *
   * @return fails with a {@code ServiceException} that says what is wrong with it, or with {@link
   *     NotYet} where only something is missing that may be on its way
   */
  Uni<SimulationPlan> planNow(RunSimulation asked, String actor) {
    return settle(asked, actor, Duration.ZERO);
  }

  private Uni<SimulationPlan> settle(RunSimulation asked, String actor, Duration most) {
    return Uni.createFrom()
        .item(() -> RequestResolver.resolve(asked))
        .chain(
            request -> models.find(request.rows().modelId()).map(found -> checked(request, found)))
        .chain(settled ->
            bars.await(settled.wanted(), Optional.ofNullable(asked.minSnapshot()), most)
                .map(found -> planned(settled, found, actor)));
  }

  private record Settled(ResolvedRequest request, ModelState model) {
    AwaitBars.Wanted wanted() {
      return new AwaitBars.Wanted(request.rows(), model);
    }
  }

  private Settled checked(ResolvedRequest request, Optional<ModelState> found) {
    ModelState model = found.orElseThrow(() -> unknown(request.rows().modelId()));
    requireCompleted(model);
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
    return new Settled(request, model);
  }

  private static NotYet unknown(UUID model) {
    return new NotYet(Models.arrivalOf(model), new NotFound("model", model));
  }

  private static void requireCompleted(ModelState model) {
    if (model.status().equals("completed") && model.artifact() != null) {
      return;
    }
    StateConflict refusal =
        new StateConflict(
            "model %s is %s (expected: completed)".formatted(model.modelId(), model.status()));
    if (UNDER_WAY.contains(model.status())) {
      throw new NotYet(Models.arrivalOf(model.modelId()), refusal);
    }
    throw refusal;
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

  private SimulationPlan planned(Settled settled, PriceSnapshot found, String actor) {
    ModelState model = settled.model();
    return new SimulationPlan(
        settled.request(),
        params(settled),
        new SimulationPlan.Made(bundle(model), found, versions),
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
    return settled.wanted().isOwnSymbol()
        ? family
        : Fingerprint.of(
                Map.of("family", family, "ticker", settled.request().rows().ticker().value()))
            .hex();
  }
}
