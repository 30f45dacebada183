package io.plimsoll.learning.bundle;

/** Says why bytes are no model bundle. */
public final class InvalidBundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidBundleException(String message) {
    super(message);
  }

  InvalidBundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
