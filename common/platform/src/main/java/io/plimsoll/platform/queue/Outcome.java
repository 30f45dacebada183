package io.plimsoll.platform.queue;

/** How a handler's run ended. */
sealed interface Outcome {

  /** It gave an answer. */
  record Succeeded(Completion completion) implements Outcome {}

  /** It failed, or was not waited for any more. */
  record Broken(Throwable cause) implements Outcome {}
}
