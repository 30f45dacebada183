package io.plimsoll.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchitectureRulesTest {
  private static final JavaClasses LAWFUL =
      new ClassFileImporter().importPackages("fixture.lawful");
  private static final JavaClasses UNLAWFUL =
      new ClassFileImporter().importPackages("fixture.unlawful");
  private static final JavaClasses KERNEL =
      new ClassFileImporter().importPackages("fixture.kernel");

  @Test
  void letsLawfulClassesPass() {
    List<ArchRule> rules = ArchitectureRules.appRules("fixture.lawful");

    assertThatCode(() -> rules.forEach(rule -> rule.allowEmptyShould(true).check(LAWFUL)))
        .doesNotThrowAnyException();
  }

  @Test
  void findsEachBreachOfAnApplication() {
    assertBreach(ArchitectureRules.featuresDoNotKnowEachOther("fixture.unlawful"), "Muddle");
    assertBreach(ArchitectureRules.coreKnowsNoAdapterTechnology(), "jakarta.ws.rs");
    assertBreach(ArchitectureRules.rowsStayHome(), "HiddenRow");
    assertBreach(ArchitectureRules.endpointsAreSeenByQuarkus(), "route");
    assertBreach(ArchitectureRules.routesHaveARole(), "has no role");
    assertBreach(ArchitectureRules.noForbiddenOperators(), "await");
    assertBreach(ArchitectureRules.noForbiddenOperators(), "transformToUniAndMerge");
    assertBreach(ArchitectureRules.nobodyElseChangesThreadsOrTransactions(), "emitOn");
    assertBreach(ArchitectureRules.dependenciesComeThroughTheConstructor(), "injected");
  }

  @Test
  void findsEachBreachOfAKernel() {
    assertBreach(KERNEL, ArchitectureRules.kernelsHaveNoClock(), "Instant.now");
    assertBreach(KERNEL, ArchitectureRules.kernelsReachNothingOutside(), "java.nio.file.Files");
    assertBreach(KERNEL, ArchitectureRules.kernelsKeepNoState(), "Reaching.looks");
    assertBreach(KERNEL, ArchitectureRules.kernelsKnowNothingElse("fixture.."), "mutiny.Uni");
    assertBreach(KERNEL, ArchitectureRules.calculationsKnowNoWorker(), "worker.Protocol");
  }

  @Test
  void letsTheProtocolWithWorkersHaveAClock() {
    JavaClasses edge = new ClassFileImporter().importPackages("fixture.kernel.worker");

    assertThat(ArchitectureRules.kernelsHaveNoClock().allowEmptyShould(true).evaluate(edge))
        .matches(found -> !found.hasViolation());
  }

  @Test
  void findsBothUnitsOfWorkInOneClass() {
    JavaClasses both = new ClassFileImporter().importPackages("fixture.units");

    assertBreach(
        both,
        ArchitectureRules.notBoth("fixture.units.SqlUnit", "fixture.units.SessionUnit"),
        "Mixes");
  }

  @Test
  void findsAFrameworkInAPlainModule() {
    assertBreach(ArchitectureRules.knowsNone("jakarta.persistence.."), "HiddenRow");
  }

  @Test
  void refusesAPackageWithoutClasses() {
    assertThatThrownBy(() -> ArchitectureRules.checkApp("fixture.nothing"))
        .hasMessageContaining("fixture.nothing");
  }

  private static void assertBreach(ArchRule rule, String named) {
    assertBreach(UNLAWFUL, rule, named);
  }

  private static void assertBreach(JavaClasses classes, ArchRule rule, String named) {
    assertThat(rule.evaluate(classes).getFailureReport().toString()).contains(named);
  }
}
