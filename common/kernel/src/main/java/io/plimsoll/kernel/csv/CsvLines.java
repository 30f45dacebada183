package io.plimsoll.kernel.csv;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into lines and fields, one line at a time, without an object per row.
 *
 * <p>Lines end with LF, CRLF or CR; empty lines are skipped. A field may stand in double quotes, in
 * which commas are text and two quotes are one; it ends on its line. A byte order mark of UTF-8 is
 * skipped. A line that is overlong, not UTF-8, binary, or wrongly quoted is reported and has no
 * fields.
 */
final class CsvLines {
  private static final int LONGEST_LINE = 16_384;
  private static final int MOST_FIELDS = 64;
  private static final int END = -1;
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final CsvFaults faults;
  private final byte[] block = new byte[65_536];
  private int blockSize;
  private int blockNext;
  private final byte[] line = new byte[LONGEST_LINE];
  private int length;
  private int number;
  private boolean isTooLong;
  private boolean wasCarriageReturn;
  private final int[] starts = new int[MOST_FIELDS];
  private final int[] ends = new int[MOST_FIELDS];
  private int fields;

  CsvLines(InputStream in, CsvFaults faults) {
    this.in = in;
    this.faults = faults;
  }

  /** Goes to the next line that has fields; false at the end or when there are too many faults. */
  boolean next() throws IOException {
    while (!faults.isFull() && readLine()) {
      String fault = length == 0 && !isTooLong ? null : split();
      if (fault != null) {
        faults.add(number, "line", fault);
      } else if (length > 0) {
        return true;
      }
    }
    return false;
  }

  int line() {
    return number;
  }

  int fields() {
    return fields;
  }

  /** The field's text without outer blanks. */
  String text(int field) {
    return new String(line, starts[field], ends[field] - starts[field], StandardCharsets.UTF_8)
        .strip();
  }

  byte[] bytes() {
    return line;
  }

  /** Where the field starts in {@link #bytes}, after blanks. */
  int start(int field) {
    int start = starts[field];
    while (start < ends[field] && line[start] == ' ') {
      start++;
    }
    return start;
  }

  /** Where the field ends in {@link #bytes}, before blanks. */
  int end(int field) {
    int end = ends[field];
    while (end > starts[field] && line[end - 1] == ' ') {
      end--;
    }
    return end;
  }

  private boolean readLine() throws IOException {
    int next = read();
    if (next == '\n' && wasCarriageReturn) {
      next = read();
    }
    if (next == END) {
      return false;
    }
    number++;
    length = 0;
    isTooLong = false;
    while (next != END && next != '\n' && next != '\r') {
      if (length == LONGEST_LINE) {
        isTooLong = true;
      } else {
        line[length++] = (byte) next;
      }
      next = read();
    }
    wasCarriageReturn = next == '\r';
    if (number == 1 && Arrays.mismatch(MARK, 0, 3, line, 0, Math.min(3, length)) == -1) {
      length -= 3;
      System.arraycopy(line, 3, line, 0, length);
    }
    return true;
  }

  private int read() throws IOException {
    if (blockNext == blockSize) {
      blockSize = in.read(block);
      blockNext = 0;
      if (blockSize <= 0) {
        blockSize = 0;
        return END;
      }
    }
    return block[blockNext++] & 0xFF;
  }

  /** Finds the fields; the reason why not, if it cannot. */
  private @Nullable String split() {
    if (isTooLong) {
      return "more than %d bytes (expected: a line of a price file)".formatted(LONGEST_LINE);
    }
    String unreadable = unreadable();
    if (unreadable != null) {
      return unreadable;
    }
    fields = 0;
    int at = 0;
    while (at <= length) {
      if (fields == MOST_FIELDS) {
        return "more than %d fields (expected: a line of a price file)".formatted(MOST_FIELDS);
      }
      at = at < length && line[at] == '"' ? quoted(at) : plain(at);
      if (at < 0) {
        return "a quote that is not closed, or text beside it (expected: \"...\" and a comma)";
      }
    }
    return null;
  }

  private @Nullable String unreadable() {
    boolean isAscii = true;
    for (int i = 0; i < length; i++) {
      if ((line[i] >= 0 && line[i] < ' ' && line[i] != '\t') || line[i] == 0x7F) {
        return "byte 0x%02x at %d (expected: text)".formatted(line[i], i + 1);
      }
      isAscii &= line[i] >= 0;
    }
    if (isAscii) {
      return null;
    }
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(line, 0, length));
      return null;
    } catch (CharacterCodingException e) {
      return "bytes that are not UTF-8 (expected: UTF-8 text)";
    }
  }

  /** Takes an unquoted field; where the next one starts. */
  private int plain(int from) {
    int at = from;
    while (at < length && line[at] != ',') {
      at++;
    }
    addField(from, at);
    return at + 1;
  }

  /** Takes a quoted field, moving its text together; where the next one starts, or -1. */
  private int quoted(int from) {
    int at = from + 1;
    int to = at;
    while (at < length) {
      if (line[at] != '"') {
        line[to++] = line[at++];
      } else if (at + 1 < length && line[at + 1] == '"') {
        line[to++] = '"';
        at += 2;
      } else {
        addField(from + 1, to);
        return at + 1 == length || line[at + 1] == ',' ? at + 2 : -1;
      }
    }
    return -1;
  }

  private void addField(int start, int end) {
    starts[fields] = start;
    ends[fields] = end;
    fields++;
  }
}
