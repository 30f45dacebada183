package io.plimsoll.batch.portfolios.core;

import io.plimsoll.contracts.Topics;
import io.plimsoll.contracts.batch.PortfolioState;
import io.plimsoll.platform.outbox.OutgoingEvent;
import io.plimsoll.platform.outbox.SessionOutbox;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.plimsoll.platform.work.SessionWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Makes, finds and deletes portfolios; each change and the event of it are one transaction. */
@ApplicationScoped
public class KeepPortfolios {
  private final SessionWork work;
  private final Portfolios portfolios;
  private final SessionOutbox outbox;

  KeepPortfolios(SessionWork work, Portfolios portfolios, SessionOutbox outbox) {
    this.work = work;
    this.portfolios = portfolios;
    this.outbox = outbox;
  }

  /** Makes a portfolio; a name that is taken is a conflict. */
  public Uni<Portfolio> create(NewPortfolio portfolio, String actor) {
    return work.atomically(
        () -> refuseTakenName(portfolio.name()).chain(() -> add(portfolio, actor)));
  }

  /** Makes those that do not exist by name; gives all of them, in their order. */
  public Uni<List<Portfolio>> createMissing(List<NewPortfolio> wanted, String actor) {
    return work.atomically(() ->
        Uni.join()
            .all(wanted.stream().map(one -> findOrAdd(one, actor)).toList())
            .usingConcurrencyOf(1)
            .andFailFast());
  }

  /** Gets one. */
  public Uni<Portfolio> get(long id) {
    return work.atomically(() -> require(id));
  }

  /** One page of all and their number. */
  public Uni<Listing> list(int limit, int offset) {
    return work.atomically(() ->
        portfolios
            .list(limit, offset)
            .chain(items -> portfolios.count().map(total -> new Listing(items, total))));
  }

  /** Deletes one; its results stay. */
  public Uni<Void> delete(long id) {
    return work.atomically(
        () -> require(id).chain(() -> portfolios.delete(id)).chain(() -> tellDeleted(id)));
  }

  /**
   * A page of portfolios.
   *
   * @param items by id
   * @param total of all that are not deleted
   */
  public record Listing(List<Portfolio> items, long total) {
    public Listing {
      items = List.copyOf(items);
    }
  }

  private Uni<Portfolio> findOrAdd(NewPortfolio portfolio, String actor) {
    return portfolios
        .find(portfolio.name())
        .chain(known -> known.map(Uni.createFrom()::item).orElseGet(() -> add(portfolio, actor)));
  }

  private Uni<Portfolio> add(NewPortfolio portfolio, String actor) {
    return portfolios
        .add(portfolio, actor)
        .call(added ->
            outbox.append(
                List.of(
                    OutgoingEvent.of(
                        Topics.BATCH_PORTFOLIOS,
                        Long.toString(added.id()),
                        PortfolioStates.of(added)))));
  }

  private Uni<Void> tellDeleted(long id) {
    return outbox.append(
        List.of(OutgoingEvent.tombstone(Topics.BATCH_PORTFOLIOS, Long.toString(id))));
  }

  private Uni<Void> refuseTakenName(String name) {
    return portfolios
        .find(name)
        .invoke(known -> {
          if (known.isPresent()) {
            throw new StateConflict(
                "name: '%s' is taken by portfolio %d".formatted(name, known.get().id()),
                Map.of("portfolio_id", known.get().id()));
          }
        })
        .replaceWithVoid();
  }

  private Uni<Portfolio> require(long id) {
    return portfolios.find(id).map(found -> found.orElseThrow(() -> new NotFound("portfolio", id)));
  }

  private static final class PortfolioStates {
    static PortfolioState of(Portfolio portfolio) {
      return new PortfolioState(
          portfolio.id(),
          portfolio.name(),
          portfolio.cash(),
          portfolio.positions().stream()
              .map(position ->
                  new PortfolioState.Position(
                      position.id(),
                      position.instrument().code(),
                      position.quantity(),
                      position.entryPrice(),
                      position.entryDate(),
                      position.exitDate().orElse(null)))
              .toList(),
          portfolio.createdAt());
    }
  }
}
