package io.plimsoll.batch.marketdata.core;

import io.plimsoll.batchkernel.synthetic.SyntheticRequest;

/** Where the prices of an import come from. */
public sealed interface ImportSource {
  /** What the prices' readers are told about where they come from. */
  default String text() {
    return switch (this) {
      case PriceFile(_, FileForm form) -> form.text();
      case Provider _ -> "provider";
      case Synthetic _ -> "synthetic";
    };
  }

  /** What faults and lists call it. */
  default String name() {
    return switch (this) {
      case PriceFile(ImportOptions options, _) -> options.name();
      case Provider(ProviderRequest request) ->
          "provider %s to %s".formatted(request.from(), request.to());
      case Synthetic(SyntheticRequest request, _) -> "synthetic seed " + request.seed();
    };
  }

  /** A file of somebody's. */
  record PriceFile(ImportOptions options, FileForm form) implements ImportSource {}

  /** Daily bars of a provider. */
  record Provider(ProviderRequest request) implements ImportSource {}

  /**
   * The synthetic market: nobody ever traded at these prices.
   *
   * @param isStochastic whether it is the market with stochastic volatility, jumps and dividends
   */
  record Synthetic(SyntheticRequest request, boolean isStochastic) implements ImportSource {}
}
