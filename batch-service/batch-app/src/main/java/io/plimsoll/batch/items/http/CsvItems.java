package io.plimsoll.batch.items.http;

import io.plimsoll.batch.items.core.BatchChecks;
import io.plimsoll.platform.problem.ServiceException.Malformed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the items of an uploaded CSV file: the column {@code domain}, {@code url} or {@code
 * website}, in UTF-8, quoted as RFC 4180 says, separated by commas, semicolons or tabs.
 */
final class CsvItems {
  private static final Set<String> HEADERS = Set.of("domain", "url", "website");

  private final String text;
  private int next;
  private char separator = ',';

  private CsvItems(String text) {
    this.text = text;
  }

  /** The items, up to one more than a batch may have. */
  static List<Object> read(byte[] file) {
    return new CsvItems(decoded(file)).items();
  }

  private static String decoded(byte[] file) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(file))
              .toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new Malformed("body", "body: not UTF-8 (expected: a CSV file in UTF-8)");
    }
  }

  private List<Object> items() {
    separator = separatorOf(text);
    List<String> header = row();
    int column = columnOf(header);
    List<Object> items = new ArrayList<>();
    while (next < text.length() && items.size() <= BatchChecks.MOST_ITEMS) {
      List<String> row = row();
      boolean isEmpty = row.stream().allMatch(String::isBlank);
      if (!isEmpty) {
        items.add(column < row.size() ? row.get(column).strip() : "");
      }
    }
    return items;
  }

  private static char separatorOf(String text) {
    int end = text.indexOf('\n');
    String first = end < 0 ? text : text.substring(0, end);
    for (char candidate : new char[] {',', ';', '\t'}) {
      if (first.indexOf(candidate) >= 0) {
        return candidate;
      }
    }
    return ',';
  }

  private static int columnOf(List<String> header) {
    for (int i = 0; i < header.size(); i++) {
      if (HEADERS.contains(header.get(i).strip().toLowerCase(Locale.ROOT))) {
        return i;
      }
    }
    throw new Malformed("body", "header: no column domain, url or website (expected: one of them)");
  }

  /** One row; a field in quotes may hold separators, line ends and doubled quotes. */
  private List<String> row() {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean isQuoted = false;
    while (next < text.length()) {
      char c = text.charAt(next++);
      if (isQuoted) {
        if (c != '"') {
          field.append(c);
        } else if (next < text.length() && text.charAt(next) == '"') {
          field.append('"');
          next++;
        } else {
          isQuoted = false;
        }
      } else if (c == '"' && field.toString().isBlank()) {
        field.setLength(0);
        isQuoted = true;
      } else if (c == separator) {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == '\n' || c == '\r') {
        if (c == '\r' && next < text.length() && text.charAt(next) == '\n') {
          next++;
        }
        break;
      } else {
        field.append(c);
      }
    }
    if (isQuoted) {
      throw new Malformed("body", "body: a quote is not closed (expected: RFC 4180)");
    }
    fields.add(field.toString());
    return fields;
  }
}
