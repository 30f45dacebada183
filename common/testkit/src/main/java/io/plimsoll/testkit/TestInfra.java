package io.plimsoll.testkit;

import io.plimsoll.contracts.Topics;
import io.plimsoll.local.infra.InfraAddresses;
import io.plimsoll.local.infra.InfraOptions;
import io.plimsoll.local.infra.InfraProcess;
import io.plimsoll.local.infra.ServiceDatabase;
import io.plimsoll.local.infra.TopicSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One real PostgreSQL and one real Kafka for all tests of a build. The first test that asks starts
 * them, in a process of their own; they end with the Maven process, and their data with them.
 */
public final class TestInfra {
  private static final String PASSWORD = "plimsolltest";

  /** Loaded, and so started, when the first test asks. */
  private static final class Holder {
    static final TestInfra SHARED = start();
  }

  private final InfraAddresses addresses;
  private final String topicPrefix = "t" + randomName() + ".";

  private TestInfra(InfraAddresses addresses) {
    this.addresses = addresses;
  }

  /** The servers of this build. */
  public static TestInfra get() {
    return Holder.SHARED;
  }

  /** Makes a fresh database with role, schema and search path of the service. */
  public TestDatabase createDatabase(String service) {
    String database = service + "_" + randomName();
    ServiceDatabase databases = new ServiceDatabase(addresses);
    try {
      databases.createDatabase(database);
      databases.createService(database, service, PASSWORD);
    } catch (SQLException e) {
      throw new IllegalStateException("no database for " + service, e);
    }
    return new TestDatabase(
        addresses.jdbcUrl(database), addresses.reactiveUrl(database), service, PASSWORD);
  }

  /** The address that Kafka clients start from. */
  public String kafkaBootstrap() {
    return addresses.kafkaBootstrap();
  }

  /** A prefix for topic names that no other test module has. */
  public String topicPrefix() {
    return topicPrefix;
  }

  /** Makes every declared topic under this module's prefix; those that are there stay. */
  public void createTopics() {
    try {
      new TopicSetup(kafkaBootstrap(), topicPrefix, 1).apply(Topics.all());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while topics were made", e);
    }
  }

  /** Where the servers listen, with the superuser's password. */
  public InfraAddresses addresses() {
    return addresses;
  }

  private static TestInfra start() {
    try {
      BuildProcess build = BuildProcess.find();
      Path checkout = BuildProcess.checkout();
      Path shared = Files.createDirectories(checkout.resolve("target/test-infra"));
      try (FileChannel channel =
              FileChannel.open(
                  shared.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        return new TestInfra(startedOrJoined(build, checkout, shared, lock));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL and Kafka started", e);
    }
  }

  private static InfraAddresses startedOrJoined(
      BuildProcess build, Path checkout, Path shared, FileLock lock)
      throws IOException, InterruptedException {
    if (!lock.isValid()) {
      throw new IOException("%s: the lock is not held".formatted(shared));
    }
    deleteLeftovers(shared);
    Path ready = shared.resolve(build.key() + ".ready");
    if (Files.exists(ready)) {
      InfraAddresses running = InfraAddresses.read(ready);
      if (ProcessHandle.of(running.pid()).isPresent()) {
        return running;
      }
    }
    Path log = shared.resolve(build.key() + ".log");
    InfraOptions options =
        new InfraOptions(
            shared.resolve(build.key() + ".home"),
            ready,
            new InfraOptions.Server(true, 0),
            new InfraOptions.Server(true, 0),
            new InfraOptions.Life(false, OptionalLong.of(build.pid()), true));
    return started(ServerSource.choose(), checkout, log, options);
  }

  private static InfraAddresses started(
      ServerSource source, Path checkout, Path log, InfraOptions options)
      throws IOException, InterruptedException {
    System.out.println("PostgreSQL and Kafka for tests come from " + source.describe());
    return switch (source) {
      case ServerSource.Jars _ ->
          InfraProcess.awaitReady(
              InfraProcess.start(classPath(checkout), log, options), options.ready(), log);
      case ServerSource.Containers(boolean forced, _) -> {
        try {
          yield InfraProcess.awaitReady(ContainersMain.start(options, log), options.ready(), log);
        } catch (IOException e) {
          if (forced) {
            throw e;
          }
          String why = String.valueOf(e.getMessage()).lines().reduce((_, last) -> last).orElse("");
          yield started(
              new ServerSource.Jars("the containers did not start: " + why),
              checkout,
              log,
              options);
        }
      }
    };
  }

  private static List<Path> classPath(Path checkout) throws IOException {
    Path libraries = checkout.resolve("deploy/local/target/lib");
    if (!Files.isDirectory(libraries)) {
      throw new IOException(
          "%s: not there%nMaybe build deploy/local first: ./mvnw -Dquick -pl deploy/local -am package"
              .formatted(libraries));
    }
    return List.of(ownClasses(), libraries.resolve("*"));
  }

  private static Path ownClasses() {
    try {
      return Path.of(
          InfraProcess.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a code source is a proper URI", e);
    }
  }

  private static void deleteLeftovers(Path shared) throws IOException {
    try (Stream<Path> files = Files.list(shared)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = file.getFileName().toString();
        int dot = name.indexOf('.');
        if (dot > 0 && !BuildProcess.isAlive(name.substring(0, dot))) {
          deleteTree(file);
        }
      }
    }
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static String randomName() {
    return UUID.randomUUID().toString().substring(0, 8);
  }
}
