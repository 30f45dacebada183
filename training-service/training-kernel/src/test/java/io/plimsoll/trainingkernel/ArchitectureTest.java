package io.plimsoll.trainingkernel;

import io.plimsoll.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void isAPureKernelButForTheProtocolWithItsWorkers() {
    ArchitectureRules.checkKernel("io.plimsoll.trainingkernel");
  }
}
