package io.plimsoll.local.infra;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** One Kafka node, broker and controller in one, on loopback, with one replica of everything. */
final class KafkaServer implements AutoCloseable {
  private final KafkaRaftServer server;
  private final int port;

  private KafkaServer(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts a node on the data of a folder, which is made when it is not there. */
  static KafkaServer start(Path home, int port, boolean createsTopicsUnasked) throws IOException {
    return start(home, Listening.onLoopback(port), createsTopicsUnasked);
  }

  /** The same on other addresses than loopback, for a container. */
  static KafkaServer start(Path home, Listening listening, boolean createsTopicsUnasked)
      throws IOException {
    OwnerOnly.folder(home);
    Path logs = OwnerOnly.folder(home.resolve("data"));
    Properties settings = settings(logs, listening, FreePort.any(), createsTopicsUnasked);
    Path file = home.resolve("server.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      settings.store(writer, "made at each start");
    }
    if (!Files.exists(logs.resolve("meta.properties"))) {
      format(file);
    }
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
    server.startup();
    return new KafkaServer(server, listening.port());
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static void format(Path settings) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
      String[] arguments = {
        "format", "--cluster-id", Uuid.randomUuid().toString(), "--config", settings.toString()
      };
      if (StorageTool.execute(arguments, out) != 0) {
        throw new IOException(
            "Kafka's storage was not formatted:\n" + said.toString(StandardCharsets.UTF_8));
      }
    }
  }

  private static Properties settings(
      Path logs, Listening listening, int controllerPort, boolean createsTopicsUnasked) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "process.roles",
            "broker,controller",
            "node.id",
            "1",
            "listeners",
            "BROKER://%s:%d,CONTROLLER://127.0.0.1:%d"
                .formatted(listening.bind(), listening.port(), controllerPort),
            "advertised.listeners",
            "BROKER://%s:%d".formatted(listening.advertised(), listening.port()),
            "listener.security.protocol.map",
            "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name",
            "BROKER",
            "controller.listener.names",
            "CONTROLLER",
            "controller.quorum.voters",
            "1@127.0.0.1:" + controllerPort,
            "log.dirs",
            logs.toString(),
            "auto.create.topics.enable",
            Boolean.toString(createsTopicsUnasked)));
    for (String oneReplica :
        List.of(
            "offsets.topic.replication.factor",
            "transaction.state.log.replication.factor",
            "transaction.state.log.min.isr",
            "share.coordinator.state.topic.replication.factor",
            "share.coordinator.state.topic.min.isr",
            "default.replication.factor",
            "min.insync.replicas")) {
      settings.setProperty(oneReplica, "1");
    }
    settings.putAll(
        Map.of(
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.num.partitions", "4",
            "num.partitions", "1",
            "group.initial.rebalance.delay.ms", "0",
            "log.cleaner.dedupe.buffer.size", "16777216",
            "log.index.size.max.bytes", "1048576",
            "num.network.threads", "2",
            "num.io.threads", "4"));
    return settings;
  }
}
