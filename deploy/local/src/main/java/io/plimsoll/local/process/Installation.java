package io.plimsoll.local.process;

import io.plimsoll.local.home.PlimsollHome;
import java.nio.file.Path;

/**
 * What is started, from where, on which ports.
 *
 * @param home where the state is kept
 * @param checkout where the packaged services are
 * @param ports where everything listens
 */
public record Installation(PlimsollHome home, Path checkout, Ports ports) {

  /** The services of this checkout. */
  public static Installation of(PlimsollHome home, Ports ports) {
    return new Installation(home, OwnCode.checkout(), ports);
  }
}
