package io.plimsoll.local.process;

import io.plimsoll.local.home.Keys;
import io.plimsoll.local.home.PlimsollHome;
import io.plimsoll.local.infra.InfraAddresses;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What the services of an installation are told by their environment.
 *
 * @param home where the state is kept
 * @param ports where everything listens
 * @param keys whom the services let in
 */
record ServiceSettings(PlimsollHome home, Ports ports, Keys keys) {
  /** The database of the services. */
  static final String DATABASE = "plimsoll";

  /** A database in which practice runs leave what they leave. */
  static final String PRACTICE = "practice";

  /** A port on loopback on which nothing answers. */
  private static final String NO_KAFKA = "127.0.0.1:9";

  /** The settings of a service beside running servers. */
  Map<String, String> of(Service service, InfraAddresses found) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    settings.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(service)));
    settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", found.reactiveUrl(DATABASE));
    settings.put("QUARKUS_DATASOURCE_JDBC_URL", found.jdbcUrl(DATABASE));
    settings.put("QUARKUS_DATASOURCE_USERNAME", service.text());
    settings.put("QUARKUS_DATASOURCE_PASSWORD", Passwords.of(home, service));
    settings.put("KAFKA_BOOTSTRAP_SERVERS", found.kafkaBootstrap());
    settings.put("PLIMSOLL_SECURITY_KEYS_FILE", keys.hashedFile().toString());
    settings.put("PLIMSOLL_KAFKA_TRUST_TOPICS", "true");
    settings.put("PLIMSOLL_WORK_DIR", home.work().resolve(service.text()).toString());
    if (service == Service.SIMULATION) {
      settings.put(
          "PLIMSOLL_SIMULATION_TRAINING_URL", "http://127.0.0.1:" + ports.of(Service.TRAINING));
      settings.put("PLIMSOLL_SIMULATION_TRAINING_KEY_FILE", keys.serviceKeyFile().toString());
    }
    return settings;
  }

  /** The same for a run that touches nothing: another port and database, and no Kafka. */
  Map<String, String> practising(Service service, int port, InfraAddresses found)
      throws IOException {
    Map<String, String> settings = of(service, found);
    settings.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", found.reactiveUrl(PRACTICE));
    settings.put("QUARKUS_DATASOURCE_JDBC_URL", found.jdbcUrl(PRACTICE));
    settings.put("KAFKA_BOOTSTRAP_SERVERS", NO_KAFKA);
    settings.put("PLIMSOLL_WORK_DIR", home.work().resolve(PRACTICE).toString());
    settings.put("PLIMSOLL_SHUTDOWN_DELAY", "0s");
    return settings;
  }
}
