package io.plimsoll.platform.http;

import io.plimsoll.testkit.RouteRules;
import org.junit.jupiter.api.Test;

class RoutesTest {

  @Test
  void everyRouteOfThePlatformHasARole() {
    RouteRules.check("io.plimsoll.platform");
  }
}
