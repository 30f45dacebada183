package io.plimsoll.batch.marketdata.store;

import io.plimsoll.batch.CommandAnswer;
import io.plimsoll.batch.CommandAnswers;
import io.plimsoll.batch.marketdata.MarketDataConfig;
import io.plimsoll.batch.marketdata.core.ChunkPlan;
import io.plimsoll.batch.marketdata.core.FileBytes;
import io.plimsoll.batch.marketdata.core.HeadChunk;
import io.plimsoll.batch.marketdata.core.ImportSource;
import io.plimsoll.batch.marketdata.core.PriceProvider;
import io.plimsoll.batch.marketdata.core.PriceReader;
import io.plimsoll.batch.marketdata.core.ProviderFault;
import io.plimsoll.batch.marketdata.core.ProviderPrices;
import io.plimsoll.batch.marketdata.core.ProviderRequest;
import io.plimsoll.batch.marketdata.core.ReadPrices;
import io.plimsoll.batch.marketdata.core.StoredImport;
import io.plimsoll.batch.marketdata.store.PgBars.PackedHead;
import io.plimsoll.batch.marketdata.store.PgImports.QueuedImport;
import io.plimsoll.contracts.EventType;
import io.plimsoll.contracts.market.ImportBars;
import io.plimsoll.kernel.market.BarPeriod;
import io.plimsoll.kernel.market.Bars;
import io.plimsoll.platform.outbox.Outbox;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.plimsoll.platform.queue.Completion;
import io.plimsoll.platform.queue.TransientFault;
import io.plimsoll.platform.queue.WorkControl;
import io.plimsoll.platform.queue.WorkHandler;
import io.plimsoll.platform.queue.WorkItem;
import io.plimsoll.platform.work.KernelPool;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Carries an import out: reads its source and plans its chunks on the kernel pool, then publishes
 * them, or writes down its faults, in the one transaction that finishes the item.
 */
@ApplicationScoped
public class ImportWork implements WorkHandler {
  static final String KIND = "market.import";
  static final String IMPORT_ID = "import_id";

  private final SqlWork work;
  private final KernelPool pool;
  private final PgImports imports;
  private final PgBars bars;
  private final BarPublication publication;
  private final Outbox outbox;
  private final PriceProvider provider;
  private final MarketDataConfig config;

  ImportWork(
      SqlWork work,
      KernelPool pool,
      PgImports imports,
      PgBars bars,
      BarPublication publication,
      Outbox outbox,
      PriceProvider provider,
      MarketDataConfig config) {
    this.work = work;
    this.pool = pool;
    this.imports = imports;
    this.bars = bars;
    this.publication = publication;
    this.outbox = outbox;
    this.provider = provider;
    this.config = config;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int concurrency() {
    return config.concurrency();
  }

  @Override
  public Uni<Completion> handle(WorkItem item, WorkControl control) {
    UUID id = UUID.fromString(item.payload().getString(IMPORT_ID));
    return load(id)
        .chain(found ->
            found
                .map(loaded -> carryOut(loaded, control))
                .orElseGet(() -> Uni.createFrom().item(Completion.of(new JsonObject()))));
  }

  private Uni<Completion> carryOut(Loaded loaded, WorkControl control) {
    return prices(loaded)
        .invoke(() -> control.progress(0.3, new JsonObject().put("phase", "read")))
        .chain(prices ->
            switch (prices) {
              case ReadPrices.Read readable -> plan(loaded, readable, control);
              case ReadPrices.Faulty faulty -> Uni.createFrom().item(refusal(loaded, faulty));
            });
  }

  private Uni<ReadPrices> prices(Loaded loaded) {
    return switch (loaded.queued().source()) {
      case ImportSource.PriceFile file ->
          pool.compute(() -> PriceReader.file(bytes(loaded.parts()), file, config.heapBytes()));
      case ImportSource.Synthetic synthetic -> pool.compute(() -> PriceReader.synthetic(synthetic));
      case ImportSource.Provider(ProviderRequest request) ->
          provider
              .days(request)
              .chain(days -> pool.compute(() -> ProviderPrices.read(days)))
              .onFailure(ProviderFault.class)
              .recoverWithUni(ImportWork::refused);
    };
  }

  /** A fault that may pass is tried again by the queue; any other is the import's own. */
  private static Uni<ReadPrices> refused(ProviderFault fault) {
    return fault.mayPass()
        ? Uni.createFrom().failure(new TransientFault(fault.message(), fault))
        : Uni.createFrom()
            .item(
                new ReadPrices.Faulty(
                    List.of(new ReadPrices.SourceFault("provider", 0, "", fault.message()))));
  }

  private Uni<Optional<Loaded>> load(UUID id) {
    return work.reading(connection ->
        imports
            .findQueued(connection, id)
            .chain(found ->
                imports
                    .parts(connection, id)
                    .map(parts -> found.map(queued -> new Loaded(queued, parts)))));
  }

  private static FileBytes bytes(List<Buffer> parts) {
    return FileBytes.of(parts.stream().map(Buffer::getBytes).toList());
  }

  private Uni<Completion> plan(Loaded loaded, ReadPrices.Read prices, WorkControl control) {
    List<BarPeriod> ends =
        prices.bars().values().stream()
            .flatMap(one -> List.of(period(one, 0), period(one, one.size() - 1)).stream())
            .sorted(Comparator.comparing(BarPeriod::text))
            .toList();
    return work.reading(connection ->
            bars.heads(connection, prices.bars().keySet(), ends.getFirst(), ends.getLast()))
        .chain(heads -> pool.compute(() -> plan(loaded, prices, heads)))
        .invoke(() -> control.progress(0.6, new JsonObject().put("phase", "planned")))
        .map(planned -> completion(loaded, prices, planned));
  }

  private static BarPeriod period(Bars one, int index) {
    return BarPeriod.of(one.timeframe(), Instant.ofEpochMilli(one.openTime(index)));
  }

  private static Planned plan(Loaded loaded, ReadPrices.Read prices, List<PackedHead> packed) {
    List<HeadChunk> heads = packed.stream().map(PackedHead::unpack).toList();
    try {
      return new Planned(ChunkPlan.of(prices.bars(), heads), Optional.empty());
    } catch (IllegalArgumentException conflict) {
      String name = loaded.queued().source().name();
      String message = String.valueOf(conflict.getMessage());
      return new Planned(
          new ChunkPlan(List.of()),
          Optional.of(
              new ReadPrices.Faulty(List.of(new ReadPrices.SourceFault(name, 0, "", message)))));
    }
  }

  private Completion completion(Loaded loaded, ReadPrices.Read prices, Planned planned) {
    if (planned.conflict().isPresent()) {
      return refusal(loaded, planned.conflict().get());
    }
    return new Completion.InTransaction(
        new JsonObject().put("chunks", planned.plan().chunks().size()),
        connection ->
            publication
                .publish(connection, loaded.queued().id(), prices, planned.plan())
                .chain(outcome -> accept(connection, loaded.queued(), outcome)));
  }

  private Completion refusal(Loaded loaded, ReadPrices.Faulty faulty) {
    String first = faulty.faults().getFirst().sentence();
    return new Completion.InTransaction(
        new JsonObject().put("fault", first),
        connection ->
            imports
                .fail(connection, loaded.queued().id(), faulty.faults(), first)
                .chain(() ->
                    refuse(
                        connection,
                        loaded.queued().correlation(),
                        ImportFaults.rejection(faulty))));
  }

  private Uni<Void> accept(
      SqlConnection connection, QueuedImport queued, StoredImport.Outcome outcome) {
    CommandAnswer answer =
        new CommandAnswer(queued.id(), outcome.snapshot().orElseThrow(), outcome.duplicate());
    return outbox.append(
        connection,
        queued.correlation().stream()
            .map(
                command -> CommandAnswers.accepted(EventType.of(ImportBars.class), command, answer))
            .toList());
  }

  private Uni<Void> refuse(SqlConnection connection, Optional<String> correlation, Rejected why) {
    return outbox.append(
        connection,
        correlation.stream()
            .map(command ->
                CommandAnswers.rejected(EventType.of(ImportBars.class), command, why.problem()))
            .toList());
  }

  @Override
  public Uni<Void> onFailed(SqlConnection connection, WorkItem item, String error) {
    UUID id = UUID.fromString(item.payload().getString(IMPORT_ID));
    return imports
        .findQueued(connection, id)
        .chain(queued ->
            refuse(
                connection,
                queued.flatMap(QueuedImport::correlation),
                new Rejected("the import could not be carried out")))
        .chain(() -> imports.fail(connection, id, List.of(), error));
  }

  private record Loaded(QueuedImport queued, List<Buffer> parts) {}

  private record Planned(ChunkPlan plan, Optional<ReadPrices.Faulty> conflict) {}
}
