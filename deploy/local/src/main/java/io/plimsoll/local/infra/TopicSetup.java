package io.plimsoll.local.infra;

import io.plimsoll.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the declared topics on a broker and says where those that are there differ. */
public final class TopicSetup {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What was done. */
  public record Outcome(List<String> created, List<String> differences) {
    public Outcome {
      created = List.copyOf(created);
      differences = List.copyOf(differences);
    }
  }

  private final String bootstrap;
  private final String prefix;
  private final short replication;

  /**
   * Prepares a set-up.
   *
   * @param prefix put before each declared name, empty in production
   * @param replication how many brokers keep each topic
   */
  public TopicSetup(String bootstrap, String prefix, int replication) {
    this.bootstrap = bootstrap;
    this.prefix = prefix;
    this.replication = (short) replication;
  }

  /** Makes what is missing; changes nothing of what is there. */
  public Outcome apply(List<Topic> topics) throws InterruptedException {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", bootstrap, "client.id", "plimsoll-topics"))) {
      Set<String> present = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      List<Topic> missing =
          topics.stream().filter(topic -> !present.contains(name(topic))).toList();
      create(admin, missing);
      List<Topic> kept = topics.stream().filter(topic -> present.contains(name(topic))).toList();
      return new Outcome(missing.stream().map(this::name).toList(), differences(admin, kept));
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "Kafka at %s did not make the topics: %s".formatted(bootstrap, e.getMessage()), e);
    }
  }

  private void create(Admin admin, Collection<Topic> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<NewTopic> wanted =
        topics.stream()
            .map(topic ->
                new NewTopic(name(topic), topic.partitions(), replication)
                    .configs(topic.settings()))
            .toList();
    try {
      admin.createTopics(wanted).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private List<String> differences(Admin admin, List<Topic> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<String> names = topics.stream().map(this::name).toList();
    Map<String, TopicDescription> described =
        admin.describeTopics(names).allTopicNames().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    Map<String, Config> configured = configs(admin, names);
    List<String> differences = new ArrayList<>();
    for (Topic topic : topics) {
      TopicDescription description = described.get(name(topic));
      if (description != null && description.partitions().size() != topic.partitions()) {
        differences.add(
            "%s has %d partitions (expected: %d)"
                .formatted(name(topic), description.partitions().size(), topic.partitions()));
      }
      Config config = configured.get(name(topic));
      if (config != null) {
        differences.addAll(differences(topic, config));
      }
    }
    return differences;
  }

  private List<String> differences(Topic topic, Config config) {
    return topic.settings().entrySet().stream()
        .filter(setting -> !setting.getValue().equals(value(config, setting.getKey())))
        .map(setting ->
            "%s has %s=%s (expected: %s)"
                .formatted(
                    name(topic),
                    setting.getKey(),
                    value(config, setting.getKey()),
                    setting.getValue()))
        .sorted()
        .toList();
  }

  private static String value(Config config, String name) {
    return config.get(name) == null ? "" : config.get(name).value();
  }

  private static Map<String, Config> configs(Admin admin, List<String> names)
      throws InterruptedException, ExecutionException, TimeoutException {
    Set<ConfigResource> resources =
        names.stream()
            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
            .collect(Collectors.toSet());
    Map<String, Config> configs = new HashMap<>();
    admin
        .describeConfigs(resources)
        .all()
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .forEach((resource, config) -> configs.put(resource.name(), config));
    return configs;
  }

  private String name(Topic topic) {
    return prefix + topic.name();
  }
}
