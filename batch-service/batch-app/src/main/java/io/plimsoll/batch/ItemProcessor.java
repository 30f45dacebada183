package io.plimsoll.batch;

import io.plimsoll.platform.queue.Completion;
import io.plimsoll.platform.queue.PermanentFault;
import io.plimsoll.platform.queue.TransientFault;
import io.plimsoll.platform.queue.WorkControl;
import io.plimsoll.platform.queue.WorkHandler;
import io.plimsoll.platform.queue.WorkItem;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/**
 * Does one kind of work on the items of batches. A bean of each kind is found by itself, and is the
 * work queue's handler of its items: an item is a work item and has no status beside it.
 *
 * <p>No database connection is held while an item is worked on; what {@link #process} gives is
 * stored with the item's end in one transaction.
 */
public interface ItemProcessor extends WorkHandler {
  /** What every kind of item work begins with in the queue. */
  String KIND_PREFIX = "item.";

  /** The processor's name in requests, such as {@code site-scan}. */
  String name();

  /** Reads an item as it was sent: a text, a number, a boolean, a list or an object. */
  Intake take(Object item);

  /** Works on one item. It may run more than once, its result is stored once. */
  Uni<Completion> process(ItemTask task, WorkControl control);

  /** How long one item may take where the request does not say. */
  Duration itemTimeout();

  /** The members of a result that an export has as columns. */
  default List<String> columns() {
    return List.of("result");
  }

  /** What an item is to its processor. */
  sealed interface Intake {
    /** The item in its normal form; two with the same form are one. */
    record Taken(Object normal) implements Intake {}

    /** The item cannot be worked on. */
    record Refused(String reason) implements Intake {}
  }

  @Override
  default String kind() {
    return KIND_PREFIX + name();
  }

  @Override
  default boolean keepsHistory() {
    return true;
  }

  @Override
  default Uni<Completion> handle(WorkItem item, WorkControl control) {
    ItemTask task = ItemTask.of(item);
    Duration most = task.options().itemTimeout().orElseGet(this::itemTimeout);
    Uni<Completion> letGo =
        Uni.createFrom()
            .emitter(emitter -> control.onCancel(() -> emitter.fail(new PermanentFault("let go"))));
    return Uni.combine()
        .any()
        .of(process(task, control), letGo)
        .ifNoItem()
        .after(most)
        .failWith(
            () -> new TransientFault("item: no result after %d s".formatted(most.toSeconds())));
  }
}
