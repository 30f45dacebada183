package io.plimsoll.training.registry.http;

import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.training.registry.Promotions.StintFilter;
import io.plimsoll.training.registry.Promotions.Window;
import jakarta.ws.rs.QueryParam;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which aliases a list shows, as its query says. */
public final class StintQuery {
  @QueryParam("alias")
  @Parameter(description = "The alias", example = "champion")
  @Nullable String alias;

  @QueryParam("symbol")
  @Parameter(description = "The primary symbol", example = "AAPL")
  @Nullable String symbol;

  @QueryParam("model")
  @Parameter(description = "The id of a model")
  @Nullable String model;

  /** For the framework, which fills in what the query says. */
  public StintQuery() {}

  StintFilter filter(Optional<String> on) {
    return new StintFilter(
        given(alias),
        given(symbol).map(text -> text.toUpperCase(Locale.ROOT)),
        given(model).map(StintQuery::id),
        on.map(StintQuery::window).orElse(new Window(Optional.empty(), Optional.empty())));
  }

  /** The whole UTC day of a date, or one instant. */
  private static Window window(String text) {
    try {
      if (text.indexOf('T') >= 0) {
        Instant instant = Instant.parse(text);
        return new Window(Optional.of(instant), Optional.of(instant));
      }
      LocalDate date = LocalDate.parse(text);
      Instant from = date.atStartOfDay(ZoneOffset.UTC).toInstant();
      Instant next = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      return new Window(Optional.of(from), Optional.of(next.minus(1, ChronoUnit.MICROS)));
    } catch (DateTimeException _) {
      throw new Malformed(
          "on", "on: '%s' (expected: a date or an instant, ISO 8601)".formatted(text));
    }
  }

  static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(some -> !some.isBlank());
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw new Malformed("model", "model: '%s' (expected: a UUID)".formatted(text));
    }
  }
}
