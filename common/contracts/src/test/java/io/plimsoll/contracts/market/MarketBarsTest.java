package io.plimsoll.contracts.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.kernel.market.BarChunk;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.kernel.market.BarsBuilder;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.market.Symbol;
import io.plimsoll.kernel.market.Timeframe;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class MarketBarsTest {
  private static final Instant KNOWN = Instant.parse("2026-11-21T01:02:03.456789Z");
  private static final Instant DAY = Instant.parse("2025-06-30T00:00:00Z");

  @Test
  void readsWhatItWrote() {
    BarChunk chunk = aDayOfMinutes(1440, false);

    MarketBars read = MarketBars.decode(MarketBars.encode(chunk, 3, KNOWN));

    assertThat(read).isEqualTo(new MarketBars(chunk, 3, KNOWN));
    assertThat(read.chunk().hash()).isEqualTo(chunk.hash());
  }

  @Test
  void carriesSplitsAndDividendsOnlyWhereThereAreSome() {
    byte[] plain = MarketBars.encode(aDayOfMinutes(100, false), 1, KNOWN);
    BarChunk withActions = aDayOfMinutes(100, true);

    byte[] bytes = MarketBars.encode(withActions, 1, KNOWN);

    assertThat(bytes.length - plain.length).isBetween(2 * 100 * 8, 2 * 100 * 8 + 10);
    assertThat(MarketBars.decode(bytes).chunk()).isEqualTo(withActions);
  }

  @Test
  void aWholeDayOfMinutesTakesSeventyKilobytes() {
    byte[] bytes = MarketBars.encode(aDayOfMinutes(1440, false), 1, KNOWN);

    assertThat(bytes).hasSizeBetween(69_000, 70_000);
  }

  @Test
  void namesTheKeyOfAChunk() {
    assertThat(MarketBars.keyOf(aDayOfMinutes(2, false))).isEqualTo("BTC-USD|1m|2025-06-30");
  }

  /** What version 1 looked like when it was first published. */
  @Test
  void readsTheGoldenSample() {
    byte[] golden =
        HexFormat.of()
            .parseHex(
                "0a074254432d555344120643525950544f1a02316d220a323032352d30362d333028073095e294c5"
                    + "ee9798033a4037633533636636346162613966316363363163303537643862393765363363623931"
                    + "3062376361373130333330656132653338343832626636303336623761664210002c22be97010000"
                    + "601623be970100004a10000000000000594000000000004059405210000000000080594000000000"
                    + "00c059405a100000000000c058400000000000005940621000000000004059400000000000805940"
                    + "6a1000000000000014400000000000001840");

    MarketBars read = MarketBars.decode(golden);

    assertThat(read).isEqualTo(new MarketBars(aDayOfMinutes(2, false), 7, KNOWN));
  }

  @Test
  void passesOverFieldsOfANewerProducer() {
    byte[] bytes = MarketBars.encode(aDayOfMinutes(2, false), 1, KNOWN);
    byte[] newer = Arrays.copyOf(bytes, bytes.length + 3);
    newer[bytes.length] = (byte) 0xa0; // field 20, varint
    newer[bytes.length + 1] = 0x01;
    newer[bytes.length + 2] = 0x05;

    assertThat(MarketBars.decode(newer)).isEqualTo(MarketBars.decode(bytes));
  }

  @Test
  void refusesColumnsThatTheHashDoesNotName() {
    byte[] bytes = MarketBars.encode(aDayOfMinutes(2, false), 1, KNOWN);
    bytes[bytes.length - 1] ^= 0x01;

    assertThatThrownBy(() -> MarketBars.decode(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("hash: ");
  }

  @Test
  void refusesRubbish() {
    assertThatThrownBy(() -> MarketBars.decode(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> MarketBars.decode(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static BarChunk aDayOfMinutes(int rows, boolean hasActions) {
    BarsBuilder builder = Bars.builder(Timeframe.ONE_MINUTE, Exchange.CRYPTO);
    for (int row = 0; row < rows; row++) {
      builder.add(
          DAY.toEpochMilli() + 60_000L * row, 100 + row, 102 + row, 99 + row, 101 + row, 5 + row);
    }
    if (hasActions) {
      builder.withActions(2, 0.25);
    }
    return BarChunk.split(new Symbol("BTC-USD"), builder.build()).getFirst();
  }
}
