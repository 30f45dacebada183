package io.plimsoll.training;

import io.plimsoll.contracts.training.RetrainModel;
import io.plimsoll.contracts.training.TrainModel;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/**
 * Takes requests for models, by HTTP and by command alike. A request that cannot be carried out
 * fails with the {@code ServiceException} that says why.
 */
public interface TrainingDesk {

  /** Resolves a request; stores nothing. Waits a while for a snapshot that the request names. */
  Uni<TrainingOrder> prepare(TrainModel request);

  /** Resolves the request for the same configuration on the newest data; stores nothing. */
  Uni<TrainingOrder> prepare(RetrainModel request);

  /**
   * Resolves a request with what is here now; stores nothing. Fails with {@code NotYet} where only
   * bars are missing, which may be on their way.
   */
  Uni<TrainingOrder> prepareNow(TrainModel request);

  /** The same for the same configuration on the newest data. */
  Uni<TrainingOrder> prepareNow(RetrainModel request);

  /**
   * Writes the order's model, its work item and its events down, or finds the live model that has
   * the order's fingerprint.
   */
  Uni<TrainingReceipt> place(SqlConnection connection, TrainingOrder order, Requester requester);

  /**
   * Asks for the end of a training.
   *
   * @return the model's fingerprint
   */
  Uni<String> cancel(UUID model);
}
