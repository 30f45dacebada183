package io.plimsoll.batch.marketdata.kafka;

import io.plimsoll.batch.CommandAnswer;
import io.plimsoll.batch.CommandHandler;
import io.plimsoll.batch.marketdata.core.ImportOptions;
import io.plimsoll.batch.marketdata.store.ImportDesk;
import io.plimsoll.contracts.market.ImportBars;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The command {@code ImportBars}; it is answered when its work is done. */
@ApplicationScoped
public class ImportBarsCommand implements CommandHandler {
  private final ImportDesk desk;

  ImportBarsCommand(ImportDesk desk) {
    this.desk = desk;
  }

  @Override
  public String command() {
    return "ImportBars";
  }

  @Override
  public Uni<Optional<CommandAnswer>> handle(SqlConnection connection, IncomingEvent command) {
    return Uni.createFrom()
        .item(() -> command.bodyAs(ImportBars.class))
        .chain(body -> take(connection, command, body))
        .replaceWith(Optional::empty);
  }

  private Uni<Void> take(SqlConnection connection, IncomingEvent command, ImportBars body) {
    if (body.csv() == null) {
      throw new Rejected("csv", "csv: missing (expected: the text of a price file)");
    }
    ImportOptions options =
        ImportOptions.of(
            new ImportOptions.Typed(
                body.name(),
                body.symbol(),
                body.timeframe(),
                body.zone(),
                body.exchange(),
                body.adjustment()));
    ImportDesk.Origin origin =
        new ImportDesk.Origin(command.envelope().id(), command.actor().name());
    return desk.take(connection, options, body.csv().getBytes(StandardCharsets.UTF_8), origin)
        .replaceWithVoid();
  }
}
