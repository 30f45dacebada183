package io.plimsoll.local.infra;

/**
 * Where a server listens.
 *
 * @param bind the address of this machine, 0.0.0.0 for all of them
 * @param advertised the name by which clients reach it
 * @param port the port
 */
record Listening(String bind, String advertised, int port) {
  private static final String LOOPBACK = "127.0.0.1";

  static Listening onLoopback(int port) {
    return new Listening(LOOPBACK, LOOPBACK, port);
  }

  boolean isLoopback() {
    return bind.equals(LOOPBACK);
  }
}
