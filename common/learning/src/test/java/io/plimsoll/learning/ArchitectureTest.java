package io.plimsoll.learning;

import io.plimsoll.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void isAPureKernelWithTwoLearners() {
    ArchitectureRules.checkKernel(
        "io.plimsoll.learning", "ml.dmlc..", "com.microsoft.ml..", "io.github.metarank..");
  }
}
