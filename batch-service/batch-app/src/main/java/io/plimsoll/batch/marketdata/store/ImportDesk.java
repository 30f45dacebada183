package io.plimsoll.batch.marketdata.store;

import io.plimsoll.batch.TimeOrderedId;
import io.plimsoll.batch.marketdata.MarketDataConfig;
import io.plimsoll.batch.marketdata.core.FileBytes;
import io.plimsoll.batch.marketdata.core.FileForm;
import io.plimsoll.batch.marketdata.core.ImportOptions;
import io.plimsoll.batch.marketdata.core.ImportSource;
import io.plimsoll.batch.marketdata.core.PriceReader;
import io.plimsoll.batch.marketdata.core.ReadPrices;
import io.plimsoll.batch.marketdata.store.PgImports.NewImport;
import io.plimsoll.platform.problem.ServiceException.TooLarge;
import io.plimsoll.platform.queue.NewWork;
import io.plimsoll.platform.queue.WorkQueue;
import io.plimsoll.platform.work.KernelPool;
import io.plimsoll.platform.work.SqlWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.file.AsyncFile;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Takes imports in: what was uploaded goes into the database with the import and its work item, so
 * that an answered import survives this process and any replica can carry it out.
 */
@ApplicationScoped
public class ImportDesk {
  private static final int PART_BYTES = 1 << 20;
  private static final int HEAD = 4;

  /** The bytes themselves, and the columns while they grow. */
  private static final long HEAP_PER_BYTE = 4;

  private final SqlWork work;
  private final KernelPool pool;
  private final WorkQueue queue;
  private final PgImports imports;
  private final Vertx vertx;
  private final MarketDataConfig config;

  ImportDesk(
      SqlWork work,
      KernelPool pool,
      WorkQueue queue,
      PgImports imports,
      Vertx vertx,
      MarketDataConfig config) {
    this.work = work;
    this.pool = pool;
    this.queue = queue;
    this.imports = imports;
    this.vertx = vertx;
    this.config = config;
  }

  /**
   * Takes in an uploaded file. A small one is read at once, and refused at once with its faults;
   * those of a large one stand in the import later.
   */
  public Uni<UUID> take(Upload upload, ImportOptions options, String createdBy) {
    long needed = upload.bytes() * HEAP_PER_BYTE;
    long allowed = config.heapBytes();
    if (needed > allowed) {
      return Uni.createFrom()
          .failure(
              new TooLarge(
                  "%s: %d bytes (expected: at most %d with this service's memory; split the file)"
                      .formatted(options.name(), upload.bytes(), allowed / HEAP_PER_BYTE)));
    }
    return pool.compute(() -> check(upload, options))
        .chain(checked -> add(checked.orThrow(), upload.file(), createdBy));
  }

  private Uni<UUID> add(ImportSource source, Path file, String createdBy) {
    UUID id = TimeOrderedId.next();
    NewImport added = new NewImport(id, source, createdBy, null);
    return work.atomically(connection ->
            imports
                .add(connection, added)
                .chain(() -> addParts(connection, id, file))
                .chain(() -> enqueue(connection, id)))
        .replaceWith(id);
  }

  /** Finds the file's form, and reads all of it if it is small. */
  private Checked check(Upload upload, ImportOptions options) {
    try (InputStream in = Files.newInputStream(upload.file())) {
      FileForm form = FileForm.of(in.readNBytes(HEAD), options.name(), upload.contentType());
      ImportSource.PriceFile source = new ImportSource.PriceFile(options, form);
      if (upload.bytes() > config.checkedAtOnce().asLongValue()) {
        return new Checked(source, List.of());
      }
      FileBytes bytes = FileBytes.of(Files.readAllBytes(upload.file()));
      return switch (PriceReader.file(bytes, source, config.heapBytes())) {
        case ReadPrices.Read _ -> new Checked(source, List.of());
        case ReadPrices.Faulty(var faults) -> new Checked(source, faults);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Checked(ImportSource.PriceFile source, List<ReadPrices.SourceFault> faults) {
    ImportSource orThrow() {
      if (faults.isEmpty()) {
        return source;
      }
      throw ImportFaults.rejection(new ReadPrices.Faulty(faults));
    }
  }

  private Uni<Void> addParts(SqlConnection connection, UUID id, Path file) {
    AtomicInteger part = new AtomicInteger();
    AtomicLong size = new AtomicLong();
    MessageDigest digest = sha256();
    return vertx
        .fileSystem()
        .open(file.toString(), new OpenOptions().setRead(true).setWrite(false))
        .onItem()
        .transformToMulti(ImportDesk::pieces)
        .onItem()
        .transformToUniAndConcatenate(piece -> {
          digest.update(piece.getBytes());
          size.addAndGet(piece.length());
          return imports.addPart(connection, id, part.getAndIncrement(), piece);
        })
        .onItem()
        .ignoreAsUni()
        .chain(() ->
            imports.measure(connection, id, size.get(), HexFormat.of().formatHex(digest.digest())));
  }

  private static Multi<Buffer> pieces(AsyncFile file) {
    file.setReadBufferSize(PART_BYTES);
    return file.toMulti();
  }

  /** Takes in a small file that came with a command, in the command's own transaction. */
  public Uni<UUID> take(
      SqlConnection connection, ImportOptions options, byte[] csv, Origin origin) {
    UUID id = TimeOrderedId.next();
    ImportSource source = new ImportSource.PriceFile(options, FileForm.CSV);
    NewImport added = new NewImport(id, source, origin.by(), origin.command());
    return imports
        .add(connection, added)
        .chain(() -> imports.addPart(connection, id, 0, Buffer.buffer(csv)))
        .chain(() ->
            imports.measure(
                connection, id, csv.length, HexFormat.of().formatHex(sha256().digest(csv))))
        .chain(() -> enqueue(connection, id))
        .replaceWith(id);
  }

  /** Takes in a request for prices that are made or fetched when it is carried out. */
  public Uni<UUID> take(ImportSource source, String createdBy) {
    UUID id = TimeOrderedId.next();
    NewImport added = new NewImport(id, source, createdBy, null);
    return work.atomically(
            connection -> imports.add(connection, added).chain(() -> enqueue(connection, id)))
        .replaceWith(id);
  }

  /** Takes in such a request that came with a command, in the command's own transaction. */
  public Uni<UUID> take(SqlConnection connection, ImportSource source, Origin origin) {
    UUID id = TimeOrderedId.next();
    return imports
        .add(connection, new NewImport(id, source, origin.by(), origin.command()))
        .chain(() -> enqueue(connection, id))
        .replaceWith(id);
  }

  private Uni<Void> enqueue(SqlConnection connection, UUID id) {
    NewWork item =
        NewWork.of(ImportWork.KIND, new JsonObject().put(ImportWork.IMPORT_ID, id.toString()))
            .withKey(id.toString())
            .withPriority(10);
    return queue.enqueue(connection, List.of(item)).replaceWithVoid();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException("every Java platform has SHA-256", absent);
    }
  }

  /**
   * A file that was sent.
   *
   * @param file where it lies now
   * @param bytes its size
   * @param contentType what its sender calls it; empty if that was not said
   */
  public record Upload(Path file, long bytes, String contentType) {}

  /**
   * Where an import came from.
   *
   * @param command the command that waits for an answer
   * @param by who sent it
   */
  public record Origin(String command, String by) {}
}
