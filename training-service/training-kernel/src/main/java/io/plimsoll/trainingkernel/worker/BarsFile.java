package io.plimsoll.trainingkernel.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.plimsoll.kernel.array.LongVec;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.identity.CanonicalJson;
import io.plimsoll.kernel.market.BarColumns;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import io.plimsoll.learning.feature.MarketData;
import io.plimsoll.learning.json.JsonObject;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bars in a file that both processes map into memory: a magic word, the length of a JSON header,
 * the header padded to eight bytes, then per series eight columns of eight little-endian bytes a
 * value.
 */
final class BarsFile {
  private static final byte[] MAGIC = "PLIMBARS".getBytes(US_ASCII);
  private static final int COLUMNS = 8;
  private static final int HEADER_AT = 16;
  private static final long LONGEST_HEADER = 1 << 20;
  private static final ValueLayout.OfLong LONGS =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfDouble DOUBLES =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private BarsFile() {}

  static void write(Path path, MarketData data) throws IOException {
    byte[] header = CanonicalJson.bytes(header(data));
    long size = HEADER_AT + padded(header.length);
    for (Symbol symbol : data.symbols()) {
      size += (long) COLUMNS * Long.BYTES * data.get(symbol).size();
    }
    try (FileChannel file =
            FileChannel.open(
                path,
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        Arena arena = Arena.ofConfined()) {
      MemorySegment memory = file.map(MapMode.READ_WRITE, 0, size, arena);
      MemorySegment.copy(MAGIC, 0, memory, ValueLayout.JAVA_BYTE, 0, MAGIC.length);
      memory.set(LONGS, MAGIC.length, header.length);
      MemorySegment.copy(header, 0, memory, ValueLayout.JAVA_BYTE, HEADER_AT, header.length);
      long at = HEADER_AT + padded(header.length);
      for (Symbol symbol : data.symbols()) {
        at = writeColumns(memory, at, data.get(symbol));
      }
    }
  }

  static MarketData read(Path path) throws IOException {
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      MemorySegment memory = file.map(MapMode.READ_ONLY, 0, file.size(), arena);
      byte[] magic = new byte[MAGIC.length];
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, 0, magic, 0, magic.length);
      long length = memory.get(LONGS, MAGIC.length);
      if (!Arrays.equals(magic, MAGIC) || length < 2 || length > LONGEST_HEADER) {
        throw new IOException("%s: no file of bars".formatted(path.getFileName()));
      }
      byte[] json = new byte[(int) length];
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, HEADER_AT, json, 0, json.length);
      return read(memory, JsonObject.parse(json), HEADER_AT + padded(length));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IOException("%s: no file of bars".formatted(path.getFileName()), e);
    }
  }

  private static MarketData read(MemorySegment memory, JsonObject header, long from) {
    Map<Symbol, Bars> bars = new LinkedHashMap<>();
    long at = from;
    for (JsonObject one : header.objects("series")) {
      int rows = one.count("rows");
      Reader columns = new Reader(memory, at, rows);
      BarColumns read =
          new BarColumns(
              columns.longs(0),
              new BarColumns.Prices(
                  columns.doubles(1), columns.doubles(2), columns.doubles(3), columns.doubles(4)),
              columns.doubles(5),
              columns.doubles(6),
              columns.doubles(7));
      bars.put(
          new Symbol(one.text("symbol")),
          Bars.of(
              Timeframe.parse(one.text("timeframe")),
              Exchange.valueOf(one.text("exchange")),
              read));
      at += (long) COLUMNS * Long.BYTES * rows;
    }
    return new MarketData(new Symbol(header.text("primary")), bars);
  }

  private record Reader(MemorySegment memory, long at, int rows) {
    LongVec longs(int column) {
      long[] values = new long[rows];
      MemorySegment.copy(memory, LONGS, at + (long) column * rows * Long.BYTES, values, 0, rows);
      return LongVec.ofUnsafe(values);
    }

    Vec doubles(int column) {
      double[] values = new double[rows];
      MemorySegment.copy(memory, DOUBLES, at + (long) column * rows * Long.BYTES, values, 0, rows);
      return Vec.ofUnsafe(values);
    }
  }

  private static long writeColumns(MemorySegment memory, long from, Bars bars) {
    int rows = bars.size();
    MemorySegment.copy(bars.openTimes().toArrayUnsafe(), 0, memory, LONGS, from, rows);
    long at = from + (long) rows * Long.BYTES;
    for (Vec column :
        List.of(
            bars.open(),
            bars.high(),
            bars.low(),
            bars.close(),
            bars.volume(),
            bars.splitFactor(),
            bars.dividend())) {
      MemorySegment.copy(column.toArrayUnsafe(), 0, memory, DOUBLES, at, rows);
      at += (long) rows * Double.BYTES;
    }
    return at;
  }

  private static Map<String, Object> header(MarketData data) {
    List<Map<String, Object>> series = new ArrayList<>();
    for (Symbol symbol : data.symbols()) {
      Bars bars = data.get(symbol);
      series.add(
          Map.of(
              "symbol", symbol.value(),
              "timeframe", bars.timeframe().text(),
              "exchange", bars.exchange().name(),
              "rows", bars.size()));
    }
    return Map.of("primary", data.primary().value(), "series", series);
  }

  private static long padded(long length) {
    return (length + 7) / 8 * 8;
  }
}
