package io.plimsoll.learning.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON strictly: RFC 8259, no duplicate names, no more than {@value #DEEPEST} levels.
 *
 * <p>Objects become maps, arrays lists, numbers {@link Long} where they are whole and small enough
 * and else {@link Double}.
 */
public final class JsonText {
  private static final int DEEPEST = 64;

  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  /**
   * Reads one JSON value in UTF-8.
   *
   * @throws IllegalArgumentException saying where the text is malformed
   */
  public static @Nullable Object parse(byte[] utf8) {
    try {
      return parse(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(utf8))
              .toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("JSON: not UTF-8", e);
    }
  }

  /**
   * Reads one JSON value.
   *
   * @throws IllegalArgumentException saying where the text is malformed
   */
  public static @Nullable Object parse(String text) {
    JsonText reader = new JsonText(text);
    Object value = reader.value(0);
    reader.skipBlanks();
    if (reader.at < text.length()) {
      throw reader.fault("the end");
    }
    return value;
  }

  private @Nullable Object value(int depth) {
    if (depth > DEEPEST) {
      throw fault("at most %d levels".formatted(DEEPEST));
    }
    skipBlanks();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    at++;
    skipBlanks();
    if (peek() == '}') {
      at++;
      return members;
    }
    while (true) {
      skipBlanks();
      if (peek() != '"') {
        throw fault("a name");
      }
      String name = string();
      if (members.containsKey(name)) {
        throw fault("'%s' once".formatted(name));
      }
      skipBlanks();
      expect(':');
      members.put(name, value(depth + 1));
      skipBlanks();
      if (peek() == '}') {
        at++;
        return members;
      }
      expect(',');
    }
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> items = new ArrayList<>();
    at++;
    skipBlanks();
    if (peek() == ']') {
      at++;
      return items;
    }
    while (true) {
      items.add(value(depth + 1));
      skipBlanks();
      if (peek() == ']') {
        at++;
        return items;
      }
      expect(',');
    }
  }

  private String string() {
    StringBuilder result = new StringBuilder();
    at++;
    while (true) {
      char c = peek();
      at++;
      if (c == '"') {
        return result.toString();
      }
      if (c < ' ') {
        throw fault("an escaped control character");
      }
      result.append(c == '\\' ? escaped() : c);
    }
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw fault("an escape");
    };
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0) {
        throw fault("four hexadecimal digits");
      }
      code = code * 16 + digit;
      at++;
    }
    return (char) code;
  }

  private @Nullable Object word(String word, @Nullable Object meaning) {
    if (!text.startsWith(word, at)) {
      throw fault(word);
    }
    at += word.length();
    return meaning;
  }

  private Number number() {
    int from = at;
    boolean isWhole = true;
    if (peek() == '-') {
      at++;
    }
    int digits = at;
    skipDigits();
    if (at - digits > 1 && text.charAt(digits) == '0') {
      throw fault("no leading zero");
    }
    if (at < text.length() && text.charAt(at) == '.') {
      isWhole = false;
      at++;
      skipDigits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      isWhole = false;
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      skipDigits();
    }
    String found = text.substring(from, at);
    if (isWhole && found.length() <= 18 && !found.equals("-0")) {
      return Long.valueOf(found);
    }
    double value = Double.parseDouble(found);
    if (!Double.isFinite(value)) {
      throw fault("a number within the range of doubles");
    }
    return value;
  }

  private void skipDigits() {
    int from = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == from) {
      throw fault("a digit");
    }
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void expect(char c) {
    if (peek() != c) {
      throw fault("'%c'".formatted(c));
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw fault("more");
    }
    return text.charAt(at);
  }

  private IllegalArgumentException fault(String expected) {
    String found = at < text.length() ? "'%c'".formatted(text.charAt(at)) : "the end";
    return new IllegalArgumentException(
        "JSON at %d: %s (expected: %s)".formatted(at, found, expected));
  }
}
