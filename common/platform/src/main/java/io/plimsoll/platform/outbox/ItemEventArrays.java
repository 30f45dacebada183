package io.plimsoll.platform.outbox;

import io.plimsoll.platform.work.Schema;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events whose subject is the work item that they end, as columns.
 *
 * <p>An item is finished once, under its lease, and only then tells of itself, so its events are
 * the first and the last of their subject: they count from 1 and need no row that remembers how far
 * the count has come.
 */
public final class ItemEventArrays {
  private final List<Long> items = new ArrayList<>();
  private final List<Integer> numbers = new ArrayList<>();
  private final List<OutgoingEvent> events = new ArrayList<>();

  /**
   * A common table expression that stores the events of the items named {@code d}; its arguments
   * are numbered from {@code first}.
   */
  public static String store(Schema schema, int first) {
    String[] types = {
      "bigint", "bigint", "uuid", "text", "text", "bytea", "text", "text", "text", "text"
    };
    StringBuilder arguments = new StringBuilder();
    for (int i = 0; i < types.length; i++) {
      arguments.append(i == 0 ? "" : ", ").append('$').append(first + i);
      arguments.append("::").append(types[i]).append("[]");
    }
    return schema.sql(
        """
        stored AS (
          INSERT INTO {schema}.outbox (event_id, topic, type, subject, sequence, body,
            content_type, correlation_id, causation_id, headers)
          SELECT e.event_id, e.topic, e.type, '%s' || e.item_id, e.number, e.body, e.content_type,
            e.correlation_id, e.causation_id, e.headers::jsonb
          FROM unnest(%s) AS e(item_id, number, event_id, topic, type, body, content_type,
            correlation_id, causation_id, headers)
          WHERE (e.item_id IN (SELECT id FROM d)) IS TRUE)\
        """
            .formatted(ItemSubject.PREFIX, arguments));
  }

  /** Adds the events of one item, all of which have it as their subject. */
  public void add(long itemId, List<OutgoingEvent> ofItem) {
    Map<String, Integer> last = HashMap.newHashMap(ofItem.size());
    for (OutgoingEvent event : ofItem) {
      items.add(itemId);
      numbers.add(last.merge(event.topic().name(), 1, Integer::sum));
      events.add(event);
    }
  }

  /** Appends the columns to a statement's arguments. */
  public Tuple into(Tuple arguments) {
    int n = events.size();
    UUID[] ids = new UUID[n];
    String[] topics = new String[n];
    String[] types = new String[n];
    @Nullable Buffer[] bodies = new Buffer[n];
    String[] contentTypes = new String[n];
    @Nullable String[] correlations = new String[n];
    @Nullable String[] causations = new String[n];
    @Nullable String[] headers = new String[n];
    for (int i = 0; i < n; i++) {
      OutgoingEvent event = events.get(i);
      ids[i] = event.id();
      topics[i] = event.topic().name();
      types[i] = event.type().text();
      bodies[i] = event.bytes();
      contentTypes[i] = event.contentType();
      correlations[i] = event.correlationId().orElse(null);
      causations[i] = event.causationId().orElse(null);
      headers[i] = EventArrays.json(event.headers());
    }
    return arguments
        .addArrayOfLong(items.toArray(Long[]::new))
        .addArrayOfLong(numbers.stream().map(Integer::longValue).toArray(Long[]::new))
        .addArrayOfUUID(ids)
        .addArrayOfString(topics)
        .addArrayOfString(types)
        .addArrayOfBuffer(bodies)
        .addArrayOfString(contentTypes)
        .addArrayOfString(correlations)
        .addArrayOfString(causations)
        .addArrayOfString(headers);
  }
}
