package io.plimsoll.batchkernel.pipeline;

import io.plimsoll.kernel.identity.CanonicalJson;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a pipeline definition from its JSON tree and says what is wrong with it: unknown members
 * and commands, duplicate steps, cycles, references to what a step cannot know, size.
 */
public final class PipelineParser {
  /** The most a definition may take, as canonical JSON. */
  public static final int MAX_BYTES = 64 * 1024;

  private static final int MAX_STEPS = 100;
  private static final String RESERVED = "runs";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
  private static final Set<String> MEMBERS =
      Set.of("name", "requires", "parameters", "steps", "triggers");
  private static final Set<String> STEP_MEMBERS =
      Set.of("id", "command", "with", "needs", "when", "for_each");

  private PipelineParser() {}

  /** The definition, or where its first fault is. */
  public static ParsedPipeline parse(Map<String, Object> tree) {
    try {
      return new ParsedPipeline.Valid(read(tree));
    } catch (Fault fault) {
      return new ParsedPipeline.Invalid(fault.field, fault.detail);
    }
  }

  private static PipelineDefinition read(Map<String, Object> tree) {
    int bytes = CanonicalJson.bytes(tree).length;
    require(bytes <= MAX_BYTES, "", bytes + " bytes (expected: at most " + MAX_BYTES + ")");
    requireKnown(tree.keySet(), MEMBERS, "");
    String name = name(tree.get("name"), "name");
    require(!name.equals(RESERVED), "name", RESERVED + " (expected: another, this one is a route)");
    PipelineParameters parameters =
        new PipelineParameters(
            JsonTree.copyOf(object(tree.get("parameters"), "parameters")),
            Set.copyOf(texts(tree.get("requires"), "requires")));
    List<StepDefinition> steps = steps(tree.get("steps"), parameters);
    return new PipelineDefinition(name, parameters, steps, triggers(tree.get("triggers")));
  }

  private static List<StepDefinition> steps(@Nullable Object value, PipelineParameters parameters) {
    List<?> written = list(value, "steps");
    require(
        !written.isEmpty() && written.size() <= MAX_STEPS,
        "steps",
        written.size() + " (expected: 1 to " + MAX_STEPS + ")");
    Map<String, StepDefinition> steps = new LinkedHashMap<>();
    for (int i = 0; i < written.size(); i++) {
      String field = "steps[" + i + "]";
      StepDefinition step = step(object(written.get(i), field), field);
      require(
          steps.put(step.id(), step) == null, field + ".id", step.id() + " (expected: a new name)");
    }
    List<StepDefinition> ordered = inOrder(steps);
    checkReferences(ordered, parameters);
    return ordered;
  }

  private static StepDefinition step(Map<?, ?> tree, String field) {
    requireKnown(tree.keySet(), STEP_MEMBERS, field + ".");
    String command = text(tree.get("command"), field + ".command");
    List<String> needs = texts(tree.get("needs"), field + ".needs");
    return new StepDefinition(
        name(tree.get("id"), field + ".id"),
        StepCommand.find(command)
            .orElseThrow(
                () -> new Fault(field + ".command", command + " (expected: a known command)")),
        JsonTree.copyOf(object(tree.get("with"), field + ".with")),
        needs,
        tree.get("when") == null ? "" : text(tree.get("when"), field + ".when"),
        JsonTree.copyOf(object(tree.get("for_each"), field + ".for_each")));
  }

  /** Orders the steps so that each comes after its needs, else as written; refuses a cycle. */
  private static List<StepDefinition> inOrder(Map<String, StepDefinition> steps) {
    List<StepDefinition> ordered = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    for (StepDefinition step : steps.values()) {
      for (String need : step.needs()) {
        require(
            steps.containsKey(need), "steps." + step.id() + ".needs", need + " (expected: a step)");
      }
    }
    while (ordered.size() < steps.size()) {
      List<StepDefinition> next =
          steps.values().stream()
              .filter(step -> !placed.contains(step.id()) && placed.containsAll(step.needs()))
              .toList();
      if (next.isEmpty()) {
        List<String> cycle = steps.keySet().stream().filter(id -> !placed.contains(id)).toList();
        throw new Fault("steps", "a cycle among " + cycle + " (expected: none)");
      }
      next.forEach(step -> placed.add(step.id()));
      ordered.addAll(next);
    }
    return ordered;
  }

  private static void checkReferences(List<StepDefinition> ordered, PipelineParameters parameters) {
    Map<String, Set<String>> known = new HashMap<>();
    for (StepDefinition step : ordered) {
      Set<String> behind = new HashSet<>(step.needs());
      step.needs().forEach(need -> behind.addAll(known.getOrDefault(need, Set.of())));
      known.put(step.id(), behind);
      String field = "steps." + step.id();
      Set<String> each = step.forEach().keySet();
      check(step.with(), field + ".with", parameters, behind, each);
      check(step.when(), field + ".when", parameters, behind, Set.of());
      check(step.forEach(), field + ".for_each", parameters, behind, Set.of());
    }
  }

  private static void check(
      Object template,
      String field,
      PipelineParameters parameters,
      Set<String> steps,
      Set<String> each) {
    for (List<String> path : Template.references(template)) {
      String root = path.getFirst();
      String name = path.size() > 1 ? path.get(1) : "";
      boolean isKnown =
          switch (root) {
            case "parameters" -> name.isEmpty() || parameters.names().contains(name);
            case "steps" -> steps.contains(name);
            case "each" -> each.contains(name);
            case "run", "event" -> true;
            default -> false;
          };
      require(
          isKnown,
          field,
          "${%s} (expected: a parameter, a step it needs, each, run or event)"
              .formatted(String.join(".", path)));
    }
  }

  private static List<PipelineTrigger> triggers(@Nullable Object value) {
    List<PipelineTrigger> triggers = new ArrayList<>();
    List<?> written = value == null ? List.of(Map.of("http", true)) : list(value, "triggers");
    for (int i = 0; i < written.size(); i++) {
      String field = "triggers[" + i + "]";
      triggers.add(trigger(object(written.get(i), field), field));
    }
    return triggers;
  }

  private static PipelineTrigger trigger(Map<?, ?> tree, String field) {
    if (tree.containsKey("cron")) {
      requireKnown(tree.keySet(), Set.of("cron", "zone"), field + ".");
      return new PipelineTrigger.Cron(text(tree.get("cron"), field + ".cron"), zone(tree, field));
    }
    if (tree.containsKey("event_type")) {
      requireKnown(tree.keySet(), Set.of("event_type", "filter", "with"), field + ".");
      return new PipelineTrigger.Event(
          text(tree.get("event_type"), field + ".event_type"),
          JsonTree.copyOf(object(tree.get("filter"), field + ".filter")),
          JsonTree.copyOf(object(tree.get("with"), field + ".with")));
    }
    requireKnown(tree.keySet(), Set.of("http"), field + ".");
    require(tree.containsKey("http"), field, "empty (expected: http, cron or event_type)");
    return new PipelineTrigger.Request();
  }

  private static ZoneId zone(Map<?, ?> tree, String field) {
    String zone = text(tree.get("zone"), field + ".zone");
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException unknown) {
      throw new Fault(field + ".zone", zone + " (expected: a time zone such as America/New_York)");
    }
  }

  private static String name(@Nullable Object value, String field) {
    String name = text(value, field);
    require(NAME.matcher(name).matches(), field, name + " (expected: " + NAME.pattern() + ")");
    return name;
  }

  private static String text(@Nullable Object value, String field) {
    if (value instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new Fault(field, value + " (expected: a text)");
  }

  private static List<String> texts(@Nullable Object value, String field) {
    List<String> texts = new ArrayList<>();
    if (value != null) {
      list(value, field).forEach(element -> texts.add(text(element, field)));
    }
    return texts;
  }

  private static List<?> list(@Nullable Object value, String field) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new Fault(field, value + " (expected: a list)");
  }

  private static Map<?, ?> object(@Nullable Object value, String field) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    require(value == null, field, value + " (expected: an object)");
    return Map.of();
  }

  private static void requireKnown(Set<?> found, Set<String> known, String prefix) {
    for (Object member : found) {
      require(
          known.contains(member),
          prefix + member,
          "unknown member (expected: " + sorted(known) + ")");
    }
  }

  private static List<String> sorted(Set<String> names) {
    return names.stream().sorted().toList();
  }

  private static void require(boolean condition, String field, String detail) {
    if (!condition) {
      throw new Fault(field, detail);
    }
  }

  private static final class Fault extends RuntimeException {
    private final String field;
    private final String detail;

    Fault(String field, String detail) {
      super(detail, null, false, false);
      this.field = field;
      this.detail = detail;
    }
  }
}
