package io.plimsoll.local.infra;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * Where the servers of a running infra process listen.
 *
 * @param pid the infra process
 * @param postgresPort port of PostgreSQL on loopback, 0 when it was not wanted
 * @param postgresPassword the superuser's password
 * @param kafkaPort port of Kafka on loopback, 0 when it was not wanted
 */
public record InfraAddresses(long pid, int postgresPort, String postgresPassword, int kafkaPort) {
  /** The database superuser. */
  public static final String SUPERUSER = "postgres";

  /** The address that Kafka clients start from. */
  public String kafkaBootstrap() {
    return "127.0.0.1:" + kafkaPort;
  }

  /** The JDBC address of a database. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(postgresPort, database);
  }

  /** The address of a database for the reactive client. */
  public String reactiveUrl(String database) {
    return "postgresql://127.0.0.1:%d/%s".formatted(postgresPort, database);
  }

  /** Reads the file that an infra process wrote when it was ready. */
  public static InfraAddresses read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return new InfraAddresses(
        Long.parseLong(properties.getProperty("pid", "0")),
        Integer.parseInt(properties.getProperty("postgres.port", "0")),
        properties.getProperty("postgres.password", ""),
        Integer.parseInt(properties.getProperty("kafka.port", "0")));
  }

  /** Writes the file whole or not at all, readable by its owner only. */
  public void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("pid", Long.toString(pid));
    properties.setProperty("postgres.port", Integer.toString(postgresPort));
    properties.setProperty("postgres.password", postgresPassword);
    properties.setProperty("kafka.port", Integer.toString(kafkaPort));
    StringWriter text = new StringWriter();
    properties.store(text, "written when the servers answered");
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    OwnerOnly.write(unfinished, text.toString());
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
