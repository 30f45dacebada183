package io.plimsoll.training.registry.http;

import io.plimsoll.platform.problem.ServiceException.Malformed;
import io.plimsoll.training.ModelStatus;
import io.plimsoll.training.registry.ModelFilter;
import io.plimsoll.training.registry.ModelFilter.Column;
import io.plimsoll.training.registry.ModelFilter.Order;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The filter and order of a list of models, as its query says. */
public final class ModelQuery {
  @QueryParam("symbol")
  @Parameter(description = "The primary symbol", example = "AAPL")
  @Nullable String symbol;

  @QueryParam("algorithm")
  @Parameter(description = "A name of GET /algorithms", example = "ridge_regression")
  @Nullable String algorithm;

  @QueryParam("status")
  @Parameter(description = "pending, preprocessing, training, completed, failed or cancelled")
  @Nullable String status;

  @QueryParam("parent")
  @Parameter(description = "The id of the model that it descends from")
  @Nullable String parent;

  @QueryParam("group")
  @Parameter(description = "The id of the group that it belongs to")
  @Nullable String group;

  @QueryParam("cohort")
  @Parameter(description = "The id of the model that chose among its grid siblings")
  @Nullable String cohort;

  @QueryParam("tag")
  @Parameter(description = "name:value, several times for several", example = "desk:equities")
  List<String> tags = List.of();

  @QueryParam("alias")
  @Parameter(description = "An alias that the model holds", example = "champion")
  @Nullable String alias;

  @QueryParam("sort")
  @Parameter(
      description = "created_at, finished_at, name, symbol, algorithm or status; - for descending",
      example = "-created_at")
  @Nullable String sort;

  /** For the framework, which fills in what the query says. */
  public ModelQuery() {}

  ModelFilter filter() {
    return new ModelFilter(
        given(symbol).map(text -> text.toUpperCase(Locale.ROOT)),
        given(algorithm),
        given(status).map(ModelQuery::status),
        given(parent).map(text -> id("parent", text)),
        given(group).map(text -> id("group", text)),
        given(cohort).map(text -> id("cohort", text)),
        tags(tags),
        given(alias),
        order(given(sort).orElse("-created_at")));
  }

  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(some -> !some.isBlank());
  }

  private static Map<String, String> tags(List<String> texts) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String text : texts) {
      int colon = text.indexOf(':');
      if (colon < 1) {
        throw new Malformed("tag", "tag: '%s' (expected: name:value)".formatted(text));
      }
      tags.put(text.substring(0, colon), text.substring(colon + 1));
    }
    return tags;
  }

  private static ModelStatus status(String text) {
    return ModelStatus.find(text)
        .orElseThrow(() ->
            new Malformed(
                "status",
                "status: '%s' (expected: one of %s)"
                    .formatted(
                        text,
                        Arrays.stream(ModelStatus.values())
                            .map(ModelStatus::text)
                            .collect(Collectors.joining(" ")))));
  }

  private static UUID id(String field, String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw new Malformed(field, "%s: '%s' (expected: a UUID)".formatted(field, text));
    }
  }

  private static Order order(String text) {
    boolean isDescending = text.startsWith("-");
    String name = isDescending ? text.substring(1) : text;
    return Arrays.stream(Column.values())
        .filter(column -> column.text().equals(name))
        .findFirst()
        .map(column -> new Order(column, isDescending))
        .orElseThrow(() ->
            new Malformed(
                "sort",
                "sort: '%s' (expected: one of %s, - before it for descending)"
                    .formatted(
                        text,
                        Arrays.stream(Column.values())
                            .map(Column::text)
                            .collect(Collectors.joining(" ")))));
  }
}
