package io.plimsoll.simulation;

import io.plimsoll.testkit.Http;
import io.restassured.response.Response;

/** What the tests ask of simulation-service. */
final class Api {
  private Api() {}

  /** Asks for a simulation of the sample model with further members. */
  static Response simulate(String members) {
    return Http.post(
        "/api/simulate",
        "{\"model_id\":\"%s\",\"ticker\":\"%s\"%s}"
            .formatted(SampleModel.ID, SampleModel.SYMBOL, members.isEmpty() ? "" : "," + members));
  }
}
