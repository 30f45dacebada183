package io.plimsoll.batch.marketdata.kafka;

import io.plimsoll.batch.CommandAnswer;
import io.plimsoll.batch.CommandHandler;
import io.plimsoll.batch.marketdata.core.ImportOptions;
import io.plimsoll.batch.marketdata.core.ImportSource;
import io.plimsoll.batch.marketdata.core.PriceProvider;
import io.plimsoll.batch.marketdata.core.ProviderRequest;
import io.plimsoll.batch.marketdata.store.ImportDesk;
import io.plimsoll.contracts.market.ImportBars;
import io.plimsoll.kernel.market.Exchange;
import io.plimsoll.kernel.time.ExchangeCalendar;
import io.plimsoll.platform.kafka.IncomingEvent;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.problem.ServiceException.StateConflict;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;

/** The command {@code ImportBars}; it is answered when its work is done. */
@ApplicationScoped
public class ImportBarsCommand implements CommandHandler {
  private static final Clock CLOCK = Clock.systemUTC();

  private final ImportDesk desk;
  private final PriceProvider provider;

  ImportBarsCommand(ImportDesk desk, PriceProvider provider) {
    this.desk = desk;
    this.provider = provider;
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
    ImportDesk.Origin origin =
        new ImportDesk.Origin(command.envelope().id(), command.actor().name());
    if (body.symbols() != null) {
      return desk.take(connection, fromProvider(body), origin).replaceWithVoid();
    }
    if (body.csv() == null) {
      throw new Rejected(
          "csv", "csv: missing (expected: the text of a price file, or symbols for the provider)");
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
    return desk.take(connection, options, body.csv().getBytes(StandardCharsets.UTF_8), origin)
        .replaceWithVoid();
  }

  private ImportSource fromProvider(ImportBars body) {
    if (body.csv() != null) {
      throw new Rejected("csv", "csv: given beside symbols (expected: one of the two)");
    }
    if (!provider.isConfigured()) {
      throw new StateConflict("no provider of prices (expected: one in the configuration)");
    }
    LocalDate today = ExchangeCalendar.of(Exchange.NYSE).localDate(CLOCK.instant());
    return new ImportSource.Provider(
        ProviderRequest.of(body.symbols(), body.from(), body.to(), today));
  }
}
