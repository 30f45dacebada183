package io.plimsoll.platform.problem;

/** Cuts what a sender wrote to a length that fits an answer. */
final class Texts {
  private static final int MOST = 60;

  private Texts() {}

  static String brief(String text) {
    return text.length() <= MOST ? text : text.substring(0, MOST) + "…";
  }
}
