package io.plimsoll.batch.marketdata.core.parquet;

import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/** Unpacks a page, all in Java, into exactly as many bytes as its header declares. */
final class Decompression {
  private static final int LZ4_LENGTHS = 8;

  private Decompression() {}

  /** Whether pages of a codec can be read. */
  static boolean knows(CompressionCodec codec) {
    return switch (codec) {
      case UNCOMPRESSED, SNAPPY, GZIP, ZSTD, LZ4, LZ4_RAW -> true;
      case LZO, BROTLI -> false;
    };
  }

  /**
   * The page's bytes.
   *
   * @throws IOException if there are more or fewer, or if they cannot be unpacked
   */
  static byte[] unpack(CompressionCodec codec, byte[] packed, int size) throws IOException {
    return switch (codec) {
      case UNCOMPRESSED -> exactly(packed, packed.length, size);
      case SNAPPY -> unpack(new SnappyDecompressor(), packed, size);
      case ZSTD -> unpack(new ZstdDecompressor(), packed, size);
      case LZ4_RAW -> unpack(new Lz4Decompressor(), packed, size);
      case LZ4 -> lz4(packed, size);
      case GZIP -> gzip(packed, size);
      case LZO, BROTLI -> throw new IOException("codec " + codec);
    };
  }

  private static byte[] unpack(Decompressor codec, byte[] packed, int size) throws IOException {
    byte[] page = new byte[size];
    int length = codec.decompress(packed, 0, packed.length, page, 0, size);
    return exactly(page, length, size);
  }

  private static byte[] gzip(byte[] packed, int size) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] page = in.readNBytes(size);
      return exactly(page, page.length + (in.read() < 0 ? 0 : 1), size);
    }
  }

  /** Hadoop's frames, each with both lengths before it; or, from other writers, the bare block. */
  private static byte[] lz4(byte[] packed, int size) throws IOException {
    byte[] page = new byte[size];
    Lz4Decompressor codec = new Lz4Decompressor();
    int from = 0;
    int to = 0;
    while (packed.length - from > LZ4_LENGTHS) {
      ByteBuffer lengths = ByteBuffer.wrap(packed, from, LZ4_LENGTHS);
      int unpackedLength = lengths.getInt();
      int packedLength = lengths.getInt();
      from += LZ4_LENGTHS;
      boolean isFrame =
          unpackedLength >= 0
              && unpackedLength <= size - to
              && packedLength > 0
              && packedLength <= packed.length - from;
      if (!isFrame) {
        return unpack(codec, packed, size);
      }
      int length = codec.decompress(packed, from, packedLength, page, to, unpackedLength);
      exactly(page, length, unpackedLength);
      from += packedLength;
      to += unpackedLength;
    }
    return exactly(page, to, size);
  }

  private static byte[] exactly(byte[] page, int length, int size) throws IOException {
    if (length != size) {
      throw new IOException("%d bytes or more (expected: %d)".formatted(length, size));
    }
    return page;
  }
}
