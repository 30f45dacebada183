package io.plimsoll.platform;

import io.plimsoll.testkit.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void followsTheRulesOfTheHouse() {
    ArchitectureRules.checkPlatform("io.plimsoll.platform");
  }
}
