package io.plimsoll.training.fit;

import io.plimsoll.contracts.training.RetrainModel;
import io.plimsoll.contracts.training.TrainModel;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.platform.marketdata.PriceSnapshot;
import io.plimsoll.platform.marketdata.Prices;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.platform.queue.NotYet;
import io.plimsoll.training.ServiceVersions;
import io.plimsoll.training.TrainingOrder;
import io.plimsoll.training.TrainingOrder.Variant;
import io.plimsoll.training.fit.TrainingStore.Ancestor;
import io.plimsoll.training.fit.core.TrainRequests;
import io.plimsoll.training.fit.core.TrainRequests.Descent;
import io.plimsoll.trainingkernel.spec.TrainingSpec;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Turns a request into an order: its specification resolved, its bars named, its identity known.
 * Bars come on a topic of their own, so what is not here may be on its way.
 */
@ApplicationScoped
class PrepareOrder {
  private final TrainingStore store;
  private final Prices prices;
  private final ServiceVersions versions;

  PrepareOrder(TrainingStore store, Prices prices, ServiceVersions versions) {
    this.store = store;
    this.prices = prices;
    this.versions = versions;
  }

  /** How it is found out whether a snapshot has arrived: by waiting or by one look. */
  interface Arrival {
    Uni<Boolean> of(String snapshot, List<Symbol> symbols, Timeframe timeframe);
  }

  /** Resolves a request; stores nothing. */
  Uni<TrainingOrder> prepare(TrainModel request, Arrival arrival) {
    return descent(request)
        .map(descent -> TrainRequests.resolve(request, descent))
        .call(spec -> requireData(request, spec, arrival))
        .chain(spec -> order(spec, request, Optional.empty()));
  }

  /** Resolves the request for the same configuration on the newest data; stores nothing. */
  Uni<TrainingOrder> prepare(RetrainModel request, Arrival arrival) {
    UUID original = TrainRequests.originalOf(request);
    return store
        .ancestor(original)
        .map(found -> found.orElseThrow(() -> new NotFound("model", original)))
        .chain(ancestor -> again(ancestor, request, arrival));
  }

  private Uni<TrainingOrder> again(Ancestor ancestor, RetrainModel request, Arrival arrival) {
    TrainModel same = TrainRequests.again(ancestor, request);
    Descent descent = TrainRequests.descent(Optional.of(ancestor));
    return Uni.createFrom()
        .item(() -> TrainRequests.resolve(same, descent))
        .call(spec -> requireData(same, spec, arrival))
        .chain(spec -> order(spec, same, Optional.of(ancestor.id())))
        .invoke(order -> requireNewData(order, ancestor));
  }

  private Uni<Descent> descent(TrainModel request) {
    UUID parent = request.parentModelId();
    if (parent == null) {
      return Uni.createFrom().item(TrainRequests.descent(Optional.empty()));
    }
    return store
        .ancestor(parent)
        .map(found -> found.orElseThrow(() -> new NotFound("model", parent)))
        .map(ancestor -> TrainRequests.descent(Optional.of(ancestor)));
  }

  private Uni<Void> requireData(TrainModel request, TrainingSpec spec, Arrival arrival) {
    String snapshot = request.minSnapshot();
    if (snapshot == null) {
      return Uni.createFrom().voidItem();
    }
    return arrival
        .of(snapshot, TrainRequests.symbols(spec), spec.subject().timeframe())
        .invoke(there -> requireArrived(snapshot, there))
        .replaceWithVoid();
  }

  private Uni<TrainingOrder> order(
      TrainingSpec spec, TrainModel request, Optional<UUID> retrainedFrom) {
    return prices
        .newest(TrainRequests.symbols(spec), spec.subject().timeframe(), TrainRequests.until(spec))
        .invoke(found -> requirePresent(found, spec))
        .map(found ->
            new TrainingOrder(
                spec,
                request,
                found,
                identity(spec, found),
                retrainedFrom,
                variants(spec, request, found)));
  }

  private List<Variant> variants(TrainingSpec spec, TrainModel request, PriceSnapshot prices) {
    boolean isWanted = Boolean.TRUE.equals(request.saveAllGridModels());
    List<TrainingSpec> points = isWanted ? TrainRequests.gridPoints(spec) : List.of();
    return points.stream().map(one -> new Variant(one, identity(one, prices))).toList();
  }

  private String identity(TrainingSpec spec, PriceSnapshot prices) {
    return spec.fingerprint(prices.hash(), versions.kernel()).hex();
  }

  private static void requireArrived(String snapshot, boolean there) {
    if (!there) {
      throw new NotYet(
          "snapshot:" + snapshot,
          new StateConflict(
              "min_snapshot: %s did not arrive in time".formatted(snapshot),
              Map.of("min_snapshot", snapshot)));
    }
  }

  private static void requirePresent(PriceSnapshot found, TrainingSpec spec) {
    if (!found.absent().isEmpty()) {
      boolean isPrimary = found.absent().contains(spec.subject().symbol());
      String field = isPrimary ? "symbol" : "context_symbols";
      Rejected refusal =
          new Rejected(
              field,
              "%s: no bars of %s from which %s can be made (expected: one of GET /symbols)"
                  .formatted(field, found.absent(), spec.subject().timeframe().text()));
      throw new NotYet("bars:" + found.absent().getFirst().value(), refusal);
    }
  }

  private static void requireNewData(TrainingOrder order, Ancestor original) {
    if (order.prices().hash().equals(original.snapshot())) {
      throw new StateConflict(
          "Model %s was trained on the newest data already".formatted(original.id()),
          Map.of("model_id", original.id().toString(), "data_snapshot", original.snapshot()));
    }
  }
}
