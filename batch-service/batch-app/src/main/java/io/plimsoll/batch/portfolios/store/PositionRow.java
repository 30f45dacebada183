package io.plimsoll.batch.portfolios.store;

import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.batchkernel.portfolio.Position;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "position")
class PositionRow extends PanacheEntityBase {
  @Id UUID id = new UUID(0, 0);

  @Column(name = "portfolio_id")
  long portfolioId;

  int ordinal;

  String instrument = "";

  BigDecimal quantity = BigDecimal.ZERO;

  @Column(name = "entry_price")
  BigDecimal entryPrice = BigDecimal.ZERO;

  @Column(name = "entry_date")
  LocalDate entryDate = LocalDate.EPOCH;

  @Column(name = "exit_date")
  @Nullable LocalDate exitDate;

  static PositionRow of(long portfolioId, int ordinal, Position position) {
    PositionRow row = new PositionRow();
    row.id = UUID.randomUUID();
    row.portfolioId = portfolioId;
    row.ordinal = ordinal;
    row.instrument = position.instrument().code();
    row.quantity = position.quantity();
    row.entryPrice = position.entryPrice();
    row.entryDate = position.entryDate();
    row.exitDate = position.exitDate().orElse(null);
    return row;
  }

  Position toPosition() {
    return new Position(
        id.toString(),
        Instrument.parse(instrument),
        quantity,
        entryPrice,
        entryDate,
        Optional.ofNullable(exitDate));
  }
}
