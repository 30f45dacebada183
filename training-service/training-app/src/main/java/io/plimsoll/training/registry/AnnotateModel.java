package io.plimsoll.training.registry;

import io.plimsoll.platform.problem.ServiceException.Rejected;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** Writes what people say about a model; no part of its identity. */
@ApplicationScoped
public class AnnotateModel {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,39}");
  private static final int MOST_TAGS = 32;
  private static final int LONGEST_TAG = 200;
  private static final int LONGEST_NOTES = 10_000;

  private final ModelRegistry models;

  AnnotateModel(ModelRegistry models) {
    this.models = models;
  }

  /** Replaces the tags. */
  public Uni<ModelView> tag(UUID id, Map<String, String> tags) {
    return Uni.createFrom()
        .item(() -> checked(tags))
        .chain(good -> models.tag(id, good))
        .chain(() -> models.get(id));
  }

  /** Replaces the notes; empty ones are none. */
  public Uni<ModelView> note(UUID id, String notes) {
    return Uni.createFrom()
        .item(() -> checked(notes))
        .chain(good -> models.note(id, good))
        .chain(() -> models.get(id));
  }

  private static Map<String, String> checked(Map<String, String> tags) {
    if (tags.size() > MOST_TAGS) {
      throw new Rejected(
          "tags", "tags: %d (expected: at most %d)".formatted(tags.size(), MOST_TAGS));
    }
    tags.forEach((name, value) -> {
      if (!NAME.matcher(name).matches()) {
        throw new Rejected(
            "tags",
            "tags: '%s' (expected: a to z, 0 to 9, _ . -, at most 40 characters)"
                .formatted(name.length() <= 40 ? name : name.substring(0, 40) + "…"));
      }
      if (value.length() > LONGEST_TAG) {
        throw new Rejected(
            "tags." + name,
            "tags.%s: %d characters (expected: at most %d)"
                .formatted(name, value.length(), LONGEST_TAG));
      }
    });
    return tags;
  }

  private static String checked(String notes) {
    if (notes.length() > LONGEST_NOTES) {
      throw new Rejected(
          "notes",
          "notes: %d characters (expected: at most %d)".formatted(notes.length(), LONGEST_NOTES));
    }
    return notes;
  }
}
