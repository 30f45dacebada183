package io.plimsoll.kernel.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plimsoll.kernel.random.SeededStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarChunkTest {
  private static final Symbol AAPL = new Symbol("AAPL");
  private static final long T0 = Instant.parse("2024-12-31T23:58:00Z").toEpochMilli();

  @ParameterizedTest
  @CsvSource({
    "1m, 2025-06-30T23:59:00Z, 2025-06-30, 2025-06-30T00:00:00Z, 2025-07-01T00:00:00Z",
    "5m, 2025-06-30T00:00:00Z, 2025-06-30, 2025-06-30T00:00:00Z, 2025-07-01T00:00:00Z",
    "15m, 2024-02-29T12:00:00Z, 2024-02-29, 2024-02-29T00:00:00Z, 2024-03-01T00:00:00Z",
    "1h, 2025-12-31T23:00:00Z, 2025-12, 2025-12-01T00:00:00Z, 2026-01-01T00:00:00Z",
    "1d, 2025-06-30T13:30:00Z, 2025, 2025-01-01T00:00:00Z, 2026-01-01T00:00:00Z",
  })
  void knowsThePeriodOfABar(
      String timeframe, Instant open, String text, Instant start, Instant end) {
    BarPeriod period = BarPeriod.of(Timeframe.parse(timeframe), open);

    assertThat(period.text()).isEqualTo(text);
    assertThat(period.start()).isEqualTo(start);
    assertThat(period.end()).isEqualTo(end);
  }

  @ParameterizedTest
  @CsvSource({
    "1m, 2025, yyyy-MM-dd",
    "1m, 2025-02-30, yyyy-MM-dd",
    "1h, 2025-13, yyyy-MM",
    "1d, 2025-06, yyyy",
    "1d, 25, yyyy"
  })
  void refusesAPeriodOfAnotherForm(String timeframe, String text, String form) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BarPeriod(Timeframe.parse(timeframe), text))
        .withMessage("period: '%s' (expected: %s for %s)", text, form, timeframe);
  }

  @Test
  void ordersPeriodsByTimeframeThenTime() {
    BarPeriod minute = new BarPeriod(Timeframe.ONE_MINUTE, "2025-01-02");
    BarPeriod later = new BarPeriod(Timeframe.ONE_MINUTE, "2025-01-10");
    BarPeriod day = new BarPeriod(Timeframe.ONE_DAY, "2024");

    assertThat(List.of(day, later, minute).stream().sorted()).containsExactly(minute, later, day);
  }

  @Test
  void cutsAtPeriodsAndJoinsAgain() {
    Bars bars = BarsTest.random(SeededStream.of(1), 4_000);

    List<BarChunk> chunks = BarChunk.split(AAPL, bars);

    assertThat(chunks)
        .extracting(chunk -> chunk.period().text())
        .containsExactly("2024-01-01", "2024-01-02", "2024-01-03");
    assertThat(chunks).extracting(chunk -> chunk.bars().size()).containsExactly(1440, 1440, 1120);
    assertThat(Bars.concat(chunks.stream().map(BarChunk::bars).toList())).isEqualTo(bars);
    assertThat(BarChunk.split(AAPL, Bars.empty(Timeframe.ONE_DAY, Exchange.NYSE))).isEmpty();
  }

  @Test
  void unpacksWhatItPacked() {
    for (int seed = 0; seed < 20; seed++) {
      BarChunk chunk = BarChunk.split(AAPL, BarsTest.random(SeededStream.of(seed), 100)).getFirst();

      BarChunk unpacked = BarChunk.unpack(AAPL, chunk.period(), Exchange.CRYPTO, chunk.pack());

      assertThat(unpacked).isEqualTo(chunk);
      assertThat(unpacked.hash()).isEqualTo(chunk.hash());
    }
  }

  @Test
  void packsColumnAfterColumnLittleEndian() {
    BarChunk chunk = chunk(1, 2, 0.5);

    assertThat(HexFormat.of().formatHex(chunk.pack()))
        .isEqualTo(
            "504243310100000006000000"
                + "40a7271f94010000" // 2024-12-31T23:58:00Z
                + "000000000000f03f"
                + "0000000000000040"
                + "000000000000e03f"
                + "000000000000f03f"
                + "0000000000001440");
  }

  @Test
  void hasTheHashOfItsNameAndBytes() {
    // sha-256 of "AAPL|CRYPTO|1m|2024-12-31\n" and the bytes of the test above, by sha256sum
    assertThat(chunk(1, 2, 0.5).hash())
        .isEqualTo("bd83a99084b9f8bc76f77ec6c2fe4bb4ad2a24155db0dd3b98cd5ef5271b2591");
  }

  @Test
  void hashesEverythingThatItHolds() {
    BarChunk chunk = chunk(1, 2, 0.5);
    BarChunk renamed = new BarChunk(new Symbol("MSFT"), chunk.period(), chunk.bars());
    BarChunk moved = BarChunk.unpack(AAPL, chunk.period(), Exchange.NYSE, chunk.pack());
    BarChunk split =
        new BarChunk(
            AAPL,
            chunk.period(),
            Bars.builder(Timeframe.ONE_MINUTE, Exchange.CRYPTO)
                .add(T0, 1, 2, 0.5, 1, 5)
                .withActions(2, 0)
                .build());

    assertThat(
            List.of(
                chunk.hash(), renamed.hash(), moved.hash(), split.hash(), chunk(1, 3, 0.5).hash()))
        .doesNotHaveDuplicates();
    assertThat(chunk.hash()).isEqualTo(chunk(1, 2, 0.5).hash());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "504243310100000006000000",
        "000000000100000006000000",
        "50424331ffffffff06000000",
        "504243310000000007000000",
        "504243310000000006000000",
      })
  void refusesBytesThatItDidNotPack(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    BarPeriod period = new BarPeriod(Timeframe.ONE_MINUTE, "2024-12-31");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> BarChunk.unpack(AAPL, period, Exchange.CRYPTO, bytes));
  }

  @Test
  void unpacksNothingThatBreaksARule() {
    byte[] packed = chunk(1, 2, 0.5).pack();
    packed[packed.length - 1] = (byte) 0xFF; // volume

    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            BarChunk.unpack(
                AAPL, new BarPeriod(Timeframe.ONE_MINUTE, "2024-12-31"), Exchange.CRYPTO, packed))
        .withMessageStartingWith("volume[0]");
  }

  @Test
  void refusesBarsOutsideItsPeriod() {
    Bars bars = chunk(1, 2, 0.5).bars();

    for (String day : List.of("2024-12-30", "2025-01-01")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new BarChunk(AAPL, new BarPeriod(Timeframe.ONE_MINUTE, day), bars))
          .withMessageContaining("all within " + day);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BarChunk(AAPL, new BarPeriod(Timeframe.ONE_DAY, "2024"), bars))
        .withMessage("bars: 1m (expected: 1d)");
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new BarChunk(
                AAPL,
                new BarPeriod(Timeframe.ONE_DAY, "2024"),
                Bars.empty(Timeframe.ONE_DAY, Exchange.NYSE)))
        .withMessageStartingWith("bars: none");
  }

  @Test
  void namesASnapshotByItsChunksInOrder() {
    String a = "a".repeat(64);
    String b = "b".repeat(64);

    assertThat(SnapshotHash.of(List.of(a, b)))
        .hasSize(64)
        .isNotEqualTo(SnapshotHash.of(List.of(b, a)));
    // sha-256 of nothing, FIPS 180-4
    assertThat(SnapshotHash.of(List.of()))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SnapshotHash.of(List.of("A".repeat(64))))
        .withMessageContaining("expected: 64 hexadecimal digits");
  }

  @Test
  void readsSymbolsAsPeopleTypeThem() {
    assertThat(Symbol.parse(" brk.b ")).isEqualTo(new Symbol("BRK.B"));
    assertThat(new Symbol("BTC-USD")).hasToString("BTC-USD").isGreaterThan(AAPL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "^GSPC", "aapl", "A B", "ABCDEFGHIJKLMNOPQRSTU", "Ä"})
  void refusesOtherSymbols(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Symbol(text))
        .withMessageStartingWith("symbol: '" + text + "'");
  }

  @Test
  void shortensALongSymbolInItsMessage() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Symbol("x".repeat(1_000)))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(150));
  }

  @Test
  void readsTimeframesByTheirShortNames() {
    assertThat(Arrays.stream(Timeframe.values()).map(Timeframe::text))
        .containsExactly("1m", "5m", "15m", "1h", "1d");
    assertThat(Timeframe.parse("5m").duration().toMinutes()).isEqualTo(5);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Timeframe.parse("1D"))
        .withMessage("timeframe: '1D' (expected: one of 1m 5m 15m 1h 1d)");
  }

  @Test
  void keepsADayBarsDateAcrossChunks() {
    Bars days =
        Bars.builder(Timeframe.ONE_DAY, Exchange.NYSE)
            .add(LocalDate.of(2024, 12, 31), 1, 1, 1, 1, 1)
            .add(LocalDate.of(2025, 1, 2), 1, 1, 1, 1, 1)
            .build();

    assertThat(BarChunk.split(AAPL, days))
        .extracting(chunk -> chunk.bars().sessionDate(0).toString())
        .containsExactly("2024-12-31", "2025-01-02");
  }

  private static BarChunk chunk(double open, double high, double low) {
    Bars bars =
        Bars.builder(Timeframe.ONE_MINUTE, Exchange.CRYPTO).add(T0, open, high, low, 1, 5).build();
    return BarChunk.split(AAPL, bars).getFirst();
  }
}
