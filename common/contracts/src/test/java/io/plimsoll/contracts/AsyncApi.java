package io.plimsoll.contracts;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The AsyncAPI 3 document of the topics and their messages. */
final class AsyncApi {
  private final Schemas schemas = new Schemas();
  private final Map<String, Object> messages = new TreeMap<>();

  /** The document as a tree. */
  Map<String, Object> document() {
    Map<String, Object> channels = new LinkedHashMap<>();
    Map<String, Object> operations = new TreeMap<>();
    for (Topic topic : Topics.all()) {
      channels.put(topic.name(), channel(topic));
    }
    Catalogue.messages()
        .forEach((topic, carried) -> {
          operations.put("send." + topic, operation("send", topic));
          operations.put("receive." + topic, operation("receive", topic));
        });
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("asyncapi", "3.0.0");
    document.put(
        "info",
        ordered(
            "title",
            "Plimsoll",
            "version",
            "1",
            "description",
            "CloudEvents 1.0 in Kafka's binary mode: the envelope is in the headers, the body is"
                + " JSON, and Protobuf for market.bars.v1.",
            "license",
            Map.of("name", "Apache-2.0")));
    document.put("defaultContentType", "application/json");
    document.put("channels", channels);
    document.put("operations", operations);
    document.put(
        "components",
        ordered(
            "messages", messages,
            "schemas", schemas.known(),
            "messageTraits", Map.of("envelope", envelope())));
    return document;
  }

  private Map<String, Object> channel(Topic topic) {
    Map<String, Object> carried = new TreeMap<>();
    for (Catalogue.Message message : Catalogue.messages().getOrDefault(topic.name(), List.of())) {
      carried.put(message.type().name(), reference("messages", message(message)));
    }
    if (topic.equals(Topics.MARKET_BARS)) {
      messages.put("MarketBars", bars());
      carried.put("MarketBars", reference("messages", "MarketBars"));
    }
    Map<String, Object> channel =
        ordered(
            "address", topic.name(),
            "description", "%s, key: the subject".formatted(kind(topic)),
            "messages", carried);
    channel.put(
        "bindings",
        Map.of(
            "kafka",
            ordered(
                "topic", topic.name(),
                "partitions", topic.partitions(),
                "topicConfiguration", configuration(topic),
                "bindingVersion", "0.5.0")));
    return channel;
  }

  private String message(Catalogue.Message message) {
    String name = message.type().name();
    messages.put(
        name,
        ordered(
            "name", message.type().text(),
            "title", name,
            "contentType", "application/json",
            "traits", List.of(reference("messageTraits", "envelope")),
            "payload", schemas.of(message.body())));
    return name;
  }

  private static Map<String, Object> bars() {
    return ordered(
        "name", "io.plimsoll.market.MarketBars.v1",
        "title", "MarketBars",
        "contentType", "application/protobuf",
        "description", "The message MarketBars of market_bars.proto in common/contracts",
        "traits", List.of(reference("messageTraits", "envelope")));
  }

  private static Map<String, Object> configuration(Topic topic) {
    Map<String, String> settings = topic.settings();
    Map<String, Object> configuration = new TreeMap<>();
    configuration.put("cleanup.policy", List.of(settings.getOrDefault("cleanup.policy", "")));
    configuration.put(
        "retention.ms", Long.parseLong(settings.getOrDefault("retention.ms", "-1"), 10));
    return configuration;
  }

  private static Map<String, Object> envelope() {
    Map<String, Object> headers = new LinkedHashMap<>();
    for (String name :
        List.of(
            Header.ID,
            Header.SOURCE,
            Header.TYPE,
            Header.TIME,
            Header.SUBJECT,
            Header.SEQUENCE,
            Header.CORRELATION_ID,
            Header.CAUSATION_ID,
            Header.TRACE_PARENT,
            Header.ACTOR,
            Header.SIGNATURE)) {
      headers.put(name, Map.of("type", "string"));
    }
    return Map.of(
        "headers",
        ordered(
            "type",
            "object",
            "properties",
            headers,
            "required",
            List.of(Header.SOURCE, Header.TYPE)));
  }

  private static Map<String, Object> operation(String action, String topic) {
    return ordered("action", action, "channel", Map.of("$ref", "#/channels/" + topic));
  }

  private static Map<String, Object> reference(String room, String name) {
    return Map.of("$ref", "#/components/" + room + "/" + name);
  }

  private static String kind(Topic topic) {
    return switch (topic.kind()) {
      case STATE -> "State: the newest of each key";
      case FACTS -> "Facts";
      case COMMANDS -> "Commands";
      case DEAD_LETTERS -> "Dead letters, with their reason in the headers";
    };
  }

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
