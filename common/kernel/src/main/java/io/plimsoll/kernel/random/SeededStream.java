package io.plimsoll.kernel.random;

import io.plimsoll.kernel.array.IntVec;
import io.plimsoll.kernel.identity.Sha256;
import io.plimsoll.kernel.statistics.Normal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Random numbers that depend on a seed and on names only: the same bits on every machine.
 *
 * <p>{@code of(seed).stream("folds").stream("3")} is found by its path, not by what was drawn
 * before, so work may be spread over threads in any way. The state is the SHA-256 of seed and path;
 * the generator is xoshiro256++, period 2^256 - 1. Mutable and for one thread.
 *
 * <p>Source: Blackman and Vigna (2021), "Scrambled linear pseudorandom number generators", ACM
 * Transactions on Mathematical Software 47(4); Lemire (2019), "Fast random integer generation in an
 * interval", ACM TOMACS 29(1); Gaussians by inversion of the normal distribution.
 */
public final class SeededStream {
  private static final double UNIT = 0x1.0p-53;
  private static final double HALF_UNIT = 0x1.0p-54;

  private final String path;
  private long s0;
  private long s1;
  private long s2;
  private long s3;

  private SeededStream(String path) {
    this(path, ByteBuffer.wrap(HexFormat.of().parseHex(Sha256.hex(path))));
  }

  /** A stream that starts from a given state, four longs. */
  SeededStream(String path, ByteBuffer state) {
    this.path = path;
    this.s0 = state.getLong();
    this.s1 = state.getLong();
    this.s2 = state.getLong();
    this.s3 = state.getLong();
  }

  /** The root stream of a seed. */
  public static SeededStream of(long seed) {
    return new SeededStream("plimsoll.stream.v1:" + seed);
  }

  /** The stream of that name below this one, whatever was drawn from this one. */
  public SeededStream stream(String name) {
    int bytes = name.getBytes(StandardCharsets.UTF_8).length;
    return new SeededStream(path + "/" + bytes + ":" + name);
  }

  /** The stream of that number below this one. */
  public SeededStream stream(long number) {
    return stream("#" + number);
  }

  /** The next 64 bits. */
  public long nextLong() {
    long result = Long.rotateLeft(s0 + s3, 23) + s0;
    long t = s1 << 17;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = Long.rotateLeft(s3, 45);
    return result;
  }

  /** The next double, uniform on the multiples of 2^-53 in [0, 1). */
  public double nextDouble() {
    return (nextLong() >>> 11) * UNIT;
  }

  /** The next standard normal double. */
  public double nextGaussian() {
    return Normal.inverseCdf((nextLong() >>> 11) * UNIT + HALF_UNIT);
  }

  /** The next int, uniform on 0..bound-1, without bias. */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("bound: %d (expected: > 0)".formatted(bound));
    }
    long product = (nextLong() >>> 32) * bound;
    long low = product & 0xFFFF_FFFFL;
    if (low < bound) {
      long threshold = (0x1_0000_0000L - bound) % bound;
      while (low < threshold) {
        product = (nextLong() >>> 32) * bound;
        low = product & 0xFFFF_FFFFL;
      }
    }
    return (int) (product >>> 32);
  }

  /** The next boolean, each value as likely. */
  public boolean nextBoolean() {
    return nextLong() < 0;
  }

  /** The numbers 0..n-1 in random order (Fisher and Yates). */
  public IntVec permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return IntVec.ofUnsafe(order);
  }
}
