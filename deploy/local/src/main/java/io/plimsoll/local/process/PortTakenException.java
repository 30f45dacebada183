package io.plimsoll.local.process;

import java.util.Optional;

/** A port that a service needs is in use; says by whom, where known, and what to do. */
public final class PortTakenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PortTakenException(String name, int port, Optional<String> owner) {
    super(
        """
        port %d, which %s needs, is taken by %s.
        Maybe stop that process, or choose another port: --%s-port=N or PLIMSOLL_%s_PORT=N (0 takes a free one).\
        """
            .formatted(
                port,
                name,
                owner.orElse("a process that cannot be named"),
                name,
                name.toUpperCase(java.util.Locale.ROOT)));
  }
}
