package io.plimsoll.batch.risk.core;

/** Text for HTML. */
final class Html {
  private Html() {}

  /** With nothing left in it that a browser would take for more than text. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
