package io.plimsoll.learning.feature;

/** In which form levels are wanted. */
public enum FeatureForm {
  /** As the formula says, in dollars and shares. */
  RAW,
  /** Without dimension, as {@link Feature.Scale} says: what a return model gets. */
  NORMALISED
}
