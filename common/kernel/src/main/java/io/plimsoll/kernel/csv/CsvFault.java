package io.plimsoll.kernel.csv;

/**
 * One thing that is wrong in a file.
 *
 * @param file the file's name as given
 * @param line the line (of a table: the row), from 1; 0 for the file as a whole
 * @param column the column's name as in the header (or as it would be), or {@code line} for the
 *     whole
 * @param message what was found and what was expected
 */
public record CsvFault(String file, int line, String column, String message) {
  /** The fault as a sentence for people. */
  public String sentence() {
    return "%s line %d, %s: %s".formatted(file, line, column, message);
  }
}
