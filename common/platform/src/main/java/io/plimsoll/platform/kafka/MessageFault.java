package io.plimsoll.platform.kafka;

/** A message that cannot be read or is not to be trusted; it becomes a dead letter. */
public final class MessageFault extends RuntimeException {
  private final String slug;

  /**
   * @param slug {@code malformed} or {@code forbidden}, like the problem types
   * @param reason what was found and what was expected
   */
  public MessageFault(String slug, String reason) {
    super(reason);
    this.slug = slug;
  }

  /** The kind of fault, like the slug of a problem type. */
  public String slug() {
    return slug;
  }

  /** What was found and what was expected. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
