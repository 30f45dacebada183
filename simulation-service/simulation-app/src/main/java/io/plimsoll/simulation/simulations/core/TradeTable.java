package io.plimsoll.simulation.simulations.core;

import io.plimsoll.kernel.market.Bars;
import io.plimsoll.simulationkernel.engine.Orders;
import io.plimsoll.simulationkernel.engine.Reason;
import io.plimsoll.simulationkernel.engine.Simulation;
import io.plimsoll.simulationkernel.engine.Trades;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Round trips as packed little-endian columns, one after the other: entry and exit bar as epoch
 * milliseconds, quantity, entry and exit price, result, fees, R, and the exit's reason as a byte.
 */
public final class TradeTable {
  private static final int WIDE_COLUMNS = 8;
  private static final int ROW_BYTES = WIDE_COLUMNS * Long.BYTES + 1;

  private final ByteBuffer packed;
  private final int size;

  private TradeTable(ByteBuffer packed) {
    this.packed = packed;
    this.size = packed.capacity() / ROW_BYTES;
  }

  /** One round trip; instants are the opens of the bars of its fills. */
  public record Row(
      Instant entryBar,
      Instant exitBar,
      double quantity,
      double entryPrice,
      double exitPrice,
      Result result) {

    /** What came of it. */
    public record Result(double pnl, double fees, double multipleOfRisk, Reason exitReason) {}
  }

  /** Packs the round trips of a simulation of these bars. */
  public static Buffer pack(Bars bars, Simulation simulation) {
    Trades trades = simulation.trades();
    Orders orders = simulation.orders();
    int n = trades.size();
    ByteBuffer out = ByteBuffer.allocate(n * ROW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    IntStream.range(0, n).forEach(i -> out.putLong(bars.openTime(trades.entryBar(i))));
    IntStream.range(0, n).forEach(i -> out.putLong(bars.openTime(trades.exitBar(i))));
    IntStream.range(0, n).forEach(i -> out.putDouble(trades.quantity(i)));
    IntStream.range(0, n).forEach(i -> out.putDouble(orders.price(2 * i)));
    IntStream.range(0, n).forEach(i -> out.putDouble(orders.price(2 * i + 1)));
    IntStream.range(0, n).forEach(i -> out.putDouble(trades.pnl(i)));
    IntStream.range(0, n).forEach(i -> out.putDouble(trades.fees(i)));
    IntStream.range(0, n).forEach(i -> out.putDouble(trades.multipleOfRisk(i)));
    IntStream.range(0, n).forEach(i -> out.put(orders.reason(2 * i + 1).code()));
    return Buffer.buffer(out.array());
  }

  /** Reads packed round trips. */
  public static TradeTable of(Buffer packed) {
    return new TradeTable(ByteBuffer.wrap(packed.getBytes()).order(ByteOrder.LITTLE_ENDIAN));
  }

  /** How many round trips there are. */
  public int size() {
    return size;
  }

  /** Some of the rows, from an index on. */
  public List<Row> rows(int offset, int limit) {
    int to = (int) Math.min(size, (long) offset + limit);
    return IntStream.range(Math.min(offset, to), to).mapToObj(this::row).toList();
  }

  private Row row(int index) {
    return new Row(
        Instant.ofEpochMilli(packed.getLong(at(0, index))),
        Instant.ofEpochMilli(packed.getLong(at(1, index))),
        packed.getDouble(at(2, index)),
        packed.getDouble(at(3, index)),
        packed.getDouble(at(4, index)),
        new Row.Result(
            packed.getDouble(at(5, index)),
            packed.getDouble(at(6, index)),
            packed.getDouble(at(7, index)),
            Reason.ofCode(packed.get(WIDE_COLUMNS * size * Long.BYTES + index))));
  }

  private int at(int column, int index) {
    return (column * size + index) * Long.BYTES;
  }
}
