package io.plimsoll.simulation.simulations;

import io.plimsoll.contracts.ContractJson;
import io.plimsoll.platform.problem.JsonFaults;
import io.vertx.core.json.JsonObject;
import java.io.IOException;

/**
 * A command as it waits in the work queue.
 *
 * @param name RunSimulation or CancelSimulation
 * @param id the command's own id, which its answers are correlated with
 * @param actor who sent it
 * @param body as it came
 */
public record Command(String name, String id, String actor, JsonObject body) {
  /** Asks for a simulation. */
  public static final String RUN = "RunSimulation";

  /** Asks for the end of one. */
  public static final String CANCEL = "CancelSimulation";

  /** Reads what {@link #toJson()} wrote. */
  static Command of(JsonObject payload) {
    return new Command(
        payload.getString("name"),
        payload.getString("id"),
        payload.getString("actor"),
        payload.getJsonObject("body"));
  }

  /** The payload of a work item. */
  public JsonObject toJson() {
    return new JsonObject().put("name", name).put("id", id).put("actor", actor).put("body", body);
  }

  /** The body as its contract, read strictly. */
  <T> T bodyAs(Class<T> contract) {
    try {
      return ContractJson.strictMapper().readValue(body.encode(), contract);
    } catch (IOException e) {
      throw JsonFaults.refusal(e);
    }
  }
}
