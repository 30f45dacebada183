package io.plimsoll.contracts.market;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.plimsoll.kernel.array.LittleEndian;
import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.BarColumns;
import io.plimsoll.kernel.market.BarPeriod;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * The body of {@code market.bars.v1}: one chunk of bars, as {@code market_bars.proto} says.
 *
 * @param chunk the bars of one symbol, timeframe and period
 * @param version counts up with each change of the period
 * @param knownFrom when batch-service learned of this state, to the microsecond
 */
public record MarketBars(BarChunk chunk, long version, Instant knownFrom) {
  private static final int SYMBOL = 1;
  private static final int EXCHANGE = 2;
  private static final int TIMEFRAME = 3;
  private static final int PERIOD = 4;
  private static final int VERSION = 5;
  private static final int KNOWN_FROM = 6;
  private static final int HASH = 7;
  private static final int OPEN_TIMES = 8;
  private static final int OPEN = 9;
  private static final int HIGH = 10;
  private static final int LOW = 11;
  private static final int CLOSE = 12;
  private static final int VOLUME = 13;
  private static final int SPLIT_FACTOR = 14;
  private static final int DIVIDEND = 15;
  private static final int FIELDS = 16;
  private static final int TAG_BITS = 3;

  public MarketBars {
    if (version < 1) {
      throw new IllegalArgumentException("version: %d (expected: 1 or more)".formatted(version));
    }
    knownFrom = knownFrom.truncatedTo(ChronoUnit.MICROS);
  }

  /** The Kafka key of a chunk: {@code symbol|timeframe|period}. */
  public static String keyOf(BarChunk chunk) {
    return "%s|%s|%s"
        .formatted(chunk.symbol(), chunk.period().timeframe().text(), chunk.period().text());
  }

  /** The bytes of a message; equal messages give equal bytes. */
  public static byte[] encode(BarChunk chunk, long version, Instant knownFrom) {
    return new MarketBars(chunk, version, knownFrom).encode();
  }

  /** The bytes of this message; equal messages give equal bytes. */
  public byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    try {
      writeHead(out);
      writeColumns(out, chunk.bars());
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a message and checks it: every bar by the rules of bars, and the columns by the hash.
   * Unknown fields are passed over.
   *
   * @throws IllegalArgumentException saying what was found, if the bytes are no such message
   */
  public static MarketBars decode(byte[] bytes) {
    Object[] fields = fieldsOf(bytes);
    BarPeriod period =
        new BarPeriod(Timeframe.parse(text(fields, TIMEFRAME)), text(fields, PERIOD));
    Bars bars = Bars.of(period.timeframe(), exchange(text(fields, EXCHANGE)), columns(fields));
    BarChunk chunk = new BarChunk(new Symbol(text(fields, SYMBOL)), period, bars);
    String hash = text(fields, HASH);
    if (!chunk.hash().equals(hash)) {
      throw new IllegalArgumentException(
          "hash: %s (expected: %s, that of the columns)".formatted(hash, chunk.hash()));
    }
    Instant knownFrom = Instant.EPOCH.plus(number(fields, KNOWN_FROM), ChronoUnit.MICROS);
    return new MarketBars(chunk, number(fields, VERSION), knownFrom);
  }

  private void writeHead(CodedOutputStream out) throws IOException {
    out.writeString(SYMBOL, chunk.symbol().value());
    out.writeString(EXCHANGE, chunk.bars().exchange().name());
    out.writeString(TIMEFRAME, chunk.period().timeframe().text());
    out.writeString(PERIOD, chunk.period().text());
    out.writeInt64(VERSION, version);
    out.writeInt64(KNOWN_FROM, ChronoUnit.MICROS.between(Instant.EPOCH, knownFrom));
    out.writeString(HASH, chunk.hash());
  }

  private static void writeColumns(CodedOutputStream out, Bars bars) throws IOException {
    out.writeByteArray(OPEN_TIMES, LittleEndian.pack(bars.openTimes()));
    out.writeByteArray(OPEN, LittleEndian.pack(bars.open()));
    out.writeByteArray(HIGH, LittleEndian.pack(bars.high()));
    out.writeByteArray(LOW, LittleEndian.pack(bars.low()));
    out.writeByteArray(CLOSE, LittleEndian.pack(bars.close()));
    out.writeByteArray(VOLUME, LittleEndian.pack(bars.volume()));
    if (bars.hasActions()) {
      out.writeByteArray(SPLIT_FACTOR, LittleEndian.pack(bars.splitFactor()));
      out.writeByteArray(DIVIDEND, LittleEndian.pack(bars.dividend()));
    }
  }

  /** The values by field number: texts, numbers and bytes; the last one of a field counts. */
  private static Object[] fieldsOf(byte[] bytes) {
    Object[] fields = new Object[FIELDS];
    Arrays.fill(fields, "");
    CodedInputStream in = CodedInputStream.newInstance(bytes);
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        int field = tag >>> TAG_BITS;
        switch (field) {
          case SYMBOL, EXCHANGE, TIMEFRAME, PERIOD, HASH ->
              fields[field] = in.readStringRequireUtf8();
          case VERSION, KNOWN_FROM -> fields[field] = in.readInt64();
          case OPEN_TIMES, OPEN, HIGH, LOW, CLOSE, VOLUME, SPLIT_FACTOR, DIVIDEND ->
              fields[field] = in.readByteArray();
          default -> in.skipField(tag);
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("body: not a MarketBars message", e);
    }
    return fields;
  }

  private static BarColumns columns(Object[] fields) {
    LongVec openTimes = LittleEndian.longs(packed(fields, OPEN_TIMES));
    BarColumns.Prices prices =
        new BarColumns.Prices(
            column(fields, OPEN), column(fields, HIGH), column(fields, LOW), column(fields, CLOSE));
    Vec volume = column(fields, VOLUME);
    boolean isPlain = fields[SPLIT_FACTOR] instanceof String && fields[DIVIDEND] instanceof String;
    return isPlain
        ? BarColumns.plain(openTimes, prices, volume)
        : new BarColumns(
            openTimes, prices, volume, column(fields, SPLIT_FACTOR), column(fields, DIVIDEND));
  }

  private static Exchange exchange(String name) {
    return Arrays.stream(Exchange.values())
        .filter(exchange -> exchange.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "exchange: '%s' (expected: one of %s)"
                    .formatted(name, Arrays.toString(Exchange.values()))));
  }

  private static Vec column(Object[] fields, int field) {
    return LittleEndian.doubles(packed(fields, field));
  }

  private static byte[] packed(Object[] fields, int field) {
    return fields[field] instanceof byte[] bytes ? bytes : new byte[0];
  }

  private static String text(Object[] fields, int field) {
    return fields[field] instanceof String text ? text : "";
  }

  private static long number(Object[] fields, int field) {
    return fields[field] instanceof Long number ? number : 0;
  }
}
