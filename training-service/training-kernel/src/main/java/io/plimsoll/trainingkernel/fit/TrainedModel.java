package io.plimsoll.trainingkernel.fit;

import io.plimsoll.kernel.identity.Fingerprint;
import io.plimsoll.learning.bundle.FeatureImportance;
import io.plimsoll.learning.bundle.ModelBundle;
import io.plimsoll.learning.bundle.ModelMetrics;
import io.plimsoll.learning.bundle.Spans;
import java.util.List;

/** What a training gives: a bundle and its bytes. */
public final class TrainedModel {
  private final ModelBundle bundle;
  private final byte[] bytes;

  private TrainedModel(ModelBundle bundle, byte[] bytes) {
    this.bundle = bundle;
    this.bytes = bytes;
  }

  /** Writes a bundle. */
  public static TrainedModel of(ModelBundle bundle) {
    return new TrainedModel(bundle, bundle.write());
  }

  /**
   * Reads a bundle.
   *
   * @throws io.plimsoll.learning.bundle.InvalidBundleException if the bytes are none
   */
  public static TrainedModel read(byte[] bytes) {
    byte[] own = bytes.clone();
    return new TrainedModel(ModelBundle.read(own), own);
  }

  /** The bundle itself. */
  public ModelBundle bundle() {
    return bundle;
  }

  /** A copy of the bundle's bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** How many bytes the bundle has. */
  public int size() {
    return bytes.length;
  }

  /** The SHA-256 of the bundle's bytes, 64 hexadecimal digits. */
  public String sha256() {
    return Fingerprint.ofBytes(bytes).hex();
  }

  /** The scores. */
  public ModelMetrics metrics() {
    return bundle.metrics();
  }

  /** The features' weights. */
  public List<FeatureImportance> importances() {
    return bundle.importances();
  }

  /** The bars the model has seen. */
  public Spans spans() {
    return bundle.spans();
  }

  /** How many features were asked for. */
  public int columnsInitial() {
    return bundle.plan().features().size();
  }

  /** How many columns the final fit uses. */
  public int columnsRemaining() {
    return bundle.last().preprocessing().outputs().size();
  }

  /** The columns the final fit uses. */
  public List<String> featureColumns() {
    return bundle.last().preprocessing().outputs();
  }
}
