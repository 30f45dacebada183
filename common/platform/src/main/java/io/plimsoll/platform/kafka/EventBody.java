package io.plimsoll.platform.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.platform.problem.JsonFaults;
import java.io.IOException;

/** Reads JSON bodies, and says what is wrong with one that is not as its contract says. */
final class EventBody {
  private EventBody() {}

  static <T> T read(IncomingEvent event, Class<T> contract) {
    ObjectMapper mapper = event.isCommand() ? ContractJson.strictMapper() : ContractJson.mapper();
    try {
      return mapper.readValue(event.body().getBytes(), contract);
    } catch (IOException e) {
      throw JsonFaults.refusal(e);
    }
  }
}
