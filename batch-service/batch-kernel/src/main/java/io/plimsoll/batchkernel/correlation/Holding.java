package io.plimsoll.batchkernel.correlation;

import java.util.List;
import java.util.Optional;

/**
 * What a portfolio holds of one underlying.
 *
 * @param symbol the underlying
 * @param grossValue sum of absolute market values, the options' multiplier in
 * @param exposure signed dollar delta: which way and how strongly it moves with the underlying
 * @param tags of its positions
 * @param sector of the underlying, where it is known
 */
public record Holding(
    String symbol, double grossValue, double exposure, List<String> tags, Optional<String> sector) {
  public Holding {
    tags = List.copyOf(tags);
  }
}
