package io.plimsoll.training.registry;

import io.plimsoll.training.ModelStatus;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which models a list shows, and in which order.
 *
 * @param symbol the primary symbol
 * @param algorithm the algorithm's name
 * @param status where the model stands
 * @param parent the model it descends from
 * @param group what it belongs to
 * @param cohort the model that chose among its grid siblings
 * @param tags tags that the model has, among others
 * @param alias an alias that the model holds
 * @param order the total order of the list
 */
public record ModelFilter(
    Optional<String> symbol,
    Optional<String> algorithm,
    Optional<ModelStatus> status,
    Optional<UUID> parent,
    Optional<UUID> group,
    Optional<UUID> cohort,
    Map<String, String> tags,
    Optional<String> alias,
    Order order) {

  public ModelFilter {
    tags = Map.copyOf(tags);
  }

  /** A column to sort by; ties are broken by the id. */
  public record Order(Column column, boolean isDescending) {}

  /** What a list can be sorted by. */
  public enum Column {
    CREATED_AT("created_at"),
    FINISHED_AT("finished_at"),
    NAME("name"),
    SYMBOL("symbol"),
    ALGORITHM("algorithm"),
    STATUS("status");

    private final String text;

    Column(String text) {
      this.text = text;
    }

    /** The name in queries and in the database. */
    public String text() {
      return text;
    }
  }
}
