package io.plimsoll.testkit.campaign;

/**
 * How large this run of a campaign is. {@code plimsoll.campaign.scale} is the share of the full
 * size: 0.02 with every build, 1 by {@code ./plimsoll test --campaign NAME}.
 */
public final class Campaign {
  static final String SCALE = "plimsoll.campaign.scale";
  static final String RESULTS = "plimsoll.campaign.results";
  private static final String WITH_EVERY_BUILD = "0.02";

  private Campaign() {}

  /** This run's share of the full size. */
  public static double scale() {
    double scale = Double.parseDouble(System.getProperty(SCALE, WITH_EVERY_BUILD));
    if (!(scale > 0 && scale <= 100)) {
      throw new IllegalArgumentException(
          "%s: %s (expected: above 0, at most 100)".formatted(SCALE, scale));
    }
    return scale;
  }

  /** This run's part of a full size, at least 1. */
  public static int of(int full) {
    return (int) Math.max(1, Math.round(full * scale()));
  }
}
