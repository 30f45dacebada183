package io.plimsoll.batch.items.core;

import io.plimsoll.batch.ItemProcessor;
import io.plimsoll.batch.ItemProcessor.Intake;
import io.plimsoll.kernel.identity.CanonicalJson;
import io.plimsoll.kernel.identity.Fingerprint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The items of a request once their processor has read them: distinct ones to work on, distinct
 * ones that cannot be, and how many were there before.
 *
 * @param taken in the order they were first sent, in their normal form
 * @param refused in the order they were first sent
 * @param duplicates how many were left out because an equal one came before
 * @param hash identifies the request
 */
public record Intaken(List<Object> taken, List<Refusal> refused, int duplicates, String hash) {
  /** The most characters of an item. */
  public static final int LONGEST_ITEM = 16_384;

  /** Stands for an item of so many values that it was not read. */
  public static final Object OVERSIZED = Map.of("oversized", true);

  private static final int SHOWN = 200;

  public Intaken {
    taken = List.copyOf(taken);
    refused = List.copyOf(refused);
  }

  /**
   * An item that cannot be worked on.
   *
   * @param item as it was sent, or the beginning of it
   * @param reason what was found and what was expected
   */
  public record Refusal(String item, String reason) {}

  /** How many distinct items there are. */
  public int total() {
    return taken.size() + refused.size();
  }

  /** Has the processor read every item of a request. */
  public static Intaken of(BatchRequest request, ItemProcessor processor) {
    Map<String, Object> taken = new LinkedHashMap<>();
    Map<String, Refusal> refused = new LinkedHashMap<>();
    List<String> texts = new ArrayList<>(request.items().size());
    for (Object item : request.items()) {
      Read read = read(item, processor);
      texts.add(read.text());
      switch (read.intake()) {
        case Intake.Taken(Object normal) -> taken.putIfAbsent(CanonicalJson.text(normal), normal);
        case Intake.Refused(String reason) ->
            refused.putIfAbsent(read.text(), new Refusal(shown(read.text()), reason));
      }
    }
    int duplicates = request.items().size() - taken.size() - refused.size();
    Fingerprint hash =
        Fingerprint.of(
            Map.of(
                "processor",
                request.processor(),
                "items",
                texts,
                "options",
                request.options().toJson().getMap()));
    return new Intaken(
        List.copyOf(taken.values()), List.copyOf(refused.values()), duplicates, hash.hex());
  }

  private record Read(String text, Intake intake) {}

  private static Read read(@Nullable Object item, ItemProcessor processor) {
    if (item == null) {
      return new Read("null", new Intake.Refused("item: null (expected: a value)"));
    }
    if (item == OVERSIZED) {
      return new Read("...", new Intake.Refused("item: too many values"));
    }
    String text;
    try {
      text = item instanceof String plain ? plain : CanonicalJson.text(item);
      CanonicalJson.text(item);
    } catch (IllegalArgumentException e) {
      return new Read(
          harmless(String.valueOf(item)), new Intake.Refused(String.valueOf(e.getMessage())));
    }
    if (text.length() > LONGEST_ITEM) {
      return new Read(
          text.substring(0, SHOWN) + "#" + text.hashCode(),
          new Intake.Refused(
              "item: %d characters (expected: at most %d)".formatted(text.length(), LONGEST_ITEM)));
    }
    if (text.indexOf('\u0000') >= 0 || text.contains("\\u0000")) {
      return new Read(harmless(text), new Intake.Refused("item: a NUL character"));
    }
    return new Read(text, processor.take(item));
  }

  private static String shown(String text) {
    String harmless = harmless(text);
    return harmless.length() <= SHOWN ? harmless : harmless.substring(0, SHOWN) + "...";
  }

  /** Without what the database or a terminal would not take: controls and half surrogates. */
  private static String harmless(String text) {
    StringBuilder kept = new StringBuilder(Math.min(text.length(), 2 * SHOWN));
    text.codePoints()
        .limit(2L * SHOWN)
        .map(c -> c < 0x20 || c == 0x7F || Character.getType(c) == Character.SURROGATE ? '?' : c)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
