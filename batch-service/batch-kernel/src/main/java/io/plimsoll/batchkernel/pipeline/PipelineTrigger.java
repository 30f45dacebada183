package io.plimsoll.batchkernel.pipeline;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What may start a pipeline. All of them start the same run in the same way. */
public sealed interface PipelineTrigger {
  /** As JSON. */
  Map<String, Object> toTree();

  /** A request, by HTTP or by command. */
  record Request() implements PipelineTrigger {
    @Override
    public Map<String, Object> toTree() {
      return Map.of("http", true);
    }
  }

  /**
   * A schedule.
   *
   * @param expression a UNIX cron expression
   * @param zone the zone its hours are in
   */
  record Cron(String expression, ZoneId zone) implements PipelineTrigger {
    @Override
    public Map<String, Object> toTree() {
      return Map.of("cron", expression, "zone", zone.getId());
    }
  }

  /**
   * A fact.
   *
   * @param eventType the fact's name
   * @param filter members of the fact's body and the value each must have; where the body holds a
   *     list, the list must hold the value
   * @param with parameters of the run, with references to {@code event}
   */
  record Event(String eventType, Map<String, Object> filter, Map<String, Object> with)
      implements PipelineTrigger {
    public Event {
      filter = JsonTree.copyOf(filter);
      with = JsonTree.copyOf(with);
    }

    /** Whether the fact is one this trigger waits for. */
    public boolean matches(String type, Map<String, Object> body) {
      return type.equals(eventType)
          && filter.entrySet().stream()
              .allMatch(member -> accepts(member.getValue(), body.get(member.getKey())));
    }

    /** The parameters of the run that this fact starts. */
    public Map<String, Object> parameters(Map<String, Object> body) {
      return Template.fillObject(with, Map.of("event", JsonTree.copyOf(body)));
    }

    private static boolean accepts(Object wanted, @Nullable Object found) {
      return found instanceof List<?> list ? list.contains(wanted) : Objects.equals(wanted, found);
    }

    @Override
    public Map<String, Object> toTree() {
      return Map.of("event_type", eventType, "filter", filter, "with", with);
    }
  }
}
