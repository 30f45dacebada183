package io.plimsoll.training.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Problem;
import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.training.TrainingCommandAccepted;
import io.plimsoll.contracts.training.TrainingCommandRejected;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.problem.JsonFaults;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/**
 * A command on its way through the queue.
 *
 * @param name TrainModel, RetrainModel or CancelTraining
 * @param id the command's own, which its answer and its model's events are correlated with
 * @param actor who sent it
 * @param body what the HTTP body would be
 */
public record Command(String name, String id, String actor, JsonObject body) {
  public static final String TRAIN = "TrainModel";
  public static final String RETRAIN = "RetrainModel";
  public static final String CANCEL = "CancelTraining";

  private static final String OWNER = "training";

  /** The command as the queue keeps it. */
  public JsonObject toJson() {
    return new JsonObject().put("name", name).put("id", id).put("actor", actor).put("body", body);
  }

  static Command parse(JsonObject json) {
    return new Command(
        json.getString("name"),
        json.getString("id"),
        json.getString("actor"),
        json.getJsonObject("body"));
  }

  <T> T bodyAs(Class<T> contract) {
    try {
      return ContractJson.strictMapper().readValue(body.encode(), contract);
    } catch (JsonProcessingException e) {
      throw JsonFaults.refusal(e);
    }
  }

  OutgoingEvent accepted(UUID model, String fingerprint, boolean isDuplicate, String status) {
    return answer(
        "Accepted", new TrainingCommandAccepted(id, model, fingerprint, isDuplicate, status));
  }

  /** The answer that refuses the command. */
  public OutgoingEvent rejected(Problem problem) {
    return answer("Rejected", new TrainingCommandRejected(id, problem));
  }

  private OutgoingEvent answer(String suffix, Object body) {
    return OutgoingEvent.of(
            Topics.TRAINING_EVENTS, new EventType(OWNER, name + suffix, 1), id, body)
        .correlatedWith(id)
        .causedBy(id);
  }
}
