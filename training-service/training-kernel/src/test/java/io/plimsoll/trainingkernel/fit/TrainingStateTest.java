package io.plimsoll.trainingkernel.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.trainingkernel.fit.TrainingState.Cancelled;
import io.plimsoll.trainingkernel.fit.TrainingState.Completed;
import io.plimsoll.trainingkernel.fit.TrainingState.Failed;
import io.plimsoll.trainingkernel.fit.TrainingState.Pending;
import io.plimsoll.trainingkernel.fit.TrainingState.Preprocessing;
import io.plimsoll.trainingkernel.fit.TrainingState.Training;
import io.plimsoll.trainingkernel.fit.TrainingState.WorkerIdentity;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainingStateTest {
  private static final WorkerIdentity WORKER = new WorkerIdentity("here", 7);
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  @Test
  void leadsFromAClaimToAModel() {
    Completed done = new Pending(3).claim(WORKER, START).train().complete("b".repeat(64), START);

    assertThat(done).isEqualTo(new Completed(3, "b".repeat(64), START));
  }

  /** Random walks over all legal moves: an attempt is lost by an abandonment only. */
  @Test
  void keepsItsInvariantsWhereverItGoes() {
    Map<String, Integer> ends = new HashMap<>();
    for (int seed = 0; seed < 500; seed++) {
      Random random = new Random(seed);
      TrainingState state = new Pending(1);
      int abandoned = 0;
      for (int step = 0; !state.isTerminal(); step++) {
        TrainingState next = move(state, random, START.plusSeconds(step));
        abandoned += next instanceof Pending ? 1 : 0;
        assertThat(attemptOf(next)).as("seed %d", seed).isEqualTo(1 + abandoned);
        state = next;
      }
      ends.merge(state.text(), 1, Integer::sum);
    }

    assertThat(ends).containsOnlyKeys("completed", "failed", "cancelled");
    assertThat(ends.values()).allSatisfy(times -> assertThat(times).isGreaterThan(20));
  }

  private static TrainingState move(TrainingState state, Random random, Instant now) {
    int choice = random.nextInt(4);
    return switch (state) {
      case Pending pending ->
          switch (choice) {
            case 0 -> pending.fail("no data", now);
            case 1 -> pending.cancel(now);
            default -> pending.claim(WORKER, now);
          };
      case Preprocessing preprocessing ->
          switch (choice) {
            case 0 -> preprocessing.fail("no rows", now);
            case 1 -> preprocessing.cancel(now);
            case 2 -> preprocessing.abandon();
            default -> preprocessing.train();
          };
      case Training training ->
          switch (choice) {
            case 0 -> training.fail("no convergence", now);
            case 1 -> training.cancel(now);
            case 2 -> training.abandon();
            default -> training.complete("a".repeat(64), now);
          };
      case Completed _, Failed _, Cancelled _ -> throw new AssertionError(state);
    };
  }

  private static int attemptOf(TrainingState state) {
    return switch (state) {
      case Pending(int attempt) -> attempt;
      case Preprocessing(int attempt, _, _) -> attempt;
      case Training(int attempt, _, _) -> attempt;
      case Completed(int attempt, _, _) -> attempt;
      case Failed(int attempt, _, _) -> attempt;
      case Cancelled(int attempt, _) -> attempt;
    };
  }

  @Test
  void isCalledAsOnTheWire() {
    Preprocessing claimed = new Pending(1).claim(WORKER, START);

    assertThat(new Pending(1).text()).isEqualTo("pending");
    assertThat(claimed.text()).isEqualTo("preprocessing");
    assertThat(claimed.train().text()).isEqualTo("training");
  }
}
