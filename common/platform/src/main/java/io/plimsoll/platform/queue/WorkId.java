package io.plimsoll.platform.queue;

/** The identity of a work item; it stays the same from enqueue to history. */
public record WorkId(long value) {

  /** Reads an id from its decimal text. */
  public static WorkId parse(String text) {
    return new WorkId(Long.parseLong(text, 10));
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
