package io.plimsoll.batch.portfolios.core;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** The portfolios that are known; each call joins the unit of work it is made in. */
public interface Portfolios {
  /** Stores a new portfolio. */
  Uni<Portfolio> add(NewPortfolio portfolio, String createdBy);

  /** Looks up one that is not deleted. */
  Uni<Optional<Portfolio>> find(long id);

  /** Looks up one that is not deleted by its name. */
  Uni<Optional<Portfolio>> find(String name);

  /** Those not deleted, by id. */
  Uni<List<Portfolio>> list(int limit, int offset);

  /** How many are not deleted. */
  Uni<Long> count();

  /** Marks one as deleted; its results stay. */
  Uni<Void> delete(long id);
}
