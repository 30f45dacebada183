package io.plimsoll.platform.queue;

import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** New items as columns: the nine arguments of the enqueuing statements. */
final class NewWorkArrays {
  private NewWorkArrays() {}

  static Tuple of(List<NewWork> items, Duration ageing) {
    return Tuple.tuple()
        .addArrayOfString(texts(items, NewWork::kind))
        .addArrayOfString(texts(items, item -> item.key().orElse(null)))
        .addArrayOfString(texts(items, item -> item.group().orElse(null)))
        .addArrayOfString(texts(items, item -> item.payload().encode()))
        .addArrayOfShort(shorts(items, NewWork::priority))
        .addArrayOfLong(items.stream().map(item -> item.delay().toMillis()).toArray(Long[]::new))
        .addArrayOfShort(shorts(items, NewWork::maxAttempts))
        .addArrayOfLong(
            items.stream()
                .map(item -> item.deadline().map(Duration::toMillis).orElse(null))
                .toArray(Long[]::new))
        .addLong(ageing.toMillis());
  }

  private static String[] texts(List<NewWork> items, Function<NewWork, @Nullable String> column) {
    return items.stream().map(column).toArray(String[]::new);
  }

  private static Short[] shorts(List<NewWork> items, Function<NewWork, Integer> column) {
    return items.stream().map(item -> column.apply(item).shortValue()).toArray(Short[]::new);
  }
}
