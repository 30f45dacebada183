package io.plimsoll.learning.bundle;

import io.plimsoll.kernel.identity.CanonicalJson;
import io.plimsoll.learning.algorithm.FittedModel;
import io.plimsoll.learning.algorithm.Hyperparameters;
import io.plimsoll.learning.algorithm.ModelFormat;
import io.plimsoll.learning.bundle.ModelBundle.Report;
import io.plimsoll.learning.bundle.ModelBundle.Versions;
import io.plimsoll.learning.json.JsonObject;
import io.plimsoll.learning.json.JsonText;
import io.plimsoll.learning.preprocess.FittedPreprocessing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A bundle's bytes: a zip of stored members in a fixed order.
 *
 * <p>{@code manifest.json}, {@code spec.json}, {@code spans.json}, {@code metrics.json}, {@code
 * importance.json}, then for each fold and the final fit {@code preprocessing.json} and {@code
 * model}. JSON is canonical.
 */
final class BundleFormat {
  private static final String FORMAT = "plimsoll-model/1";
  private static final int MOST_FOLDS = 50;

  private BundleFormat() {}

  static byte[] write(ModelBundle bundle) {
    SequencedMap<String, byte[]> members = new LinkedHashMap<>();
    members.put("manifest.json", CanonicalJson.bytes(manifest(bundle)));
    members.put("spec.json", CanonicalJson.bytes(bundle.configuration()));
    members.put("spans.json", CanonicalJson.bytes(bundle.spans().tree()));
    members.put("metrics.json", CanonicalJson.bytes(bundle.metrics().tree()));
    members.put(
        "importance.json",
        CanonicalJson.bytes(bundle.importances().stream().map(FeatureImportance::tree).toList()));
    for (int i = 0; i < bundle.folds().size(); i++) {
      put(members, "fold-" + i, bundle.folds().get(i));
    }
    put(members, "final", bundle.last());
    return StoredZip.write(members);
  }

  private static Map<String, @Nullable Object> manifest(ModelBundle bundle) {
    Map<String, @Nullable Object> manifest = new LinkedHashMap<>();
    manifest.put("format", FORMAT);
    manifest.put("fingerprint", bundle.fingerprint().hex());
    manifest.put("learning_version", bundle.versions().learning());
    manifest.put("hyperparameters", new LinkedHashMap<>(bundle.chosen().values()));
    manifest.put("folds", bundle.folds().size());
    manifest.put("model_format", bundle.last().model().format().text());
    return manifest;
  }

  private static void put(SequencedMap<String, byte[]> members, String folder, Fit fit) {
    members.put(folder + "/preprocessing.json", CanonicalJson.bytes(fit.preprocessing().tree()));
    members.put(folder + "/model", fit.model().toBytes());
  }

  static ModelBundle read(byte[] bytes) {
    SequencedMap<String, byte[]> members = StoredZip.read(bytes);
    try {
      ModelBundle bundle = assembled(members);
      if (!Arrays.equals(bundle.write(), bytes)) {
        throw new InvalidBundleException(
            "bundle: not in canonical form (expected: exactly the bytes that were written)");
      }
      return bundle;
    } catch (IllegalArgumentException e) {
      throw new InvalidBundleException("bundle: " + e.getMessage(), e);
    }
  }

  private static ModelBundle assembled(SequencedMap<String, byte[]> members) {
    JsonObject manifest = JsonObject.parse(member(members, "manifest.json"));
    if (!manifest.text("format").equals(FORMAT)) {
      throw new IllegalArgumentException(
          "format: %s (expected: %s)".formatted(manifest.text("format"), FORMAT));
    }
    int folds = manifest.count("folds");
    List<String> names = names(folds);
    if (!List.copyOf(members.keySet()).equals(names)) {
      throw new IllegalArgumentException(
          "members: %s (expected: %s)".formatted(members.keySet(), names));
    }
    ModelFormat format = ModelFormat.parse(manifest.text("model_format"));
    List<Fit> fits = new ArrayList<>();
    for (int i = 0; i < folds; i++) {
      fits.add(fit(members, "fold-" + i, format));
    }
    List<FeatureImportance> importances = new ArrayList<>();
    if (!(JsonText.parse(member(members, "importance.json")) instanceof List<?> list)) {
      throw new IllegalArgumentException("importance.json: (expected: a list)");
    }
    list.forEach(one -> importances.add(FeatureImportance.ofTree(JsonObject.of(one))));
    return new ModelBundle(
        JsonObject.parse(member(members, "spec.json")).members(),
        new Versions(manifest.text("learning_version")),
        new Report(
            Spans.ofTree(JsonObject.parse(member(members, "spans.json"))),
            ModelMetrics.ofTree(JsonObject.parse(member(members, "metrics.json"))),
            importances,
            new Hyperparameters(chosen(manifest.object("hyperparameters")))),
        fits,
        fit(members, "final", format));
  }

  private static SortedMap<String, Double> chosen(JsonObject tree) {
    SortedMap<String, Double> values = new TreeMap<>();
    tree.members().keySet().forEach(name -> values.put(name, tree.number(name)));
    return values;
  }

  private static List<String> names(int folds) {
    if (folds > MOST_FOLDS) {
      throw new IllegalArgumentException(
          "folds: %d (expected: at most %d)".formatted(folds, MOST_FOLDS));
    }
    List<String> names =
        new ArrayList<>(
            List.of("manifest.json", "spec.json", "spans.json", "metrics.json", "importance.json"));
    for (int i = 0; i < folds; i++) {
      names.add("fold-" + i + "/preprocessing.json");
      names.add("fold-" + i + "/model");
    }
    names.add("final/preprocessing.json");
    names.add("final/model");
    return names;
  }

  private static Fit fit(SequencedMap<String, byte[]> members, String folder, ModelFormat format) {
    FittedPreprocessing preprocessing =
        FittedPreprocessing.ofTree(
            JsonObject.parse(member(members, folder + "/preprocessing.json")));
    FittedModel model =
        format.read(member(members, folder + "/model"), preprocessing.outputs().size());
    return new Fit(preprocessing, model);
  }

  private static byte[] member(SequencedMap<String, byte[]> members, String name) {
    byte[] found = members.get(name);
    if (found == null) {
      throw new IllegalArgumentException("members: no %s (expected: one)".formatted(name));
    }
    return found;
  }
}
