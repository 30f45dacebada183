package io.plimsoll.contracts;

import io.plimsoll.contracts.Topic.Kind;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The topics of the platform. None is ever made by a broker on its own. */
public final class Topics {
  /** How many partitions each topic has. */
  public static final int PARTITIONS = 12;

  private static final String DEAD_LETTER_SUFFIX = ".dlq";

  public static final Topic MARKET_BARS = state("market.bars.v1");
  public static final Topic TRAINING_MODELS = state("training.models.v1");
  public static final Topic BATCH_PORTFOLIOS = state("batch.portfolios.v1");
  public static final Topic TRAINING_EVENTS = facts("training.events.v1");
  public static final Topic SIMULATION_EVENTS = facts("simulation.events.v1");
  public static final Topic BATCH_EVENTS = facts("batch.events.v1");
  public static final Topic ALERTS = facts("alerts.v1");
  public static final Topic TRAINING_COMMANDS = commands("training.commands.v1");
  public static final Topic SIMULATION_COMMANDS = commands("simulation.commands.v1");
  public static final Topic BATCH_COMMANDS = commands("batch.commands.v1");

  private static final List<Topic> LIVE =
      List.of(
          MARKET_BARS,
          TRAINING_MODELS,
          BATCH_PORTFOLIOS,
          TRAINING_EVENTS,
          SIMULATION_EVENTS,
          BATCH_EVENTS,
          ALERTS,
          TRAINING_COMMANDS,
          SIMULATION_COMMANDS,
          BATCH_COMMANDS);

  private Topics() {}

  /** The topics that services write and read in the normal course. */
  public static List<Topic> live() {
    return LIVE;
  }

  /** Every topic: the live ones, each followed by its dead letters. */
  public static List<Topic> all() {
    return LIVE.stream().flatMap(topic -> Stream.of(topic, dlq(topic))).toList();
  }

  /** Where messages of a topic go that cannot be read or are given up. */
  public static Topic dlq(Topic topic) {
    return new Topic(dlq(topic.name()), Kind.DEAD_LETTERS, topic.partitions(), Duration.ofDays(90));
  }

  /** The name of the dead-letter topic of a topic's name, prefix and all. */
  public static String dlq(String topic) {
    return topic + DEAD_LETTER_SUFFIX;
  }

  private static Topic state(String name) {
    return new Topic(name, Kind.STATE, PARTITIONS, Duration.ZERO);
  }

  private static Topic facts(String name) {
    return new Topic(name, Kind.FACTS, PARTITIONS, Duration.ofDays(30));
  }

  private static Topic commands(String name) {
    return new Topic(name, Kind.COMMANDS, PARTITIONS, Duration.ofDays(7));
  }
}
