package io.plimsoll.learning.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plimsoll.kernel.array.IntVec;
import io.plimsoll.kernel.array.Matrix;
import io.plimsoll.kernel.array.Vec;
import io.plimsoll.learning.algorithm.Algorithm;
import io.plimsoll.learning.algorithm.Effort;
import io.plimsoll.learning.algorithm.Hyperparameters;
import io.plimsoll.learning.algorithm.TrainingRows;
import io.plimsoll.learning.bundle.Spans.FoldSpan;
import io.plimsoll.learning.bundle.Spans.Span;
import io.plimsoll.learning.feature.FeatureFrame;
import io.plimsoll.learning.preprocess.FittedPreprocessing;
import io.plimsoll.learning.preprocess.Preprocessing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ModelBundleTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

  private static ModelBundle bundle() {
    FeatureFrame frame =
        new FeatureFrame(
            List.of("ibs", "return_1"),
            Matrix.ofColumns(List.of(Vec.of(0.1, 0.5, 0.9, 0.2), Vec.of(0.01, 0.02, -0.01, 0.0))));
    Vec targets = Vec.of(0.01, -0.01, -0.02, 0.02);
    IntVec rows = IntVec.of(0, 1, 2, 3);
    FittedPreprocessing preprocessing = new Preprocessing(1, true).fit(frame, rows, targets);
    Algorithm ridge = Algorithm.find("ridge_regression").orElseThrow();
    Hyperparameters values = Hyperparameters.of(ridge, Map.of());
    Fit fit =
        new Fit(
            preprocessing,
            ridge.fit(
                new TrainingRows(preprocessing.apply(frame, rows), targets),
                values,
                Effort.quiet(1, 1)));
    Span span = new Span(START, START.plusSeconds(86_400));
    Scores scores = Scores.ofFinite(Map.of("mse", 0.25, "r2", Double.NaN));
    return new ModelBundle(
        configuration(),
        new ModelBundle.Versions("learning-1"),
        new ModelBundle.Report(
            new Spans(
                START,
                START.plusSeconds(86_400),
                List.of(new FoldSpan(0, span, span)),
                Optional.of(span),
                START.plusSeconds(200_000)),
            new ModelMetrics(List.of(scores), scores, Optional.of(scores)),
            List.of(
                new FeatureImportance("ibs", 0.5, 0.1, "permutation", OptionalInt.of(0)),
                new FeatureImportance("ibs", 0.5, 0, "coefficient", OptionalInt.empty())),
            values),
        List.of(fit),
        fit);
  }

  private static Map<String, Object> configuration() {
    return Map.ofEntries(
        Map.entry("symbol", "AAPL"),
        Map.entry("context_symbols", List.of()),
        Map.entry("timeframe", "1d"),
        Map.entry("target_col", "close"),
        Map.entry("target_transform", "log_return"),
        Map.entry("horizon", 1),
        Map.entry("algorithm", "ridge_regression"),
        Map.entry("features", List.of("ibs", "return_1")),
        Map.entry("seed", 42));
  }

  private static byte[] zip(SequencedMap<String, byte[]> members, int method) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(method);
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static SequencedMap<String, byte[]> members() {
    return new LinkedHashMap<>(StoredZip.read(bundle().write()));
  }

  private static void assertRefused(byte[] bytes, String because) {
    assertThatThrownBy(() -> ModelBundle.read(bytes))
        .isInstanceOf(InvalidBundleException.class)
        .hasMessageContaining(because);
  }

  @Test
  void comesBackFromItsBytes() {
    ModelBundle bundle = bundle();

    ModelBundle read = ModelBundle.read(bundle.write());

    assertThat(read.write()).isEqualTo(bundle.write());
    assertThat(read.spans()).isEqualTo(bundle.spans());
    assertThat(read.metrics()).isEqualTo(bundle.metrics());
    assertThat(read.importances()).isEqualTo(bundle.importances());
    assertThat(read.plan()).isEqualTo(bundle.plan());
    assertThat(read.chosen()).isEqualTo(bundle.chosen());
    assertThat(read.fingerprint()).isEqualTo(bundle.fingerprint());
    assertThat(read.last().model()).isEqualTo(bundle.last().model());
  }

  @Test
  void refusesBytesThatAreNoZip() {
    assertRefused(new byte[0], "not a zip");
    assertRefused("hello".getBytes(StandardCharsets.UTF_8), "not a zip");
  }

  @Test
  void refusesABundleCutShortAnywhere() {
    byte[] bytes = bundle().write();
    for (int length = 0; length < bytes.length; length += 97) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> ModelBundle.read(cut)).isInstanceOf(InvalidBundleException.class);
    }
  }

  @Test
  void refusesABundleWithAnyByteChanged() {
    byte[] bytes = bundle().write();
    for (int at = 0; at < bytes.length; at += 61) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x20;
      assertThatThrownBy(() -> ModelBundle.read(changed))
          .as("byte %d", at)
          .isInstanceOf(InvalidBundleException.class);
    }
  }

  @Test
  void refusesCompressedMembersBeforeTheyUnfold() {
    SequencedMap<String, byte[]> members = new LinkedHashMap<>();
    members.put("manifest.json", new byte[64 << 20]);

    byte[] bomb = zip(members, ZipOutputStream.DEFLATED);

    assertThat(bomb.length).isLessThan(100_000);
    assertRefused(bomb, "compressed");
  }

  @Test
  void refusesUnknownMissingAndReorderedMembers() {
    SequencedMap<String, byte[]> more = members();
    more.put("evil.class", new byte[] {1});
    SequencedMap<String, byte[]> fewer = members();
    fewer.remove("metrics.json");
    SequencedMap<String, byte[]> reordered = members();
    reordered.putLast("spec.json", reordered.remove("spec.json"));

    assertRefused(StoredZip.write(more), "members");
    assertRefused(StoredZip.write(fewer), "members");
    assertRefused(StoredZip.write(reordered), "members");
  }

  @Test
  void refusesMembersThatDoNotFitTogether() {
    SequencedMap<String, byte[]> otherFormat = members();
    replace(otherFormat, "manifest.json", "plimsoll-model/1", "plimsoll-model/9");
    SequencedMap<String, byte[]> otherFeature = members();
    replace(otherFeature, "spec.json", "\"ibs\"", "\"xyz\"");
    SequencedMap<String, byte[]> blank = members();
    replace(blank, "spans.json", "{", "{ ");
    SequencedMap<String, byte[]> otherSpec = members();
    replace(otherSpec, "spec.json", "AAPL", "MSFT");
    SequencedMap<String, byte[]> shortModel = members();
    shortModel.put("final/model", new byte[16]);

    assertRefused(StoredZip.write(otherFormat), "plimsoll-model/9");
    assertRefused(StoredZip.write(otherFeature), "xyz");
    assertRefused(StoredZip.write(blank), "canonical");
    assertRefused(StoredZip.write(otherSpec), "canonical");
    assertRefused(StoredZip.write(shortModel), "linear model");
  }

  private static void replace(
      SequencedMap<String, byte[]> members, String name, String from, String to) {
    byte[] found = members.getOrDefault(name, new byte[0]);
    String text = new String(found, StandardCharsets.UTF_8).replace(from, to);
    members.put(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void leavesOutScoresThatAreNotDefined() {
    assertThat(bundle().metrics().outOfFold().find("r2")).isEmpty();
    assertThat(bundle().metrics().outOfFold().find("mse")).hasValue(0.25);
  }
}
