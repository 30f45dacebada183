package io.plimsoll.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.contracts.Topics;
import io.plimsoll.local.infra.InfraAddresses;
import io.plimsoll.local.infra.TopicSetup;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class TestInfraTest {

  @Test
  void givesAServiceItsOwnSchemaAsSearchPath() throws SQLException {
    TestDatabase database = TestInfra.get().createDatabase("training");

    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      statement.execute("create table probe (id int)");

      assertThat(one(statement, "select schemaname from pg_tables where tablename = 'probe'"))
          .isEqualTo("training");
    }
  }

  @Test
  void startsADatabaseThatKeepsWhatItConfirms() throws SQLException {
    TestDatabase database = TestInfra.get().createDatabase("training");

    try (Connection connection = connect(database);
        Statement statement = connection.createStatement()) {
      assertThat(List.of("fsync", "synchronous_commit", "full_page_writes"))
          .allSatisfy(name -> assertThat(one(statement, "show " + name)).isEqualTo("on"));
      assertThat(one(statement, "show password_encryption")).isEqualTo("scram-sha-256");
      assertThat(one(statement, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(one(statement, "show server_version")).startsWith("18.");
    }
  }

  @Test
  void refusesAWrongPassword() {
    TestDatabase database = TestInfra.get().createDatabase("training");

    assertThatThrownBy(
            () -> DriverManager.getConnection(database.jdbcUrl(), database.user(), "guessed"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void keepsServicesOutOfEachOthersDatabase() {
    TestDatabase training = TestInfra.get().createDatabase("training");
    TestDatabase batch = TestInfra.get().createDatabase("batch");

    assertThatThrownBy(
            () -> DriverManager.getConnection(training.jdbcUrl(), batch.user(), batch.password()))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("permission denied");
  }

  @Test
  void startsABrokerThatAcknowledges() throws Exception {
    TestInfra infra = TestInfra.get();
    String topic = infra.topicPrefix() + "probe";
    Map<String, Object> settings = Map.of("bootstrap.servers", infra.kafkaBootstrap());
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {

      producer.send(new ProducerRecord<>(topic, "key", "value")).get(20, TimeUnit.SECONDS);
    }

    try (Admin admin = Admin.create(settings)) {
      assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS)).contains(topic);
    }
  }

  @Test
  void makesTheDeclaredTopicsUnderAPrefix() throws Exception {
    TestInfra infra = TestInfra.get();

    infra.createTopics();

    String bars = infra.topicPrefix() + Topics.MARKET_BARS.name();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", infra.kafkaBootstrap()))) {
      assertThat(admin.describeTopics(List.of(bars)).allTopicNames().get().values())
          .singleElement()
          .extracting(TopicDescription::partitions, InstanceOfAssertFactories.LIST)
          .hasSize(Topics.PARTITIONS);
    }
    assertThat(new TopicSetup(infra.kafkaBootstrap(), infra.topicPrefix(), 1).apply(Topics.all()))
        .isEqualTo(new TopicSetup.Outcome(List.of(), List.of()));
  }

  @Test
  void isSharedByAllProcessesOfABuild() {
    InfraAddresses addresses = TestInfra.get().addresses();

    BuildProcess build = BuildProcess.find();

    assertThat(ProcessHandle.of(addresses.pid())).isPresent();
    assertThat(BuildProcess.isAlive(build.key())).isTrue();
    assertThat(BuildProcess.isAlive("1-1")).isFalse();
  }

  private static Connection connect(TestDatabase database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  private static String one(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
