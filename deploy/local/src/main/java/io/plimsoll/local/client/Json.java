package io.plimsoll.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plimsoll.local.console.Console;
import java.util.Map;

/** Reads and makes JSON trees. */
public final class Json {
  /** What a table shows where there is no value. */
  public static final String NOTHING = "-";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** An object of plain values. */
  public static ObjectNode object(Map<String, ?> members) {
    return MAPPER.valueToTree(members);
  }

  /** A number for a table, or a dash. */
  public static String number(JsonNode parent, String pointer, int places) {
    JsonNode value = parent.at(pointer);
    return value.isNumber() ? Console.number(value.asDouble(), places) : NOTHING;
  }

  /** A text for a table, or a dash. */
  public static String text(JsonNode parent, String pointer) {
    JsonNode value = parent.at(pointer);
    return value.isMissingNode() || value.isNull() ? NOTHING : value.asText();
  }
}
