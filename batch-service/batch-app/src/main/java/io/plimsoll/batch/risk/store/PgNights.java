package io.plimsoll.batch.risk.store;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.plimsoll.batch.TimeOrderedId;
import io.plimsoll.batch.risk.core.NightInputs;
import io.plimsoll.batchkernel.portfolio.Instrument;
import io.plimsoll.batchkernel.portfolio.Position;
import io.plimsoll.batchkernel.valuation.PortfolioSnapshot;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.time.ExchangeCalendar;
import io.plimsoll.platform.problem.ServiceException.NotFound;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.work.Schema;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what nights are computed from: requests, portfolios, prices, the day before. */
@ApplicationScoped
class PgNights {
  private final Schema schema;
  private final PgDayPrices prices;

  PgNights(Schema schema, PgDayPrices prices) {
    this.schema = schema;
    this.prices = prices;
  }

  /**
   * A request as it is stored.
   *
   * @param id the request
   * @param asOf the date of the night
   * @param portfolioIds ascending
   * @param createdBy who asked
   * @param correlation the command it came by
   */
  record Request(
      UUID id,
      LocalDate asOf,
      List<Long> portfolioIds,
      String createdBy,
      Optional<String> correlation) {}

  /** Stores a request, with the portfolios and the date that it stands for filled in. */
  Uni<Request> open(SqlConnection connection, NewRequest wanted) {
    return portfolioIds(connection, wanted.portfolioId())
        .chain(ids ->
            now(connection)
                .map(now ->
                    new Request(
                        TimeOrderedId.next(),
                        wanted.asOf().orElseGet(() -> lastClosedSession(now)),
                        ids,
                        wanted.createdBy(),
                        wanted.correlation())))
        .call(request -> insert(connection, request));
  }

  /**
   * A request as it is made.
   *
   * @param portfolioId one portfolio, or every one
   * @param asOf the date, or the last closed session
   * @param createdBy who asks
   * @param correlation the command it comes by
   */
  record NewRequest(
      Optional<Long> portfolioId,
      Optional<LocalDate> asOf,
      String createdBy,
      Optional<String> correlation) {}

  /** Reads everything that a request's nights need, prices once for all of its portfolios. */
  Uni<List<NightInputs>> inputs(SqlConnection connection, Request request) {
    return positions(connection, request)
        .chain(held ->
            prices
                .read(connection, request.asOf(), held.values())
                .chain(market -> portfolios(connection, request, held, market)));
  }

  /** Gets a stored request. */
  Uni<Request> get(SqlConnection connection, UUID id) {
    return connection
        .preparedQuery(
            schema.sql(
                "select id, as_of, portfolio_ids, created_by, correlation"
                    + " from {schema}.risk_request where id = $1"))
        .execute(Tuple.of(id))
        .map(rows ->
            stream(rows)
                .findFirst()
                .map(PgNights::toRequest)
                .orElseThrow(() -> new NotFound("risk request", id)));
  }

  private Uni<List<Long>> portfolioIds(SqlConnection connection, Optional<Long> only) {
    return connection
        .preparedQuery(
            schema.sql(
                "select id from {schema}.portfolio"
                    + " where deleted_at is null and ($1::bigint is null or id = $1) order by id"))
        .execute(Tuple.of(only.orElse(null)))
        .map(rows -> stream(rows).map(row -> row.getLong("id")).toList())
        .invoke(ids -> refuseNone(ids, only));
  }

  private static void refuseNone(List<Long> ids, Optional<Long> only) {
    if (ids.isEmpty()) {
      throw only.<RuntimeException>map(id -> new NotFound("portfolio", id))
          .orElseGet(() -> new Rejected("portfolio_id", "There is no portfolio yet"));
    }
  }

  private Uni<Instant> now(SqlConnection connection) {
    return connection
        .query("select now() as at")
        .execute()
        .map(rows -> rows.iterator().next().getOffsetDateTime("at").toInstant());
  }

  private static LocalDate lastClosedSession(Instant now) {
    ExchangeCalendar calendar = ExchangeCalendar.of(Exchange.NYSE);
    LocalDate today = calendar.localDate(now);
    boolean closed = calendar.isSession(today) && !calendar.close(today).isAfter(now);
    return closed ? today : calendar.previousSession(today);
  }

  private Uni<Void> insert(SqlConnection connection, Request request) {
    return connection
        .preparedQuery(
            schema.sql(
                "insert into {schema}.risk_request"
                    + " (id, portfolio_ids, as_of, status, created_by, correlation)"
                    + " values ($1, $2, $3, 'queued', $4, $5)"))
        .execute(
            Tuple.of(
                request.id(),
                request.portfolioIds().toArray(Long[]::new),
                request.asOf(),
                request.createdBy(),
                request.correlation().orElse(null)))
        .replaceWithVoid();
  }

  private Uni<Map<Long, List<Position>>> positions(SqlConnection connection, Request request) {
    return connection
        .preparedQuery(
            schema.sql(
                "select portfolio_id, id, instrument, quantity, entry_price, entry_date, exit_date"
                    + " from {schema}.position where portfolio_id = any($1)"
                    + " order by portfolio_id, ordinal"))
        .execute(Tuple.of(request.portfolioIds().toArray(Long[]::new)))
        .map(rows ->
            stream(rows)
                .collect(
                    groupingBy(
                        row -> row.getLong("portfolio_id"),
                        HashMap::new,
                        mapping(PgNights::toPosition, toList()))));
  }

  /** Cash and the snapshot of the previous trading day, and all of it together. */
  private Uni<List<NightInputs>> portfolios(
      SqlConnection connection,
      Request request,
      Map<Long, List<Position>> held,
      NightInputs.Market market) {
    LocalDate before = ExchangeCalendar.of(Exchange.NYSE).previousSession(request.asOf());
    return connection
        .preparedQuery(
            schema.sql(
                "select p.id, p.cash, s.nav, s.cumulative_pnl from {schema}.portfolio p"
                    + " left join {schema}.current_risk_run c"
                    + " on c.portfolio_id = p.id and c.as_of = $2"
                    + " left join {schema}.portfolio_snapshot s on s.run_id = c.run_id"
                    + " where p.id = any($1) order by p.id"))
        .execute(Tuple.of(request.portfolioIds().toArray(Long[]::new), before))
        .map(rows ->
            stream(rows)
                .map(row ->
                    new NightInputs(
                        row.getLong("id"),
                        request.asOf(),
                        row.getBigDecimal("cash"),
                        held.getOrDefault(row.getLong("id"), List.of()),
                        previous(row),
                        market))
                .toList());
  }

  private static Optional<PortfolioSnapshot.Previous> previous(Row row) {
    return Optional.ofNullable(row.getBigDecimal("nav"))
        .map(nav ->
            new PortfolioSnapshot.Previous(
                nav.doubleValue(), row.getBigDecimal("cumulative_pnl").doubleValue(), 0));
  }

  private static Request toRequest(Row row) {
    return new Request(
        row.getUUID("id"),
        row.getLocalDate("as_of"),
        Arrays.asList(row.getArrayOfLongs("portfolio_ids")),
        row.getString("created_by"),
        Optional.ofNullable(row.getString("correlation")));
  }

  private static Position toPosition(Row row) {
    return new Position(
        row.getUUID("id").toString(),
        Instrument.parse(row.getString("instrument")),
        row.getBigDecimal("quantity"),
        row.getBigDecimal("entry_price"),
        row.getLocalDate("entry_date"),
        Optional.ofNullable(row.getLocalDate("exit_date")));
  }

  private static Stream<Row> stream(RowSet<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false);
  }
}
