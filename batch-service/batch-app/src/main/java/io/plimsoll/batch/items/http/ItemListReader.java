package io.plimsoll.batch.items.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import io.plimsoll.batch.items.core.BatchChecks;
import io.plimsoll.batch.items.core.Intaken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of a request without growing beyond what a batch may hold: items over the limit
 * are counted and not kept, and an item of too many values is passed over.
 */
final class ItemListReader extends JsonDeserializer<List<Object>> {
  private static final int MOST_VALUES = 200_000;
  private static final int MOST_VALUES_OF_AN_ITEM = 1_000;

  @Override
  public List<Object> deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (!parser.isExpectedStartArrayToken()) {
      @SuppressWarnings("unchecked") // only ever fails, with the place
      List<Object> never = (List<Object>) context.handleUnexpectedToken(List.class, parser);
      return never;
    }
    List<@Nullable Object> items = new ArrayList<>();
    int left = MOST_VALUES;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (items.size() > BatchChecks.MOST_ITEMS) {
        parser.skipChildren();
        continue;
      }
      Reading reading = new Reading(Math.min(left, MOST_VALUES_OF_AN_ITEM));
      Object item = reading.read(parser);
      items.add(reading.isOver() ? Intaken.OVERSIZED : item);
      left -= reading.values();
    }
    return Collections.unmodifiableList(items);
  }

  /** One item, of at most so many values. */
  private static final class Reading {
    private final int most;
    private int values;

    Reading(int most) {
      this.most = most;
    }

    boolean isOver() {
      return values > most;
    }

    int values() {
      return Math.min(values, most);
    }

    @Nullable Object read(JsonParser parser) throws IOException {
      values++;
      if (isOver()) {
        parser.skipChildren();
        return null;
      }
      return switch (parser.currentToken()) {
        case START_OBJECT -> readObject(parser);
        case START_ARRAY -> readArray(parser);
        case VALUE_STRING -> parser.getText();
        case VALUE_NUMBER_INT -> parser.getNumberValue();
        case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
        case VALUE_TRUE -> true;
        case VALUE_FALSE -> false;
        default -> null;
      };
    }

    private Map<String, @Nullable Object> readObject(JsonParser parser) throws IOException {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        parser.nextToken();
        members.put(name, read(parser));
      }
      return members;
    }

    private List<@Nullable Object> readArray(JsonParser parser) throws IOException {
      List<@Nullable Object> elements = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(read(parser));
      }
      return elements;
    }
  }
}
