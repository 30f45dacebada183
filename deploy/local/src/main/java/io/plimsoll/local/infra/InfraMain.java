package io.plimsoll.local.infra;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The infra process: starts PostgreSQL and Kafka, writes where they listen, and ends with its
 * standard input, with a given process, or when asked by a signal.
 */
public final class InfraMain {
  private final InfraOptions options;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private Optional<PostgresServer> postgres = Optional.empty();
  private Optional<KafkaServer> kafka = Optional.empty();

  private InfraMain(InfraOptions options) {
    this.options = options;
  }

  /** Runs until it is told to end; exit code 1 when a server does not start. */
  public static void main(String... arguments) {
    InfraMain infra = new InfraMain(InfraOptions.parse(arguments));
    int code = 0;
    try {
      infra.run();
    } catch (IOException | InterruptedException | RuntimeException e) {
      System.err.println("infra: " + e.getMessage());
      e.printStackTrace();
      code = 1;
    }
    infra.stop();
    Runtime.getRuntime().halt(code);
  }

  private void run() throws IOException, InterruptedException {
    OwnerOnly.folder(options.home());
    CompletableFuture<String> end = new CompletableFuture<>();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
    watch(end);
    CompletableFuture<PostgresServer> database =
        options.postgres().wanted()
            ? CompletableFuture.supplyAsync(this::startPostgres)
            : CompletableFuture.completedFuture(null);
    if (options.kafka().wanted()) {
      kafka = Optional.of(startKafka());
    }
    postgres = Optional.ofNullable(database.join());
    addresses().write(options.ready());
    postgres.ifPresent(server -> daemon("postgres", () -> endWith(server, end)));
    System.err.println("infra: ends because " + end.join());
  }

  private InfraAddresses addresses() {
    return new InfraAddresses(
        ProcessHandle.current().pid(),
        postgres.map(PostgresServer::port).orElse(0),
        postgres.map(PostgresServer::password).orElse(""),
        kafka.map(KafkaServer::port).orElse(0));
  }

  private PostgresServer startPostgres() {
    try {
      Path binaries = PostgresBinaries.unpacked(cache());
      return PostgresServer.start(
          options.home().resolve("postgres"), binaries, port(options.postgres()));
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL started", e);
    }
  }

  private KafkaServer startKafka() throws IOException {
    return KafkaServer.start(
        options.home().resolve("kafka"), port(options.kafka()), options.life().ephemeral());
  }

  private static int port(InfraOptions.Server server) {
    return server.port() == 0 ? FreePort.any() : server.port();
  }

  private static Path cache() {
    String base = System.getenv("XDG_CACHE_HOME");
    return base == null || base.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".cache", "plimsoll")
        : Path.of(base, "plimsoll");
  }

  private void watch(CompletableFuture<String> end) {
    InfraOptions.Life life = options.life();
    if (life.endsWithInput()) {
      daemon(
          "input",
          () -> {
            drain(System.in);
            end.complete("its input closed");
            leaveIfStarting();
          });
    }
    life.endsWithPid()
        .ifPresent(pid -> {
          var _ =
              ProcessHandle.of(pid)
                  .map(ProcessHandle::onExit)
                  .orElse(CompletableFuture.completedFuture(null))
                  .thenRun(() -> {
                    end.complete("process %d ended".formatted(pid));
                    leaveIfStarting();
                  });
        });
  }

  /** A start that nobody waits for any more is not finished. */
  private void leaveIfStarting() {
    if (!Files.exists(options.ready())) {
      System.exit(1);
    }
  }

  private static void endWith(PostgresServer server, CompletableFuture<String> end) {
    while (server.isAlive()) {
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    end.complete("PostgreSQL ended");
  }

  private static void drain(InputStream in) {
    try {
      while (in.read() >= 0) {
        // what comes in means nothing; its end does
      }
    } catch (IOException e) {
      // a broken pipe is an end too
    }
  }

  private void stop() {
    if (!stopping.compareAndSet(false, true)) {
      return;
    }
    try {
      Files.deleteIfExists(options.ready());
      if (options.life().ephemeral()) {
        postgres.ifPresent(PostgresServer::abandon);
        PostgresBinaries.deleteTree(options.home());
      } else {
        kafka.ifPresent(KafkaServer::close);
        postgres.ifPresent(PostgresServer::close);
      }
    } catch (IOException e) {
      System.err.println("infra: " + e.getMessage());
    }
  }

  private static void daemon(String name, Runnable task) {
    Thread.ofPlatform().daemon().name(name).start(task);
  }
}
