package io.plimsoll.batch;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of CSV (RFC 4180) that a spreadsheet reads as text: a cell of strangers' making that
 * would be taken for a formula begins with an apostrophe.
 */
public final class CsvRows {
  /** What a spreadsheet takes for the beginning of a formula, in half and in full width. */
  private static final String FORMULA = "=+-@|%\uFF1D\uFF0B\uFF0D\uFF20";

  private static final String ENCODED = "=+-@";

  private CsvRows() {}

  /** One row with its line end. */
  public static String row(List<? extends @Nullable Object> cells) {
    return cells.stream().map(CsvRows::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Number number -> number.toString();
      case Boolean bool -> bool.toString();
      default -> '"' + harmless(text(value)).replace("\"", "\"\"") + '"';
    };
  }

  private static String text(Object value) {
    return switch (value) {
      case JsonArray array -> text(array.getList());
      case Collection<?> list ->
          list.stream().map(one -> one == null ? "" : text(one)).collect(Collectors.joining("; "));
      case JsonObject object -> text(object.getMap());
      case Map<?, ?> map -> Json.encode(map);
      default -> value.toString();
    };
  }

  /** Line ends become blanks: some readers begin a new cell at each. */
  private static String harmless(String text) {
    String line = text.replaceAll("[\\r\\n\\t\\p{Cntrl}]+", " ");
    String seen = line.replaceAll("^[\\s\\p{Z}\\p{Cf}'\"]+", "");
    boolean isFormula =
        !seen.isEmpty() && (FORMULA.indexOf(seen.charAt(0)) >= 0 || isFormulaAfterSeparator(line));
    return isFormula ? "'" + line : line;
  }

  /** A reader that splits at semicolons, as some do, finds no formula either. */
  private static boolean isFormulaAfterSeparator(String line) {
    for (int i = line.indexOf(';'); i >= 0; i = line.indexOf(';', i + 1)) {
      String rest = line.substring(i + 1).stripLeading();
      if (!rest.isEmpty() && ENCODED.indexOf(rest.charAt(0)) >= 0) {
        return true;
      }
    }
    return false;
  }
}
