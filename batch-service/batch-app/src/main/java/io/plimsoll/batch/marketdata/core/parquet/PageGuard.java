package io.plimsoll.batch.marketdata.core.parquet;

import org.apache.parquet.format.Encoding;

/**
 * Walks over a page before the library decodes it, because the library sizes its arrays by numbers
 * inside the page: the length of a bit-packed run, the count of a delta block.
 *
 * <p>Source: the encodings of the Parquet format, Encodings.md (RLE/bit-packing hybrid, delta).
 */
final class PageGuard {
  private static final int RUN_PADDING = 504;
  private static final int LARGEST_BLOCK = 1 << 16;
  private static final int WIDEST = 64;

  private final byte[] page;
  private final int values;
  private int at;

  PageGuard(byte[] page, int values) {
    this.page = page;
    this.values = values;
  }

  /** Checks the definition levels at the start of a page; false if they do not fit. */
  boolean levelsFit() {
    if (page.length < 4) {
      return false;
    }
    long length =
        (page[0] & 0xFFL)
            | (page[1] & 0xFFL) << 8
            | (page[2] & 0xFFL) << 16
            | (page[3] & 0xFFL) << 24;
    at = 4;
    if (length > page.length - at || !runsFit(1, at + (int) length)) {
      return false;
    }
    at = 4 + (int) length;
    return true;
  }

  /** Checks bare runs of one bit each, as far as the page goes. */
  boolean bareLevelsFit() {
    return runsFit(1, page.length);
  }

  /** Checks the values from where the guard stands; false if they do not fit. */
  boolean valuesFit(Encoding encoding) {
    return switch (encoding) {
      case PLAIN, BYTE_STREAM_SPLIT -> true;
      case PLAIN_DICTIONARY, RLE_DICTIONARY -> {
        int width = at < page.length ? page[at++] & 0xFF : 0;
        yield width <= Integer.SIZE && runsFit(width, page.length);
      }
      case DELTA_BINARY_PACKED, DELTA_LENGTH_BYTE_ARRAY -> deltaFits();
      case DELTA_BYTE_ARRAY -> {
        boolean prefixesFit = deltaFits();
        yield prefixesFit && deltaFits();
      }
      case RLE, BIT_PACKED -> false;
    };
  }

  private boolean runsFit(int width, int end) {
    long seen = 0;
    while (seen < values && at < end) {
      long header = varint();
      if (header < 0) {
        return false;
      }
      boolean isPacked = (header & 1) == 1;
      long count = isPacked ? (header >>> 1) * 8 : header >>> 1;
      long bytes = isPacked ? (header >>> 1) * width : (width + 7) / 8;
      if (isPacked && count > values - seen + RUN_PADDING) {
        return false;
      }
      seen += count;
      at = (int) Math.min(end, at + bytes);
    }
    return true;
  }

  /** One delta block, which the guard passes. */
  private boolean deltaFits() {
    long blockSize = varint();
    long miniBlocks = varint();
    long count = varint();
    long first = varint64();
    boolean isSound =
        blockSize > 0
            && blockSize <= LARGEST_BLOCK
            && miniBlocks > 0
            && miniBlocks <= blockSize
            && blockSize % miniBlocks == 0
            && (blockSize / miniBlocks) % 8 == 0
            && count >= 0
            && count <= values
            && first >= 0;
    if (!isSound) {
      return false;
    }
    long perMiniBlock = blockSize / miniBlocks;
    long left = count - 1;
    while (left > 0) {
      int widths = blockStart((int) miniBlocks);
      if (widths < 0) {
        return false;
      }
      for (int i = 0; i < miniBlocks && left > 0; i++) {
        int width = page[widths + i] & 0xFF;
        long bytes = perMiniBlock / 8 * width;
        if (width > WIDEST || bytes > page.length - at) {
          return false;
        }
        at += (int) bytes;
        left -= perMiniBlock;
      }
    }
    return true;
  }

  /** Passes a block's least delta and its widths; where the widths start, or -1. */
  private int blockStart(int miniBlocks) {
    if (varint64() < 0 || miniBlocks > page.length - at) {
      return -1;
    }
    int widths = at;
    at += miniBlocks;
    return widths;
  }

  /** An unsigned number of at most 32 bits, or -1. */
  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 35 && at < page.length; shift += 7) {
      byte next = page[at++];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    return -1;
  }

  /** Passes a number of at most 64 bits; 0, or -1 if there is none. */
  private int varint64() {
    for (int i = 0; i < 10 && at < page.length; i++) {
      if (page[at++] >= 0) {
        return 0;
      }
    }
    return -1;
  }
}
