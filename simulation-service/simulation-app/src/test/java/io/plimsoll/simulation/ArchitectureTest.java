package io.plimsoll.simulation;

import io.plimsoll.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void followsTheRulesOfTheHouse() {
    ArchitectureRules.checkApp("io.plimsoll.simulation");
  }
}
