package io.plimsoll.training;

import io.plimsoll.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void followsTheRulesOfTheHouse() {
    ArchitectureRules.checkApp("io.plimsoll.training");
  }
}
