package io.plimsoll.platform.outbox;

import io.plimsoll.platform.work.Schema;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Events as columns, for one statement that stores many; the statement text and the order of its
 * arguments live here together.
 */
public final class EventArrays {
  /** How many arguments the columns take. */
  public static final int ARGUMENTS = 10;

  private final List<Long> items = new ArrayList<>();
  private final List<OutgoingEvent> events = new ArrayList<>();

  /**
   * The columns as a row source named {@code e}, in the order of the arguments from {@code first}.
   */
  public static String rows(int first) {
    String[] types = {
      "bigint", "uuid", "text", "text", "text", "bytea", "text", "text", "text", "text"
    };
    StringBuilder arguments = new StringBuilder();
    for (int i = 0; i < types.length; i++) {
      arguments.append(i == 0 ? "" : ", ").append('$').append(first + i);
      arguments.append("::").append(types[i]).append("[]");
    }
    return """
    unnest(%s) WITH ORDINALITY AS e(item_id, event_id, topic, type, subject, body,
      content_type, correlation_id, causation_id, headers, ord)\
    """
        .formatted(arguments);
  }

  /**
   * Two common table expressions that number the rows of {@code ev} per topic and subject, under
   * the lock of the subject's row, and store them.
   */
  public static String store(Schema schema) {
    return schema.sql(
        """
        sq AS (
          INSERT INTO {schema}.event_sequence AS s (topic, subject, last)
          SELECT topic, subject, count(*) FROM ev GROUP BY topic, subject ORDER BY topic, subject
          ON CONFLICT (topic, subject) DO UPDATE SET last = s.last + excluded.last
          RETURNING topic, subject, last),
        stored AS (
          INSERT INTO {schema}.outbox (event_id, topic, type, subject, sequence, body,
            content_type, correlation_id, causation_id, headers)
          SELECT ev.event_id, ev.topic, ev.type, ev.subject,
            sq.last - count(*) OVER same + row_number() OVER (same ORDER BY ev.ord),
            ev.body, ev.content_type, ev.correlation_id, ev.causation_id, ev.headers::jsonb
          FROM ev JOIN sq ON sq.topic = ev.topic AND sq.subject = ev.subject
          WINDOW same AS (PARTITION BY ev.topic, ev.subject)
          ORDER BY ev.ord)\
        """);
  }

  /** Adds an event that belongs to no work item. */
  public void add(OutgoingEvent event) {
    add(0, event);
  }

  /** Adds an event that is stored only if the item's lease still holds. */
  public void add(long itemId, OutgoingEvent event) {
    items.add(itemId);
    events.add(event);
  }

  public int size() {
    return events.size();
  }

  /** Appends the columns to a statement's arguments. */
  public Tuple into(Tuple arguments) {
    return arguments
        .addArrayOfLong(items.toArray(Long[]::new))
        .addArrayOfUUID(events.stream().map(OutgoingEvent::id).toArray(UUID[]::new))
        .addArrayOfString(texts(event -> event.topic().name()))
        .addArrayOfString(texts(event -> event.type().text()))
        .addArrayOfString(texts(OutgoingEvent::subject))
        .addArrayOfBuffer(events.stream().map(OutgoingEvent::bytes).toArray(Buffer[]::new))
        .addArrayOfString(texts(OutgoingEvent::contentType))
        .addArrayOfString(texts(event -> event.correlationId().orElse(null)))
        .addArrayOfString(texts(event -> event.causationId().orElse(null)))
        .addArrayOfString(texts(event -> json(event.headers())));
  }

  private String[] texts(Column column) {
    String[] texts = new String[events.size()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = column.of(events.get(i));
    }
    return texts;
  }

  static @Nullable String json(Map<String, String> headers) {
    if (headers.isEmpty()) {
      return null;
    }
    JsonObject json = new JsonObject();
    headers.forEach(json::put);
    return json.encode();
  }

  private interface Column {
    @Nullable String of(OutgoingEvent event);
  }
}
