package io.plimsoll.contracts;

/** The names of the Kafka headers that carry an envelope, a command's signature or a fault. */
public final class Header {
  public static final String SPEC_VERSION = "ce_specversion";
  public static final String ID = "ce_id";
  public static final String SOURCE = "ce_source";
  public static final String TYPE = "ce_type";
  public static final String TIME = "ce_time";
  public static final String SUBJECT = "ce_subject";
  public static final String SEQUENCE = "ce_sequence";
  public static final String CORRELATION_ID = "ce_correlationid";
  public static final String CAUSATION_ID = "ce_causationid";
  public static final String CONTENT_TYPE = "content-type";
  public static final String TRACE_PARENT = "traceparent";
  public static final String TRACE_STATE = "tracestate";

  /** Who sends a command: the name of a key, as the keys file of the receiver has it. */
  public static final String ACTOR = "plimsoll-actor";

  /** The proof that the actor sent it: {@code hmac-sha256=<hex>} or {@code jwt=<token>}. */
  public static final String SIGNATURE = "plimsoll-signature";

  /** Why a message is in a dead-letter topic. */
  public static final String REASON = "plimsoll-reason";

  /** The slug of the problem type behind the reason. */
  public static final String REASON_TYPE = "plimsoll-reason-type";

  /** Where the dead letter was read: topic, partition and offset; and when it was given up. */
  public static final String ORIGIN_TOPIC = "plimsoll-origin-topic";

  public static final String ORIGIN_PARTITION = "plimsoll-origin-partition";
  public static final String ORIGIN_OFFSET = "plimsoll-origin-offset";
  public static final String FAILED_AT = "plimsoll-failed-at";

  /** Which consumer group gave the message up. */
  public static final String FAILED_BY = "plimsoll-failed-by";

  /** How often a dead letter was sent back to its topic. */
  public static final String REPLAYS = "plimsoll-replays";

  private Header() {}
}
