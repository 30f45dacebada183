package io.plimsoll.trainingkernel.fit;

/**
 * What a run is told beside its configuration and its bars.
 *
 * @param snapshot the hash of the bars, part of the model's identity
 * @param kernelVersion the hash of the training code, part of the model's identity
 * @param learningVersion the hash of the code that will serve the model
 * @param threads how many threads a library may use; no result depends on it
 */
public record RunContext(
    String snapshot, String kernelVersion, String learningVersion, int threads) {
  public RunContext {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: %d (expected: 1 or more)".formatted(threads));
    }
  }
}
