package io.plimsoll.training.registry.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tags by name; their values are texts. */
record TagsBody(Map<String, String> tags) {
  TagsBody {
    tags = Map.copyOf(tags);
  }

  static TagsBody of(JsonNode body) {
    if (!(body instanceof ObjectNode members)) {
      throw new Malformed("body: another JSON type (expected: an object)");
    }
    Map<String, String> tags = new LinkedHashMap<>();
    members
        .properties()
        .forEach(one -> {
          if (!one.getValue().isTextual()) {
            throw new Malformed(
                one.getKey(), "%s: another JSON type (expected: a text)".formatted(one.getKey()));
          }
          tags.put(one.getKey(), one.getValue().asText());
        });
    return new TagsBody(tags);
  }
}
