package io.plimsoll.kernel.array;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Packs columns into bytes, eight little-endian bytes a value, and unpacks them.
 *
 * <p>The form in which bars are hashed, stored and sent. Each call makes a fresh array or column.
 */
public final class LittleEndian {
  private LittleEndian() {}

  /** The column as bytes, IEEE 754 bits, little-endian. */
  public static byte[] pack(Vec column) {
    byte[] bytes = new byte[Math.multiplyExact(column.size(), Double.BYTES)];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asDoubleBuffer()
        .put(column.toArrayUnsafe());
    return bytes;
  }

  /** The column as bytes, two's complement, little-endian. */
  public static byte[] pack(LongVec column) {
    byte[] bytes = new byte[Math.multiplyExact(column.size(), Long.BYTES)];
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asLongBuffer()
        .put(column.toArrayUnsafe());
    return bytes;
  }

  /**
   * The doubles in these bytes.
   *
   * @throws IllegalArgumentException if their number is not a multiple of eight
   */
  public static Vec doubles(byte[] bytes) {
    double[] values = new double[count(bytes)];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(values);
    return Vec.ofUnsafe(values);
  }

  /**
   * The longs in these bytes.
   *
   * @throws IllegalArgumentException if their number is not a multiple of eight
   */
  public static LongVec longs(byte[] bytes) {
    long[] values = new long[count(bytes)];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(values);
    return LongVec.ofUnsafe(values);
  }

  private static int count(byte[] bytes) {
    if (bytes.length % Long.BYTES != 0) {
      throw new IllegalArgumentException(
          "bytes: %d (expected: a multiple of 8)".formatted(bytes.length));
    }
    return bytes.length / Long.BYTES;
  }
}
