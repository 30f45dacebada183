package io.plimsoll.kernel.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.plimsoll.kernel.array.Vec;
import io.plimsoll.kernel.csv.ParsedPrices.Faulty;
import io.plimsoll.kernel.csv.ParsedPrices.ParsedBars;
import io.plimsoll.kernel.csv.ParsedPrices.ParsedTicks;
import io.plimsoll.kernel.market.Exchange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTableTest {
  private static final CsvOptions NYSE = CsvOptions.of(Exchange.NYSE);
  private static final CsvOptions CRYPTO = CsvOptions.of(Exchange.CRYPTO);
  private static final List<String> COLUMNS =
      List.of("Volume", "note", "Date", "Open", "High", "Low", "Close");
  private static final long MONDAY = LocalDate.parse("2021-06-07").toEpochDay();

  @Test
  void findsItsColumnsWhereverTheyStand() {
    PriceTable table = table(COLUMNS, NYSE);

    assertThat(table.places()).containsExactly(2, 3, 4, 5, 6, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"date,open,high,low,close", "date,price", "date,o,open,h,l,c,v", ""})
  void knowsWhatIsNoPriceTable(String names) {
    assertThat(PriceTable.of("f", List.of(names.split(",")), NYSE)).isEmpty();
  }

  @Test
  void aDateAnInstantALocalTimeAndATextAreTheSameDay() {
    PriceTable dates = table(COLUMNS, NYSE);
    PriceTable instants = table(COLUMNS, NYSE);
    PriceTable locals = table(COLUMNS, NYSE);
    PriceTable texts = table(COLUMNS, NYSE);
    for (int i = 0; i < 3; i++) {
      long day = MONDAY + i;
      assertThat(dates.startOn(i + 1, day)).isTrue();
      assertThat(instants.startAt(i + 1, millis(LocalDate.ofEpochDay(day) + "T04:00:00Z")))
          .isTrue();
      assertThat(locals.startAtLocal(i + 1, day * 86_400_000)).isTrue();
      assertThat(texts.startAt(i + 1, " " + LocalDate.ofEpochDay(day) + " ")).isTrue();
      List.of(dates, instants, locals, texts).forEach(PriceTableTest::fill);
    }

    ParsedBars parsed = bars(dates.finish());

    assertThat(parsed.bars().openTime(0)).isEqualTo(millis("2021-06-07T13:30:00Z"));
    assertThat(parsed.bars().high()).isEqualTo(Vec.of(3, 3, 3));
    assertThat(parsed.bars().volume()).isEqualTo(Vec.of(5.5, 5.5, 5.5));
    assertThat(parsed.notes()).containsExactly("column 'note' was not read");
    assertThat(List.of(instants, locals, texts))
        .allSatisfy(table -> assertThat(table.finish()).isEqualTo(parsed));
  }

  @Test
  void makesTradesToo() {
    PriceTable table = table(List.of("ts", "price", "amount"), CRYPTO);
    table.startAt(1, 1_600_000_000_123L);
    table.set(0, "800.25");
    table.set(1, 0.5);

    ParsedPrices parsed = table.finish();

    assertThat(parsed)
        .asInstanceOf(type(ParsedTicks.class))
        .satisfies(trades -> {
          assertThat(trades.ticks().prices()).isEqualTo(Vec.of(800.25));
          assertThat(trades.ticks().times().get(0)).isEqualTo(1_600_000_000_123L);
        });
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -62_135_596_800_001L, 253_402_300_800_000L, Long.MAX_VALUE})
  void timesOfOtherMillenniaAreFaults(long millis) {
    PriceTable table = table(COLUMNS, NYSE);

    assertThat(table.startAt(1, millis)).isFalse();
    assertThat(table.startAtLocal(2, millis)).isFalse();
    assertThat(table.startOn(3, millis)).isFalse();

    assertThat(faults(table))
        .extracting(CsvFault::line, CsvFault::column)
        .contains(
            org.assertj.core.groups.Tuple.tuple(1, "Date"),
            org.assertj.core.groups.Tuple.tuple(2, "Date"),
            org.assertj.core.groups.Tuple.tuple(3, "Date"));
  }

  @Test
  void whatIsNoNumberAndNoTimeDropsItsRow() {
    PriceTable table = table(COLUMNS, NYSE);
    assertThat(table.startAt(1, "soon")).isFalse();
    assertThat(table.startOn(2, MONDAY)).isTrue();
    assertThat(table.set(0, Double.NaN)).isFalse();
    assertThat(table.startOn(3, MONDAY)).isTrue();
    assertThat(table.set(0, 1)).isTrue();
    assertThat(table.set(1, "12,5")).isFalse();
    table.refuse(4, 0, "null", "a time");
    assertThat(table.isFull()).isFalse();

    List<CsvFault> faults = faults(table);

    assertThat(faults)
        .extracting(CsvFault::sentence)
        .containsExactly(
            "f line 1, Date: 'soon' (expected: " + CsvMoment.FORMS + ")",
            "f line 2, Open: 'NaN' (expected: a number)",
            "f line 3, High: '12,5' (expected: a number)",
            "f line 4, Date: 'null' (expected: a time)");
  }

  @Test
  void isFullAfterAHundredFaults() {
    PriceTable table = table(COLUMNS, NYSE);
    for (int row = 1; row <= 100; row++) {
      assertThat(table.isFull()).isFalse();
      table.startAt(row, "never");
    }

    assertThat(table.isFull()).isTrue();
    assertThat(faults(table)).hasSize(100);
  }

  @Test
  void aTableWithoutRowsIsAFault() {
    assertThat(faults(table(COLUMNS, NYSE)))
        .singleElement()
        .satisfies(fault -> assertThat(fault.message()).contains("expected: price rows"));
  }

  private static PriceTable table(List<String> columns, CsvOptions options) {
    return PriceTable.of("f", columns, options).orElseThrow();
  }

  private static void fill(PriceTable table) {
    assertThat(table.set(0, 2) && table.set(1, 3) && table.set(2, 1)).isTrue();
    assertThat(table.set(3, "2.5") && table.set(4, 5.5)).isTrue();
  }

  private static ParsedBars bars(ParsedPrices parsed) {
    return assertThat(parsed).asInstanceOf(type(ParsedBars.class)).actual();
  }

  private static List<CsvFault> faults(PriceTable table) {
    return assertThat(table.finish()).asInstanceOf(type(Faulty.class)).actual().faults();
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }
}
