package io.plimsoll.platform.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.plimsoll.contracts.ContractJson;
import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.Header;
import io.plimsoll.contracts.Topic;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way out: what the outbox stores and the relay publishes.
 *
 * <p>The id is made once, here; a relay that publishes the event twice sends the same id twice,
 * which the consumer's inbox notices.
 */
public final class OutgoingEvent {
  private static final String JSON = "application/json";
  private static final String PROTOBUF = "application/protobuf";

  private final UUID id;
  private final Topic topic;
  private final EventType type;
  private final String subject;
  private final @Nullable Buffer body;
  private final String contentType;
  private final @Nullable String correlationId;
  private final @Nullable String causationId;
  private final Map<String, String> headers;

  private OutgoingEvent(
      UUID id,
      Topic topic,
      EventType type,
      String subject,
      @Nullable Buffer body,
      String contentType,
      @Nullable String correlationId,
      @Nullable String causationId,
      Map<String, String> headers) {
    this.id = id;
    this.topic = topic;
    this.type = type;
    this.subject = subject;
    this.body = body;
    this.contentType = contentType;
    this.correlationId = correlationId;
    this.causationId = causationId;
    this.headers = headers;
  }

  /** An event whose body is a contract record, written as JSON; the record's class is its type. */
  public static OutgoingEvent of(Topic topic, String subject, Object contract) {
    return of(topic, EventType.of(contract.getClass()), subject, contract);
  }

  /** An event whose JSON body's class does not say its type, such as {@code TrainModelAccepted}. */
  public static OutgoingEvent of(Topic topic, EventType type, String subject, Object body) {
    try {
      byte[] json = ContractJson.mapper().writeValueAsBytes(body);
      return created(topic, type, subject, Buffer.buffer(json), JSON);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("body of %s: not JSON".formatted(type), e);
    }
  }

  /** An event whose body is packed already, such as a chunk of bars. */
  public static OutgoingEvent bytes(Topic topic, EventType type, String subject, Buffer body) {
    return created(topic, type, subject, body, PROTOBUF);
  }

  /** The deletion of a subject's state from a compacted topic. */
  public static OutgoingEvent tombstone(Topic topic, String subject) {
    String owner = topic.name().substring(0, topic.name().indexOf('.'));
    return created(topic, new EventType(owner, "Tombstone", 1), subject, null, JSON);
  }

  private static OutgoingEvent created(
      Topic topic, EventType type, String subject, @Nullable Buffer body, String contentType) {
    if (subject.isEmpty()) {
      throw new IllegalArgumentException("subject: empty (expected: the aggregate's id)");
    }
    return new OutgoingEvent(
        UUID.randomUUID(), topic, type, subject, body, contentType, null, null, trace());
  }

  /** The trace that the event belongs to goes with it. */
  private static Map<String, String> trace() {
    SpanContext span = Span.current().getSpanContext();
    if (!span.isValid()) {
      return Map.of();
    }
    String flags = span.getTraceFlags().asHex();
    String parent = "00-%s-%s-%s".formatted(span.getTraceId(), span.getSpanId(), flags);
    return Map.of(Header.TRACE_PARENT, parent);
  }

  /** Says which command or pipeline step this event answers. */
  public OutgoingEvent correlatedWith(String id) {
    return new OutgoingEvent(
        this.id, topic, type, subject, body, contentType, id, causationId, headers);
  }

  /** Says which event this one follows from. */
  public OutgoingEvent causedBy(String id) {
    return new OutgoingEvent(
        this.id, topic, type, subject, body, contentType, correlationId, id, headers);
  }

  /** Replaces the id, for a command whose sender chose it. */
  public OutgoingEvent withId(UUID id) {
    return new OutgoingEvent(
        id, topic, type, subject, body, contentType, correlationId, causationId, headers);
  }

  /** Adds a Kafka header, such as the actor and the signature of a command. */
  public OutgoingEvent withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new OutgoingEvent(
        id, topic, type, subject, body, contentType, correlationId, causationId, Map.copyOf(more));
  }

  public UUID id() {
    return id;
  }

  public Topic topic() {
    return topic;
  }

  public EventType type() {
    return type;
  }

  public String subject() {
    return subject;
  }

  /** The body's bytes, or nothing for a tombstone. */
  public Optional<Buffer> body() {
    return Optional.ofNullable(body).map(Buffer::copy);
  }

  /** The body as the store takes it, without a copy. */
  @Nullable Buffer bytes() {
    return body;
  }

  public String contentType() {
    return contentType;
  }

  public Optional<String> correlationId() {
    return Optional.ofNullable(correlationId);
  }

  public Optional<String> causationId() {
    return Optional.ofNullable(causationId);
  }

  public Map<String, String> headers() {
    return headers;
  }
}
