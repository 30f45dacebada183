package io.plimsoll.batch.marketdata.core;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

/** A file in memory, in the pieces it came in, from whose middle can be read. Not copied. */
public final class FileBytes {
  private static final byte[] PARQUET = {'P', 'A', 'R', '1'};

  private final List<byte[]> pieces;
  private final long[] starts;

  private FileBytes(List<byte[]> pieces) {
    this.pieces = List.copyOf(pieces);
    this.starts = new long[pieces.size() + 1];
    for (int i = 0; i < pieces.size(); i++) {
      starts[i + 1] = starts[i] + pieces.get(i).length;
    }
  }

  /** A file in one piece. */
  public static FileBytes of(byte[] bytes) {
    return new FileBytes(List.of(bytes));
  }

  /** A file in pieces. */
  public static FileBytes of(List<byte[]> pieces) {
    return new FileBytes(pieces);
  }

  /** Whether bytes start as a Parquet file does. */
  public static boolean startAsParquet(byte[] bytes) {
    return bytes.length >= PARQUET.length
        && java.util.Arrays.equals(bytes, 0, PARQUET.length, PARQUET, 0, PARQUET.length);
  }

  /** How many bytes there are. */
  public long size() {
    return starts[pieces.size()];
  }

  /** All bytes, from the first. */
  public InputStream stream() {
    return new SequenceInputStream(
        Collections.enumeration(pieces.stream().map(ByteArrayInputStream::new).toList()));
  }

  /**
   * A copy of some bytes.
   *
   * @throws IndexOutOfBoundsException if the file has not all of them
   */
  public byte[] range(long from, int length) {
    if (from < 0 || length < 0 || from > size() - length) {
      throw new IndexOutOfBoundsException(
          "%d bytes at %d (expected: within %d)".formatted(length, from, size()));
    }
    byte[] range = new byte[length];
    int piece = java.util.Arrays.binarySearch(starts, 0, pieces.size(), from);
    piece = piece < 0 ? -piece - 2 : piece;
    int copied = 0;
    while (copied < length) {
      byte[] bytes = pieces.get(piece);
      int at = (int) (from + copied - starts[piece]);
      int count = Math.min(length - copied, bytes.length - at);
      System.arraycopy(bytes, at, range, copied, count);
      copied += count;
      piece++;
    }
    return range;
  }
}
