package io.plimsoll.batch;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Streams a long list as CSV, page by page as the reader takes it, so that memory stays flat. */
public final class CsvPages {
  /** How many rows are read at once. */
  public static final int ROWS = 500;

  private CsvPages() {}

  /**
   * The header, then each page's rows.
   *
   * @param header a row
   * @param next gives the rows after the last one, or the first ones; fewer than {@link #ROWS} at
   *     the end
   * @param row writes one
   */
  public static <T> Multi<String> of(
      String header, Function<Optional<T>, Uni<List<T>>> next, Function<T, String> row) {
    Multi<String> rows =
        Multi.createBy()
            .repeating()
            .<AtomicReference<Optional<T>>, List<T>>uni(
                () -> new AtomicReference<>(Optional.empty()),
                last -> next.apply(last.get()).invoke(page -> remember(last, page)))
            .whilst(page -> page.size() == ROWS)
            .map(page -> page.stream().map(row).collect(Collectors.joining()));
    return Multi.createBy().concatenating().streams(Multi.createFrom().item(header), rows);
  }

  private static <T> void remember(AtomicReference<Optional<T>> last, List<T> page) {
    if (!page.isEmpty()) {
      last.set(Optional.of(page.getLast()));
    }
  }
}
