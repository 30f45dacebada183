package io.plimsoll.kernel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelArchitectureTest {
  private final JavaClasses kernel =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.plimsoll.kernel");

  @Test
  void knowsNothingButJavaAndItself() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "io.plimsoll.kernel..")
        .check(kernel);
  }

  @Test
  void hasNoClockAndNoRandomSourceOfItsOwn() {
    List<ArchRule> rules =
        List.of(
            noClasses().should().callMethod(Instant.class, "now"),
            noClasses().should().callMethod(LocalDate.class, "now"),
            noClasses().should().callMethod(System.class, "currentTimeMillis"),
            noClasses().should().callMethod(System.class, "nanoTime"),
            noClasses().should().callMethod(Math.class, "random"),
            noClasses().should().dependOnClassesThat().areAssignableTo(Clock.class),
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.random"),
            noClasses().should().dependOnClassesThat().areAssignableTo(Random.class));

    for (ArchRule rule : rules) {
      rule.check(kernel);
    }
  }

  @Test
  void keepsNoState() {
    fields().that().areStatic().should().beFinal().check(kernel);
  }
}
