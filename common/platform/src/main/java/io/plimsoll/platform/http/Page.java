package io.plimsoll.platform.http;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a list in a stable total order.
 *
 * @param items the rows of this page
 * @param total how many rows the whole list has
 * @param limit how many rows were asked for
 * @param offset how many rows come before this page
 */
public record Page<T>(List<T> items, long total, int limit, int offset) {
  public Page {
    items = List.copyOf(items);
  }

  /** The page that the parameters asked for. */
  public static <T> Page<T> of(List<T> items, long total, PageParams params) {
    return new Page<>(items, total, params.limit(), params.offset());
  }

  /** The same page in another form. */
  public <R> Page<R> map(Function<? super T, ? extends R> form) {
    return new Page<>(items.stream().<R>map(form).toList(), total, limit, offset);
  }
}
