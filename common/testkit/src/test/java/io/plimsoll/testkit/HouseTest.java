package io.plimsoll.testkit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The modules that the testkit itself stands on cannot use it; they are checked from here. */
class HouseTest {
  @ParameterizedTest
  @ValueSource(strings = {"io.plimsoll.contracts", "io.plimsoll.local", "io.plimsoll.kernel"})
  void knowsNoFrameworkAndNoService(String root) {
    ArchitectureRules.checkPlain(root);
  }
}
