package io.plimsoll.batch.marketdata.core;

import java.io.Serial;
import java.time.Duration;

/** The provider did not give what was asked for. Its message names no key. */
public final class ProviderFault extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final boolean mayPass;
  private final Duration patience;

  private ProviderFault(boolean mayPass, String message, Duration patience) {
    super(message);
    this.mayPass = mayPass;
    this.patience = patience;
  }

  /** A fault that asking again may mend: no connection, no answer in time, 429, 5xx. */
  public static ProviderFault passing(String message, Duration patience) {
    return new ProviderFault(true, message, patience);
  }

  /** A fault that stays: another status, an answer that cannot be read or is too large. */
  public static ProviderFault lasting(String message) {
    return new ProviderFault(false, message, Duration.ZERO);
  }

  /** Whether asking again may help. */
  public boolean mayPass() {
    return mayPass;
  }

  /** How long the provider wants to be left alone; zero if it did not say. */
  public Duration patience() {
    return patience;
  }

  /** What was found and what was expected. */
  public String message() {
    return String.valueOf(getMessage());
  }
}
