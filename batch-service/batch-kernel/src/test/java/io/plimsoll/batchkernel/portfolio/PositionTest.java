package io.plimsoll.batchkernel.portfolio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.plimsoll.batchkernel.option.OptionKind;
import io.plimsoll.kernel.market.Symbol;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionTest {
  private static final LocalDate ENTRY = LocalDate.of(2025, 3, 3);
  private static final Instrument STOCK = new Instrument.Stock(new Symbol("AAPL"));

  @Test
  void countsFromItsEntryUntilTheDayBeforeItsExit() {
    Position held = position("10", "5", Optional.of(ENTRY.plusDays(2)));

    assertThat(held.isActiveOn(ENTRY.minusDays(1))).isFalse();
    assertThat(held.isActiveOn(ENTRY)).isTrue();
    assertThat(held.isActiveOn(ENTRY.plusDays(1))).isTrue();
    assertThat(held.isActiveOn(ENTRY.plusDays(2))).isFalse();
    assertThat(position("10", "5", Optional.empty()).isActiveOn(ENTRY.plusYears(9))).isTrue();
  }

  @Test
  void mayBeExitedOnTheDayOfItsEntryAndCostNothing() {
    Position given = position("-1", "0", Optional.of(ENTRY));

    assertThat(given.isActiveOn(ENTRY)).isFalse();
    assertThat(given.type()).isEqualTo(PositionType.SHORT);
  }

  @Test
  void refusesNothingHeldANegativePriceAndAnExitBeforeTheEntry() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> position("0.00", "5", Optional.empty()))
        .withMessageStartingWith("quantity: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> position("1", "-0.01", Optional.empty()))
        .withMessageStartingWith("entry_price: -0.01");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> position("1", "5", Optional.of(ENTRY.minusDays(1))))
        .withMessageContaining("not before entry_date 2025-03-03");
  }

  @ParameterizedTest
  @CsvSource({"CALL, 2, LC, 1", "CALL, -2, SC, -1", "PUT, 2, LP, 1", "PUT, -2, SP, -1"})
  void isNamedByItsKindAndSide(OptionKind kind, double quantity, PositionType type, int sign) {
    assertThat(PositionType.of(option(kind, "150"), quantity)).isEqualTo(type);
    assertThat(type.sign()).isEqualTo(sign);
    assertThat(type.isOption()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0", "-1"})
  void refusesAStrikeThatIsNotPositive(String strike) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> option(OptionKind.PUT, strike))
        .withMessage("strike: %s (expected: positive)", strike);
  }

  private static Instrument option(OptionKind kind, String strike) {
    return new Instrument.Option(
        new Symbol("AAPL"), LocalDate.of(2025, 12, 19), kind, new BigDecimal(strike));
  }

  private static Position position(String quantity, String price, Optional<LocalDate> exit) {
    return new Position("p1", STOCK, new BigDecimal(quantity), new BigDecimal(price), ENTRY, exit);
  }
}
