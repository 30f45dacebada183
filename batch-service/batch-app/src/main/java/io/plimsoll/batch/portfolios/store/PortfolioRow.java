package io.plimsoll.batch.portfolios.store;

import io.plimsoll.batch.portfolios.core.NewPortfolio;
import io.plimsoll.batch.portfolios.core.Portfolio;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "portfolio")
class PortfolioRow extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  String name = "";

  BigDecimal cash = BigDecimal.ZERO;

  @Column(name = "created_by")
  String createdBy = "";

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Column(name = "deleted_at")
  @Nullable Instant deletedAt;

  static PortfolioRow of(NewPortfolio portfolio, String createdBy, Instant now) {
    PortfolioRow row = new PortfolioRow();
    row.name = portfolio.name();
    row.cash = portfolio.cash();
    row.createdBy = createdBy;
    row.createdAt = now;
    return row;
  }

  long key() {
    Long made = id;
    if (made == null) {
      throw new IllegalStateException("portfolio: no id yet (expected: stored)");
    }
    return made;
  }

  Portfolio toPortfolio(List<PositionRow> positions) {
    return new Portfolio(
        key(), name, cash, positions.stream().map(PositionRow::toPosition).toList(), createdAt);
  }
}
