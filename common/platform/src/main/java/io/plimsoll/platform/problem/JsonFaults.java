package io.plimsoll.platform.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.platform.problem.ServiceException.Rejected;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in the sender's words what is wrong with a JSON body; never a class name. */
public final class JsonFaults {
  private static final int MOST_TEXT = 60;

  private JsonFaults() {}

  /**
   * The refusal of a body that could not be read: {@link Malformed} with the member or the line and
   * column, or {@link Rejected} when a record's own check refused a well-formed value.
   */
  public static ServiceException refusal(Throwable fault) {
    return switch (fault) {
      case UnrecognizedPropertyException unknown ->
          at(pathOf(unknown), "unknown member (expected: %s)".formatted(namesOf(unknown)));
      case ValueInstantiationException broken when hasOwnWords(broken) -> ownWords(broken);
      case ValueInstantiationException broken
          when broken.getCause() instanceof NullPointerException missing ->
          absent(pathOf(broken), String.valueOf(missing.getMessage()));
      case InvalidFormatException wrong ->
          at(
              pathOf(wrong),
              "%s (expected: %s)".formatted(quoted(wrong.getValue()), kind(wrong.getTargetType())));
      case MismatchedInputException wrong when wrong.getPath().isEmpty() ->
          new Malformed("body: another JSON type (expected: " + kind(wrong.getTargetType()) + ")");
      case MismatchedInputException wrong ->
          at(
              pathOf(wrong),
              "absent, null or another JSON type (expected: " + kind(wrong.getTargetType()) + ")");
      case StreamConstraintsException _ ->
          new Malformed("body: JSON over the limits of depth or length" + where(fault));
      case JsonMappingException wrong when !wrong.getPath().isEmpty() ->
          at(pathOf(wrong), "out of range or in another form (expected: what the contract says)");
      case JsonProcessingException broken ->
          new Malformed("body: " + syntax(broken) + where(broken));
      default -> new Malformed("body: cannot be read");
    };
  }

  private static Malformed at(String path, String detail) {
    return new Malformed(path, path + ": " + detail);
  }

  private static boolean hasOwnWords(ValueInstantiationException broken) {
    return broken.getCause() instanceof IllegalArgumentException
        || broken.getCause() instanceof ServiceException;
  }

  /** A record that needs a member says its name with {@code Objects.requireNonNull}. */
  private static ServiceException absent(String path, String said) {
    String name = said.matches("[A-Za-z][A-Za-z0-9]*") ? snake(said) : "";
    String field = path.isEmpty() || name.isEmpty() ? path + name : path + "." + name;
    return field.isEmpty()
        ? new Malformed("body: a needed member is absent or null")
        : at(field, "a needed member is absent or null (expected: a value)");
  }

  private static String snake(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static ServiceException ownWords(ValueInstantiationException broken) {
    Throwable cause = broken.getCause();
    if (cause instanceof ServiceException known) {
      return known;
    }
    String detail = cause == null ? "refused" : String.valueOf(cause.getMessage());
    String path = pathOf(broken);
    int colon = detail.indexOf(':');
    String named =
        colon > 0 && detail.substring(0, colon).matches("[A-Za-z0-9_.\\[\\]]+")
            ? detail.substring(0, colon)
            : "";
    String field = path.isEmpty() || named.isEmpty() ? path + named : path + "." + named;
    return field.isEmpty() ? new Rejected(detail) : new Rejected(field, detail);
  }

  private static String pathOf(JsonMappingException fault) {
    return fault.getPath().stream()
        .map(JsonFaults::step)
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  private static String step(Reference step) {
    return step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName();
  }

  private static String namesOf(UnrecognizedPropertyException unknown) {
    List<String> names =
        unknown.getKnownPropertyIds() == null
            ? List.of()
            : unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList();
    return names.isEmpty() ? "no members" : "one of " + String.join(", ", names);
  }

  private static String quoted(@Nullable Object value) {
    String text = String.valueOf(value);
    return "'" + (text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…") + "'";
  }

  private static String syntax(JsonProcessingException broken) {
    String original = String.valueOf(broken.getOriginalMessage());
    return original.startsWith("Duplicate field")
        ? original.toLowerCase(Locale.ROOT)
        : original.startsWith("Unexpected end-of-input") || original.contains("No content")
            ? "JSON ends too early"
            : "not JSON";
  }

  private static String where(Throwable fault) {
    JsonLocation location =
        fault instanceof JsonProcessingException json ? json.getLocation() : null;
    return location == null || location.getLineNr() < 1
        ? ""
        : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static String kind(@Nullable Class<?> target) {
    if (target == null) {
      return "another value";
    }
    if (target.isEnum()) {
      return "one of "
          + java.util.Arrays.stream(target.getEnumConstants())
              .map(constant -> String.valueOf(constant))
              .collect(Collectors.joining(", "));
    }
    return switch (target.getSimpleName()) {
      case "int", "Integer", "long", "Long", "short", "BigInteger", "OptionalInt", "OptionalLong" ->
          "a whole number";
      case "double", "Double", "float", "Float", "BigDecimal", "OptionalDouble" -> "a number";
      case "boolean", "Boolean" -> "true or false";
      case "String" -> "a text";
      case "UUID" -> "a UUID";
      case "Instant" -> "RFC 3339 with Z, like 2026-01-31T15:04:05Z";
      case "LocalDate" -> "a date, like 2026-01-31";
      case "Duration" -> "a duration, like PT30S";
      case "List", "ArrayList", "Set", "Collection" -> "an array";
      default ->
          java.util.Collection.class.isAssignableFrom(target) || target.isArray()
              ? "an array"
              : "an object";
    };
  }
}
