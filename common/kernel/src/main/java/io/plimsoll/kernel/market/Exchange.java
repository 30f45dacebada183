package io.plimsoll.kernel.market;

/** Where an instrument trades, which decides when it does. */
public enum Exchange {
  /** New York hours, 09:30 to 16:00, with holidays and early closes. */
  NYSE,
  /** Around the clock, every day, days cut at midnight UTC. */
  CRYPTO
}
