package io.plimsoll.batchkernel;

import io.plimsoll.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void isAPureKernel() {
    ArchitectureRules.checkKernel("io.plimsoll.batchkernel");
  }
}
