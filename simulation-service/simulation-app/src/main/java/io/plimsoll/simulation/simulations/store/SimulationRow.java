package io.plimsoll.simulation.simulations.store;

import io.plimsoll.simulation.simulations.SimulationRecord;
import io.plimsoll.simulation.simulations.SimulationStatus;
import io.plimsoll.simulation.simulations.core.Span;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/** Reads a row of {@code simulations}. */
final class SimulationRow {
  private SimulationRow() {}

  static SimulationRecord record(Row row) {
    return new SimulationRecord(
        new SimulationRecord.Identity(
            row.getUUID("id"),
            row.getString("fingerprint"),
            row.getString("family"),
            row.getString("bundle_sha256"),
            row.getString("snapshot"),
            new SimulationRecord.Origin(
                row.getString("kernel_version"),
                row.getString("architecture"),
                row.getString("requested_by"))),
        new SimulationRecord.Subject(
            row.getUUID("model_id"),
            row.getString("ticker"),
            row.getString("timeframe"),
            Span.valueOf(row.getString("span").toUpperCase(Locale.ROOT))),
        row.getJsonObject("params"),
        new SimulationRecord.Progress(
            SimulationStatus.parse(row.getString("status")),
            Optional.ofNullable(row.getString("error")),
            row.get(OffsetDateTime.class, "created_at").toInstant(),
            finishedAt(row)),
        Optional.ofNullable(row.getJsonObject("stats")),
        Optional.ofNullable(row.getString("result_hash")));
  }

  private static Optional<Instant> finishedAt(Row row) {
    return Optional.ofNullable(row.get(OffsetDateTime.class, "finished_at"))
        .map(OffsetDateTime::toInstant);
  }
}
