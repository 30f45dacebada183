package io.plimsoll.local.infra;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the infra process is to start and when it is to end.
 *
 * @param home the folder that holds the data of both servers
 * @param ready the file to write once both answer
 * @param postgres where PostgreSQL listens; port 0 takes a free one
 * @param kafka where Kafka listens; port 0 takes a free one
 * @param life when the process ends
 */
public record InfraOptions(Path home, Path ready, Server postgres, Server kafka, Life life) {

  /**
   * One server of the process.
   *
   * @param wanted whether it is started at all
   * @param port its port on loopback, 0 for any free one
   */
  public record Server(boolean wanted, int port) {
    public Server {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port: %d (expected: 0..65535)".formatted(port));
      }
    }
  }

  /**
   * When the process ends.
   *
   * @param endsWithInput ends when its standard input closes
   * @param endsWithPid ends when the process with this id is gone
   * @param ephemeral data that nobody needs later: stop at once and delete it
   */
  public record Life(boolean endsWithInput, OptionalLong endsWithPid, boolean ephemeral) {}

  /** Reads the options back from a command line made by {@link #toArguments()}. */
  static InfraOptions parse(String... arguments) {
    Map<String, String> given = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException(
            "argument: %s (expected: --name=value)".formatted(argument));
      }
      given.put(argument.substring(2, equals), argument.substring(equals + 1));
    }
    String pid = given.getOrDefault("ends-with-pid", "");
    return new InfraOptions(
        Path.of(needed(given, "home")),
        Path.of(needed(given, "ready")),
        server(given.getOrDefault("postgres-port", "")),
        server(given.getOrDefault("kafka-port", "")),
        new Life(
            Boolean.parseBoolean(given.getOrDefault("ends-with-input", "true")),
            pid.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(pid)),
            Boolean.parseBoolean(given.getOrDefault("ephemeral", "false"))));
  }

  List<String> toArguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("--home=" + home);
    arguments.add("--ready=" + ready);
    if (postgres.wanted()) {
      arguments.add("--postgres-port=" + postgres.port());
    }
    if (kafka.wanted()) {
      arguments.add("--kafka-port=" + kafka.port());
    }
    arguments.add("--ends-with-input=" + life.endsWithInput());
    life.endsWithPid().ifPresent(pid -> arguments.add("--ends-with-pid=" + pid));
    arguments.add("--ephemeral=" + life.ephemeral());
    return arguments;
  }

  private static Server server(String port) {
    return port.isEmpty() ? new Server(false, 0) : new Server(true, Integer.parseInt(port));
  }

  private static String needed(Map<String, String> given, String name) {
    String value = given.get(name);
    if (value == null) {
      throw new IllegalArgumentException("--%s is missing".formatted(name));
    }
    return value;
  }
}
