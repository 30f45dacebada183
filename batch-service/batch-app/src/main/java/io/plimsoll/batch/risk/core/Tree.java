package io.plimsoll.batch.risk.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a JSON tree of which any part may be missing. */
final class Tree {
  private final @Nullable Object node;

  private Tree(@Nullable Object node) {
    this.node = node;
  }

  static Tree of(@Nullable Object node) {
    return new Tree(node);
  }

  /** A member, itself missing where there is none. */
  Tree at(String name) {
    return node instanceof Map<?, ?> members ? new Tree(members.get(name)) : new Tree(null);
  }

  /** The items of a list; none of anything else. */
  List<Tree> items() {
    return node instanceof List<?> items ? items.stream().map(Tree::new).toList() : List.of();
  }

  /** The number, also one that was written as text. */
  Optional<Double> number() {
    return node instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
  }

  double orZero() {
    return number().orElse(0.0);
  }

  /** The text of a leaf, empty where it is missing. */
  String text() {
    return node == null ? "" : node.toString();
  }

  boolean isMissing() {
    return node == null;
  }
}
