package io.plimsoll.simulation.simulations.core;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.simulationkernel.chart.Decimation;
import io.plimsoll.simulationkernel.engine.Simulation;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The account at every bar as packed little-endian columns, one after the other: the bar's open as
 * epoch milliseconds, equity, position, and the equity of buy and hold.
 */
public final class EquityTable {
  private static final int COLUMNS = 4;

  private final ByteBuffer packed;
  private final int size;

  private EquityTable(ByteBuffer packed) {
    this.packed = packed;
    this.size = packed.capacity() / (COLUMNS * Long.BYTES);
  }

  /** Packs a simulation of these bars beside buy and hold. */
  public static Buffer pack(Bars bars, Simulation simulation, Vec benchmark) {
    ByteBuffer out =
        ByteBuffer.allocate(COLUMNS * bars.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    IntStream.range(0, bars.size()).forEach(i -> out.putLong(bars.openTime(i)));
    put(out, simulation.equity());
    put(out, simulation.position());
    put(out, benchmark);
    return Buffer.buffer(out.array());
  }

  private static void put(ByteBuffer out, Vec column) {
    IntStream.range(0, column.size()).forEach(i -> out.putDouble(column.get(i)));
  }

  /** Reads a packed table. */
  public static EquityTable of(Buffer packed) {
    return new EquityTable(ByteBuffer.wrap(packed.getBytes()).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** How many bars there are. */
  public int size() {
    return size;
  }

  /** When a bar opened. */
  public Instant time(int row) {
    return Instant.ofEpochMilli(packed.getLong(row * Long.BYTES));
  }

  /** The account at every close. */
  public Vec equity() {
    return column(1);
  }

  /** The quantity held after every bar. */
  public Vec position() {
    return column(2);
  }

  /** The account of buy and hold at every close. */
  public Vec benchmark() {
    return column(3);
  }

  private Vec column(int column) {
    double[] values = new double[size];
    Arrays.setAll(values, i -> packed.getDouble((column * size + i) * Long.BYTES));
    return Vec.ofUnsafe(values);
  }

  /** All rows, or few that still show every peak and trough of the equity. */
  public Columns columns(int most) {
    int[] rows = Decimation.minMax(equity(), most).toArray();
    return new Columns(
        Arrays.stream(rows).mapToObj(this::time).toList(),
        chosen(equity(), rows),
        chosen(position(), rows),
        chosen(benchmark(), rows));
  }

  private static List<Double> chosen(Vec column, int[] rows) {
    return Arrays.stream(rows).mapToObj(column::get).toList();
  }

  /** Some rows, by column. */
  public record Columns(
      List<Instant> time, List<Double> equity, List<Double> position, List<Double> benchmark) {
    public Columns {
      time = List.copyOf(time);
      equity = List.copyOf(equity);
      position = List.copyOf(position);
      benchmark = List.copyOf(benchmark);
    }
  }
}
