package io.plimsoll.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** Who may use a route is said at the route, and a route that says nothing fails the build. */
public final class RouteRules {
  private static final List<String> SAYS_WHO =
      List.of(
          "jakarta.annotation.security.RolesAllowed",
          "jakarta.annotation.security.PermitAll",
          "jakarta.annotation.security.DenyAll");

  private RouteRules() {}

  /** Checks every route below a package. */
  public static void check(String root) {
    ArchitectureRules.check(root, List.of(routesHaveARole()));
  }

  /** A JAX-RS method has a role of its own, or its class has one. */
  public static ArchRule routesHaveARole() {
    return methods()
        .that()
        .areMetaAnnotatedWith("jakarta.ws.rs.HttpMethod")
        .should(
            new ArchCondition<>("say by @RolesAllowed or @PermitAll who may use it") {
              @Override
              public void check(JavaMethod route, ConditionEvents events) {
                if (SAYS_WHO.stream()
                    .noneMatch(role ->
                        route.isAnnotatedWith(role) || route.getOwner().isAnnotatedWith(role))) {
                  events.add(
                      SimpleConditionEvent.violated(route, route.getFullName() + " has no role"));
                }
              }
            });
  }
}
