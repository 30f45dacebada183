package io.plimsoll.kernel.market;

/**
 * What is wrong with one bar.
 *
 * @param column the column at fault, by its name in {@link BarColumns}
 * @param index the row, from 0
 * @param found the value found
 * @param expected what would be right
 */
public record BarFault(String column, int index, String found, String expected) {
  /** The fault as a sentence for people, as in {@code close[3]: NaN (expected: finite, > 0)}. */
  public String message() {
    return "%s[%d]: %s (expected: %s)".formatted(column, index, found, expected);
  }
}
