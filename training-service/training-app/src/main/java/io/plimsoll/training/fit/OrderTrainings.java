package io.plimsoll.training.fit;

import io.plimsoll.contracts.training.RetrainModel;
import io.plimsoll.contracts.training.TrainModel;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.platform.work.SqlWork;
import io.plimsoll.training.Requester;
import io.plimsoll.training.TrainingDesk;
import io.plimsoll.training.TrainingOrder;
import io.plimsoll.training.TrainingReceipt;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Orders trainings at the desk, each order in a transaction of its own. */
@ApplicationScoped
public class OrderTrainings {
  private final TrainingDesk desk;
  private final TrainingStore store;
  private final SqlWork work;

  OrderTrainings(TrainingDesk desk, TrainingStore store, SqlWork work) {
    this.desk = desk;
    this.store = store;
    this.work = work;
  }

  /** Orders one model. */
  public Uni<TrainingReceipt> order(TrainModel request, Requester requester) {
    return desk.prepare(request).chain(order -> place(order, requester));
  }

  /** Orders several models, all or none. */
  public Uni<List<TrainingReceipt>> orderAll(List<TrainModel> requests, Requester requester) {
    return Multi.createFrom()
        .iterable(requests)
        .onItem()
        .transformToUniAndConcatenate(desk::prepare)
        .collect()
        .asList()
        .chain(orders -> work.atomically(connection -> placeAll(connection, orders, requester)));
  }

  /** Orders a model's configuration on the newest data. */
  public Uni<TrainingReceipt> retrain(RetrainModel request, Requester requester) {
    return desk.prepare(request)
        .chain(order -> place(order, requester))
        .invoke(OrderTrainings::requireNew);
  }

  /** The identity that a request would have, and the live model that has it. */
  public Uni<Identity> identify(TrainModel request) {
    return desk.prepare(request).map(TrainingOrder::fingerprint).chain(this::identity);
  }

  /** Asks for the end of a training. */
  public Uni<String> cancel(UUID model) {
    return desk.cancel(model);
  }

  private Uni<Identity> identity(String fingerprint) {
    return work.reading(connection -> store.findLive(connection, fingerprint))
        .map(found -> new Identity(fingerprint, found.map(TrainingStore.Existing::id)));
  }

  private Uni<TrainingReceipt> place(TrainingOrder order, Requester requester) {
    return work.atomically(connection -> desk.place(connection, order, requester));
  }

  private Uni<List<TrainingReceipt>> placeAll(
      SqlConnection connection, List<TrainingOrder> orders, Requester requester) {
    return Multi.createFrom()
        .iterable(orders)
        .onItem()
        .transformToUniAndConcatenate(order -> desk.place(connection, order, requester))
        .collect()
        .asList();
  }

  private static void requireNew(TrainingReceipt receipt) {
    if (receipt instanceof TrainingReceipt.Duplicate duplicate) {
      throw new StateConflict(
          "Model %s was trained on the newest data already".formatted(duplicate.id()),
          Map.of("model_id", duplicate.id().toString()));
    }
  }

  /** An identity and who has it. */
  public record Identity(String fingerprint, Optional<UUID> model) {}
}
