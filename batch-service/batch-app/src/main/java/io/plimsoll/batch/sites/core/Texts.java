package io.plimsoll.batch.sites.core;

import java.util.Optional;

/** Texts of strangers, made harmless. */
final class Texts {
  private Texts() {}

  /** One line without controls and half surrogates, of at most so many characters. */
  static Optional<String> clean(String text, int most) {
    StringBuilder kept = new StringBuilder(Math.min(text.length(), most));
    boolean isSpace = true;
    for (int i = 0; i < text.length() && kept.length() < most; ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int type = Character.getType(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        if (!isSpace) {
          kept.append(' ');
        }
        isSpace = true;
      } else if (type != Character.CONTROL
          && type != Character.SURROGATE
          && type != Character.FORMAT
          && type != Character.UNASSIGNED) {
        kept.appendCodePoint(c);
        isSpace = false;
      }
    }
    String clean = kept.toString().strip();
    return clean.isEmpty() ? Optional.empty() : Optional.of(clean);
  }
}
