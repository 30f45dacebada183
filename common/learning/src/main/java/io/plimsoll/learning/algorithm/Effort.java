package io.plimsoll.learning.algorithm;

/**
 * How a fit is carried out; nothing of it but the seed reaches the model's bytes.
 *
 * @param seed of every random choice
 * @param threads how many threads the library may use
 * @param rounds told after each round of a boosting
 */
public record Effort(long seed, int threads, RoundListener rounds) {
  public Effort {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: %d (expected: 1 or more)".formatted(threads));
    }
  }

  /** An effort that nobody listens to. */
  public static Effort quiet(long seed, int threads) {
    return new Effort(seed, threads, (_, _) -> {});
  }

  /** Hears how far a fit is. */
  @FunctionalInterface
  public interface RoundListener {
    /** Called after each round. */
    void onRound(int done, int all);
  }

  /** The seed as the 31 bits that the native libraries take. */
  int nativeSeed() {
    return (int) ((seed ^ (seed >>> 31)) & 0x7fffffffL);
  }
}
