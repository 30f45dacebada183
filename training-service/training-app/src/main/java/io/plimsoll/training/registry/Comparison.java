package io.plimsoll.training.registry;

import io.plimsoll.training.registry.ComparisonView.Difference;
import io.plimsoll.training.registry.ComparisonView.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What two models have in common and where they differ. */
final class Comparison {
  private static final List<String> PARTS = List.of("out_of_fold", "holdout");

  private Comparison() {}

  static ComparisonView of(Side a, Side b) {
    SortedSet<String> onlyA = new TreeSet<>(a.model().featureCols());
    SortedSet<String> onlyB = new TreeSet<>(b.model().featureCols());
    SortedSet<String> both = new TreeSet<>(onlyA);
    both.retainAll(onlyB);
    onlyA.removeAll(both);
    onlyB.removeAll(both);
    return new ComparisonView(
        a.model().id(),
        b.model().id(),
        isSameFamily(a.model(), b.model()),
        differences(a.config(), b.config()),
        scores(a.model(), b.model()),
        new ComparisonView.Features(List.copyOf(both), List.copyOf(onlyA), List.copyOf(onlyB)));
  }

  /** A model with the configuration that its fingerprint is made of. */
  record Side(ModelView model, Map<String, Object> config) {}

  private static boolean isSameFamily(ModelView a, ModelView b) {
    return a.family() != null && Objects.equals(a.family(), b.family());
  }

  private static List<Difference> differences(Map<String, Object> a, Map<String, Object> b) {
    Map<String, Object> left = flat(a);
    Map<String, Object> right = flat(b);
    SortedSet<String> fields = new TreeSet<>(left.keySet());
    fields.addAll(right.keySet());
    List<Difference> differences = new ArrayList<>();
    for (String field : fields) {
      Object one = left.get(field);
      Object other = right.get(field);
      if (!field.equals("model_id") && !field.equals("features") && !Objects.equals(one, other)) {
        differences.add(new Difference(field, one, other));
      }
    }
    return differences;
  }

  /** {@code split.folds} and the like, for the members of members. */
  private static Map<String, Object> flat(Map<String, Object> tree) {
    Map<String, Object> flat = new TreeMap<>();
    tree.forEach((name, value) -> {
      if (value instanceof Map<?, ?> inner) {
        inner.forEach((key, one) -> {
          if (one != null) {
            flat.put(name + "." + key, one);
          }
        });
      } else if (value != null) {
        flat.put(name, value);
      }
    });
    return flat;
  }

  private static List<Score> scores(ModelView a, ModelView b) {
    List<Score> scores = new ArrayList<>();
    for (String part : PARTS) {
      Map<String, Double> left = part(a, part);
      Map<String, Double> right = part(b, part);
      SortedSet<String> names = new TreeSet<>(left.keySet());
      names.addAll(right.keySet());
      for (String name : names) {
        scores.add(score(part, name, left.get(name), right.get(name)));
      }
    }
    return scores;
  }

  private static Score score(String part, String name, @Nullable Double a, @Nullable Double b) {
    return new Score(part, name, a, b, a == null || b == null ? null : b - a);
  }

  private static Map<String, Double> part(ModelView model, String part) {
    Map<String, Double> scores = new LinkedHashMap<>();
    if (model.metrics() != null && model.metrics().get(part) instanceof Map<?, ?> found) {
      found.forEach((name, value) -> {
        if (value instanceof Number number) {
          scores.put(String.valueOf(name), number.doubleValue());
        }
      });
    }
    return scores;
  }
}
