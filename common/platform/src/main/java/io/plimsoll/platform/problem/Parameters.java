package io.plimsoll.platform.problem;

import io.plimsoll.contracts.FieldFault;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds which parameter of a path or query the framework could not convert: its failure names the
 * text, not the parameter.
 */
final class Parameters {
  private Parameters() {}

  static FieldFault fault(Throwable cause, UriInfo uri) {
    String said = String.valueOf(cause.getMessage());
    return Stream.concat(entries(uri.getPathParameters()), entries(uri.getQueryParameters()))
        .filter(entry -> isAbout(said, entry.getValue()))
        .findFirst()
        .map(entry -> fault(entry, cause))
        .or(() -> onlyOne(uri).map(entry -> fault(entry, cause)))
        .orElseGet(() -> new FieldFault("query", "A parameter is in another form than expected"));
  }

  private static FieldFault fault(Map.Entry<String, String> entry, Throwable cause) {
    return new FieldFault(
        entry.getKey(),
        "%s: '%s' (expected: %s)"
            .formatted(entry.getKey(), Texts.brief(entry.getValue()), expected(cause)));
  }

  private static Optional<Map.Entry<String, String>> onlyOne(UriInfo uri) {
    List<Map.Entry<String, String>> all =
        Stream.concat(entries(uri.getPathParameters()), entries(uri.getQueryParameters())).toList();
    return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
  }

  private static boolean isAbout(String said, String value) {
    return !value.isEmpty()
        && (said.contains("\"" + value + "\"")
            || said.contains("'" + value + "'")
            || said.endsWith(": " + value)
            || said.endsWith("." + value));
  }

  private static Stream<Map.Entry<String, String>> entries(MultivaluedMap<String, String> map) {
    return map.entrySet().stream()
        .flatMap(entry -> entry.getValue().stream().map(value -> Map.entry(entry.getKey(), value)));
  }

  private static String expected(Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    return switch (cause) {
      case NumberFormatException _ -> "a number";
      case java.time.DateTimeException _ -> "a date or RFC 3339 time";
      default -> {
        if (said.startsWith("Invalid UUID") || said.startsWith("UUID string")) {
          yield "a UUID";
        }
        yield said.startsWith("No enum constant") ? "a known name" : "another form";
      }
    };
  }
}
