package io.plimsoll.batchkernel.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PortfolioSnapshotTest {
  private static final LocalDate DAY = LocalDate.of(2025, 6, 30);

  private static PortfolioSnapshot snapshot(
      double cash, Optional<PortfolioSnapshot.Previous> previous) {
    return PortfolioSnapshot.of(
        DAY, cash, PortfolioAggregate.of(List.of(), cash), Optional.empty(), previous);
  }

  @Test
  void comparesNavWithThePreviousTradingDay() {
    PortfolioSnapshot.Change change =
        snapshot(152_000, Optional.of(new PortfolioSnapshot.Previous(150_000, 500, 0)))
            .change()
            .orElseThrow();

    assertThat(change.pnl()).isCloseTo(2_000, within(1e-9));
    assertThat(change.dailyReturn().orElseThrow()).isCloseTo(.013333, within(5e-7));
    assertThat(change.cumulativePnl()).isCloseTo(2_500, within(1e-9));
  }

  @Test
  void doesNotTakeAPaymentForAProfit() {
    PortfolioSnapshot.Change change =
        snapshot(152_000, Optional.of(new PortfolioSnapshot.Previous(150_000, 0, 3_000)))
            .change()
            .orElseThrow();

    assertThat(change.pnl()).isCloseTo(-1_000, within(1e-9));
  }

  @Test
  void hasNoChangeOnItsFirstDay() {
    assertThat(snapshot(1_000, Optional.empty()).change()).isEmpty();
  }

  @Test
  void hasNoReturnOnANavThatWasNotPositive() {
    assertThat(
            snapshot(1_000, Optional.of(new PortfolioSnapshot.Previous(-5, 0, 0)))
                .change()
                .orElseThrow()
                .dailyReturn())
        .isEmpty();
  }
}
