package io.plimsoll.batch.items.http;

import io.plimsoll.batch.CsvPages;
import io.plimsoll.batch.CsvRows;
import io.plimsoll.batch.items.store.BatchDesk;
import io.plimsoll.batch.items.store.PgBatches;
import io.plimsoll.batch.items.store.PgItems;
import io.plimsoll.batch.items.store.PgItems.Item;
import io.plimsoll.platform.security.Roles;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Multi;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** A batch as a file. Wholly reactive. */
@Path(BatchResource.PATH + "/{id}/export")
@Tag(name = "batches")
public class ExportResource {
  private static final String WHOLE = "result";

  private final SqlWork work;
  private final BatchDesk desk;
  private final PgBatches batches;
  private final PgItems items;

  ExportResource(SqlWork work, BatchDesk desk, PgBatches batches, PgItems items) {
    this.work = work;
    this.desk = desk;
    this.batches = batches;
    this.items = items;
  }

  /** Every item with its result. */
  @GET
  @Produces("text/csv")
  @RolesAllowed(Roles.VIEWER)
  @Operation(summary = "Every item with its result as CSV, whole; no cell is a formula")
  public Multi<String> export(@PathParam("id") UUID id) {
    return work.reading(connection -> batches.get(connection, id))
        .onItem()
        .transformToMulti(batch -> rows(id, desk.processor(batch.processor()).columns()));
  }

  private Multi<String> rows(UUID id, List<String> columns) {
    List<String> header =
        new ArrayList<>(
            List.of("item", "status", "attempts", "error", "started_at", "finished_at"));
    header.addAll(columns);
    return CsvPages.<Item>of(
        CsvRows.row(header),
        last ->
            work.reading(connection ->
                items.after(connection, id, last.map(Item::id).orElse(0L), CsvPages.ROWS)),
        item -> row(item, columns));
  }

  private static String row(Item item, List<String> columns) {
    List<@Nullable Object> cells = new ArrayList<>();
    cells.add(item.item());
    cells.add(item.status());
    cells.add(item.attempts());
    cells.add(item.error().orElse(null));
    cells.add(item.startedAt().orElse(null));
    cells.add(item.finishedAt().orElse(null));
    JsonObject result = item.result().orElse(null);
    for (String column : columns) {
      cells.add(column.equals(WHOLE) || result == null ? result : result.getValue(column));
    }
    return CsvRows.row(cells);
  }
}
