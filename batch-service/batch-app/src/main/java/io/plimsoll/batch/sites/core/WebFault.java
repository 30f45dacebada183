package io.plimsoll.batch.sites.core;

import java.io.Serial;

/** Why a page could not be got. */
public final class WebFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** What kind of reason it is. */
  public enum Kind {
    /** Its address is none that a scan may be connected to. */
    FORBIDDEN,
    /** There is no such host. */
    NO_HOST,
    /** Nobody listens, or no way leads there. */
    UNREACHABLE,
    /** Its certificate is not to be trusted, or TLS failed otherwise. */
    TLS,
    /** It took too long. */
    TOO_SLOW,
    /** What came was no HTTP, or broke off. */
    BROKEN
  }

  private final Kind kind;

  public WebFault(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public WebFault(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether the same may succeed later. */
  public boolean mayPass() {
    return switch (kind) {
      case UNREACHABLE, TOO_SLOW, BROKEN -> true;
      case FORBIDDEN, NO_HOST, TLS -> false;
    };
  }
}
