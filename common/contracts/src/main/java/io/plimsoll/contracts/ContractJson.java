package io.plimsoll.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;

/**
 * The JSON rules of every body, over HTTP and Kafka: snake_case members, RFC 3339 times with Z,
 * absent instead of null, and no guessing at what a sender meant.
 *
 * <p>Commands and HTTP bodies are read strictly: an unknown or a doubled member, a text where a
 * number belongs, a null for a number that is needed are faults. Events are read leniently as to
 * unknown members only, because a newer producer may add some.
 */
public final class ContractJson {
  /** How deep arrays and objects may nest. */
  public static final int MAX_DEPTH = 64;

  /** How many digits a number may have. */
  public static final int MAX_NUMBER_LENGTH = 64;

  private static final ObjectMapper EVENTS = configure(new JsonMapper());
  private static final ObjectMapper COMMANDS =
      EVENTS.copy().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private ContractJson() {}

  /** Writes everything, and reads events: unknown members are ignored. */
  public static ObjectMapper mapper() {
    return EVENTS;
  }

  /** Reads commands and HTTP bodies: unknown members are refused. */
  public static ObjectMapper strictMapper() {
    return COMMANDS;
  }

  /**
   * Gives a mapper that somebody else made the rules of this class; unknown members are ignored.
   */
  public static ObjectMapper configure(ObjectMapper mapper) {
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .maxNameLength(256)
                .build());
    mapper.getFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
    mapper.getFactory().disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION);
    mapper
        .registerModule(new JavaTimeModule())
        .registerModule(new Jdk8Module())
        .registerModule(rules())
        .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .setDefaultPropertyInclusion(JsonInclude.Include.NON_ABSENT)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    refuseGuesses(mapper);
    return mapper;
  }

  private static SimpleModule rules() {
    return new SimpleModule("plimsoll")
        .addDeserializer(Instant.class, new InstantText())
        .setDeserializerModifier(new UnknownMembers());
  }

  @SuppressWarnings("deprecation") // a mapper of the framework has no builder left to ask
  private static void refuseGuesses(ObjectMapper mapper) {
    mapper.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
    for (LogicalType type :
        new LogicalType[] {LogicalType.Textual, LogicalType.DateTime, LogicalType.Enum}) {
      mapper
          .coercionConfigFor(type)
          .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
          .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
          .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    }
    mapper
        .coercionConfigFor(LogicalType.Integer)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    mapper
        .coercionConfigFor(LogicalType.Float)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
  }
}
