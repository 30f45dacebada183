package io.plimsoll.platform.sample;

import jakarta.validation.constraints.Max;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A body with one member of each kind. */
public record Order(
    String name, @Max(100) int lots, Double price, Side side, Instant dueAt, List<Leg> legs) {

  /** A closed set. */
  public enum Side {
    BUY,
    SELL
  }

  /** A nested member. */
  public record Leg(String symbol, UUID account) {
    public Leg {
      if (symbol.isBlank()) {
        throw new IllegalArgumentException("symbol: blank (expected: a ticker)");
      }
    }
  }
}
