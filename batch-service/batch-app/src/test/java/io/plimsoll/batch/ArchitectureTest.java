package io.plimsoll.batch;

import io.plimsoll.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void followsTheRules() {
    ArchitectureRules.checkApp("io.plimsoll.batch");
  }

  @Test
  void theKernelKnowsNothingOfTheWorld() {
    ArchitectureRules.checkKernel("io.plimsoll.batchkernel");
  }
}
