package io.plimsoll.batch.items.core;

import io.plimsoll.batch.ItemProcessor;
import io.plimsoll.batch.ItemTask;
import io.plimsoll.platform.queue.Completion;
import io.plimsoll.platform.queue.PermanentFault;
import io.plimsoll.platform.queue.TransientFault;
import io.plimsoll.platform.queue.WorkControl;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Gives each item back: for trials of an installation, and for tests. An object may ask for more:
 * {@code delay_ms} before the answer, {@code fail} with that reason for good, {@code fail_attempts}
 * that many times before it succeeds.
 */
@ApplicationScoped
public class EchoProcessor implements ItemProcessor {
  private static final Set<String> WISHES = Set.of("id", "delay_ms", "fail", "fail_attempts");
  private static final long LONGEST_DELAY_MS = 3_600_000;

  @Override
  public String name() {
    return "echo";
  }

  @Override
  public Intake take(Object item) {
    return switch (item) {
      case String text ->
          text.isBlank()
              ? new Intake.Refused("item: blank (expected: a text)")
              : new Intake.Taken(text.strip());
      case Map<?, ?> wishes -> take(wishes);
      default -> new Intake.Taken(item);
    };
  }

  private static Intake take(Map<?, ?> wishes) {
    for (Object wish : wishes.keySet()) {
      if (!WISHES.contains(String.valueOf(wish))) {
        return new Intake.Refused("%s: unknown (expected: one of %s)".formatted(wish, WISHES));
      }
    }
    long delay = number(wishes, "delay_ms");
    return delay < 0 || delay > LONGEST_DELAY_MS
        ? new Intake.Refused("delay_ms: %d (expected: 0 to 3600000)".formatted(delay))
        : new Intake.Taken(wishes);
  }

  private static long number(Map<?, ?> wishes, String name) {
    return wishes.get(name) instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public Uni<Completion> process(ItemTask task, WorkControl control) {
    Uni<Completion> answer =
        Uni.createFrom().item(() -> Completion.of(new JsonObject().put("echo", task.item())));
    return task.item() instanceof Map<?, ?> wishes ? wished(task, wishes, answer) : answer;
  }

  private static Uni<Completion> wished(ItemTask task, Map<?, ?> wishes, Uni<Completion> answer) {
    Uni<Completion> outcome = answer;
    if (wishes.get("fail") instanceof String reason) {
      outcome = Uni.createFrom().failure(new PermanentFault(reason));
    } else if (task.attempt() <= number(wishes, "fail_attempts")) {
      outcome =
          Uni.createFrom()
              .failure(new TransientFault("attempt %d fails".formatted(task.attempt())));
    }
    long delay = number(wishes, "delay_ms");
    Uni<Completion> after = outcome;
    return delay == 0
        ? outcome
        : Uni.createFrom()
            .voidItem()
            .onItem()
            .delayIt()
            .by(Duration.ofMillis(delay))
            .chain(() -> after);
  }

  @Override
  public Duration itemTimeout() {
    return Duration.ofSeconds(60);
  }

  @Override
  public int concurrency() {
    return 500;
  }
}
