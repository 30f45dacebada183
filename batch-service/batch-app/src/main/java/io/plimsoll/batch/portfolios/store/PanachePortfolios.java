package io.plimsoll.batch.portfolios.store;

import static java.util.stream.Collectors.groupingBy;

import io.plimsoll.batch.portfolios.core.NewPortfolio;
import io.plimsoll.batch.portfolios.core.Portfolio;
import io.plimsoll.batch.portfolios.core.Portfolios;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Portfolios as Panache entities of the current session. */
@ApplicationScoped
class PanachePortfolios implements Portfolios {
  private final Clock clock = Clock.systemUTC();

  @Override
  public Uni<Portfolio> add(NewPortfolio portfolio, String createdBy) {
    return Uni.createFrom()
        .deferred(
            () -> PortfolioRow.of(portfolio, createdBy, now()).<PortfolioRow>persistAndFlush())
        .chain(row -> addPositions(row, portfolio));
  }

  @Override
  public Uni<Optional<Portfolio>> find(long id) {
    return one(PortfolioRow.find("id = ?1 and deletedAt is null", id).firstResult());
  }

  @Override
  public Uni<Optional<Portfolio>> find(String name) {
    return one(PortfolioRow.find("name = ?1 and deletedAt is null", name).firstResult());
  }

  @Override
  public Uni<List<Portfolio>> list(int limit, int offset) {
    return PortfolioRow.<PortfolioRow>find("deletedAt is null order by id")
        .range(offset, offset + limit - 1)
        .list()
        .chain(this::withPositions);
  }

  @Override
  public Uni<Long> count() {
    return PortfolioRow.count("deletedAt is null");
  }

  @Override
  public Uni<Void> delete(long id) {
    return PortfolioRow.update("deletedAt = ?1 where id = ?2", now(), id).replaceWithVoid();
  }

  private Uni<Portfolio> addPositions(PortfolioRow row, NewPortfolio portfolio) {
    List<PositionRow> positions =
        IntStream.range(0, portfolio.positions().size())
            .mapToObj(i -> PositionRow.of(row.key(), i, portfolio.positions().get(i)))
            .toList();
    return PositionRow.persist(positions).replaceWith(() -> row.toPortfolio(positions));
  }

  private Uni<Optional<Portfolio>> one(Uni<@Nullable PortfolioRow> found) {
    return found
        .map(row -> row == null ? List.<PortfolioRow>of() : List.of(row))
        .chain(this::withPositions)
        .map(portfolios -> portfolios.stream().findFirst());
  }

  /** One query for the positions of all of them. */
  private Uni<List<Portfolio>> withPositions(List<PortfolioRow> rows) {
    if (rows.isEmpty()) {
      return Uni.createFrom().item(List.of());
    }
    return PositionRow.<PositionRow>find(
            "portfolioId in ?1 order by portfolioId, ordinal",
            rows.stream().map(PortfolioRow::key).toList())
        .list()
        .map(positions -> join(rows, positions));
  }

  private static List<Portfolio> join(List<PortfolioRow> rows, List<PositionRow> positions) {
    Map<Long, List<PositionRow>> byPortfolio =
        positions.stream().collect(groupingBy(position -> position.portfolioId));
    return rows.stream()
        .map(row -> row.toPortfolio(byPortfolio.getOrDefault(row.key(), List.of())))
        .toList();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
