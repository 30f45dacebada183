package io.plimsoll.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Gives a service under test a fresh database, Kafka topics of its own, API keys ({@link TestKeys})
 * and a work folder. The service is named by the init argument {@code service}, else by {@code
 * plimsoll.service} of its application.properties.
 */
public final class PlimsollTestResource implements QuarkusTestResourceLifecycleManager {
  private String service = "";

  @Override
  public void init(Map<String, String> arguments) {
    service = arguments.getOrDefault("service", "");
  }

  @Override
  public Map<String, String> start() {
    TestInfra infra = TestInfra.get();
    TestDatabase database = infra.createDatabase(service.isEmpty() ? ownName() : service);
    infra.createTopics();
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.reactive.url", database.reactiveUrl());
    settings.put("quarkus.datasource.jdbc.url", database.jdbcUrl());
    settings.put("quarkus.datasource.username", database.user());
    settings.put("quarkus.datasource.password", database.password());
    settings.put("kafka.bootstrap.servers", infra.kafkaBootstrap());
    settings.put("plimsoll.kafka.topic-prefix", infra.topicPrefix());
    settings.put("plimsoll.kafka.trust-topics", "true");
    settings.put("quarkus.http.test-port", "0");
    try {
      Path folder = Files.createTempDirectory("plimsoll-test");
      settings.put("plimsoll.security.keys-file", TestKeys.writeKeysFile(folder).toString());
      settings.put("plimsoll.work-dir", Files.createDirectory(folder.resolve("work")).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return settings;
  }

  @Override
  public void stop() {
    // The servers end with the build, and the database with them.
  }

  private static String ownName() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream("application.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      String name = properties.getProperty("plimsoll.service");
      if (name == null) {
        throw new IllegalStateException(
            "plimsoll.service: not in application.properties\nMaybe name it: @ResourceArg(name = \"service\", value = \"training\").");
      }
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
