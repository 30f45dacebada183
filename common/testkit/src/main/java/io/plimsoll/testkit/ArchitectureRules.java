package io.plimsoll.testkit;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;

/**
 * The house's rules of CONTRIBUTING as tests. A module switches them on with one line:
 *
 * <pre>{@code
 * @Test
 * void followsTheRules() {
 *   ArchitectureRules.checkApp("io.plimsoll.training");
 * }
 * }</pre>
 *
 * <p>There are no exception lists: a rule that needs an exception is changed by a decision record.
 */
public final class ArchitectureRules {
  private static final String SQL_WORK = "io.plimsoll.platform.work.SqlWork";
  private static final String SESSION_WORK = "io.plimsoll.platform.work.SessionWork";
  private static final String WORKER = "..worker..";
  private static final String ENTITY = "jakarta.persistence.Entity";
  private static final String[] ADAPTER_TECHNOLOGY = {
    "jakarta.ws.rs..",
    "jakarta.persistence..",
    "io.quarkus..",
    "org.eclipse.microprofile..",
    "org.hibernate..",
    "io.vertx.mutiny.sqlclient..",
    "org.apache.kafka..",
    "..http..",
    "..store..",
    "..kafka.."
  };

  private ArchitectureRules() {}

  /** Checks a service's application: features and their rooms. */
  public static void checkApp(String root) {
    check(root, appRules(root));
  }

  /** Checks a kernel: arithmetic and state machines that know nothing of the world. */
  public static void checkKernel(String root, String... libraries) {
    check(root, kernelRules(libraries));
  }

  /** Checks a package's own classes against some rules; its tests are left out. */
  static void check(String root, List<ArchRule> rules) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(root);
    if (classes.isEmpty()) {
      throw new AssertionError("No classes in %s (expected: the module's own)".formatted(root));
    }
    rules.forEach(rule -> rule.allowEmptyShould(true).check(classes));
  }

  /** The rules of an application below a root package. */
  public static List<ArchRule> appRules(String root) {
    return List.of(
        featuresDoNotKnowEachOther(root),
        coreKnowsNoAdapterTechnology(),
        rowsStayHome(),
        endpointsAreSeenByQuarkus(),
        routesHaveARole(),
        noClassHasBothUnitsOfWork(),
        noForbiddenOperators(),
        nobodyElseChangesThreadsOrTransactions(),
        dependenciesComeThroughTheConstructor());
  }

  /** Checks the platform: the place where threads change and transactions open. */
  public static void checkPlatform(String root) {
    check(
        root,
        List.of(
            rowsStayHome(),
            endpointsAreSeenByQuarkus(),
            routesHaveARole(),
            onlyFactoriesHaveBothUnitsOfWork(),
            dependenciesComeThroughTheConstructor(),
            knowsNone(
                "io.plimsoll.training..", "io.plimsoll.simulation..", "io.plimsoll.batch..")));
  }

  /** Checks a module that knows no framework and no service, such as the contracts. */
  public static void checkPlain(String root) {
    check(
        root,
        List.of(
            knowsNone(
                "io.quarkus..",
                "jakarta.enterprise..",
                "jakarta.persistence..",
                "jakarta.ws.rs..",
                "io.plimsoll.platform..",
                "io.plimsoll.training..",
                "io.plimsoll.simulation..",
                "io.plimsoll.batch..")));
  }

  /** The rules of a kernel that may use some libraries. */
  public static List<ArchRule> kernelRules(String... libraries) {
    return List.of(
        kernelsKnowNothingElse(libraries),
        kernelsHaveNoClock(),
        kernelsReachNothingOutside(),
        kernelsKeepNoState(),
        calculationsKnowNoWorker());
  }

  /** Features share kernels and ports, never each other's classes. */
  public static ArchRule featuresDoNotKnowEachOther(String root) {
    return slices().matching(root + ".(*)..").should().notDependOnEachOther();
  }

  /** What a use case means does not depend on how it is asked or stored. */
  public static ArchRule coreKnowsNoAdapterTechnology() {
    return noClasses()
        .that()
        .resideInAPackage("..core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ADAPTER_TECHNOLOGY);
  }

  /** Rows are package-private, so no other room sees one. */
  public static ArchRule rowsStayHome() {
    return classes().that().areAnnotatedWith(ENTITY).should().bePackagePrivate();
  }

  /** Quarkus drops an endpoint method that is not public, with a mere warning. */
  public static ArchRule endpointsAreSeenByQuarkus() {
    return methods().that().areMetaAnnotatedWith("jakarta.ws.rs.HttpMethod").should().bePublic();
  }

  /** Every route says who may use it. */
  public static ArchRule routesHaveARole() {
    return RouteRules.routesHaveARole();
  }

  /** A Panache session and a connection never share a transaction. */
  public static ArchRule noClassHasBothUnitsOfWork() {
    return notBoth(SQL_WORK, SESSION_WORK);
  }

  /** Chains are built by use cases and run by the framework; nothing is lost or run beside. */
  public static ArchRule noForbiddenOperators() {
    return noClasses()
        .should()
        .callMethodWhere(
            target(nameMatching("await|subscribe|subscribeAsCompletionStage|recoverWithNull"))
                .and(target(owner(resideInAPackage("io.smallrye.mutiny..")))))
        .orShould()
        .callMethodWhere(
            target(nameMatching(".*AndMerge"))
                .and(target(owner(resideInAPackage("io.smallrye.mutiny..")))))
        .orShould()
        .callMethodWhere(target(nameMatching("sendAndForget|.*AndForget")));
  }

  /** KernelPool changes threads, the units of work open transactions, and nobody else. */
  public static ArchRule nobodyElseChangesThreadsOrTransactions() {
    return noClasses()
        .should()
        .callMethodWhere(
            target(nameMatching("emitOn|runSubscriptionOn"))
                .and(target(owner(resideInAPackage("io.smallrye.mutiny..")))))
        .orShould()
        .dependOnClassesThat()
        .haveNameMatching(
            ".*\\.(WithTransaction|WithSession|WithSessionOnDemand|Blocking)|jakarta\\.transaction\\.Transactional");
  }

  /** No field injection. */
  public static ArchRule dependenciesComeThroughTheConstructor() {
    return fields().should().notBeAnnotatedWith("jakarta.inject.Inject");
  }

  /** A kernel's class path is the JDK, JSpecify, ours, and the libraries it names. */
  public static ArchRule kernelsKnowNothingElse(String... libraries) {
    String[] allowed =
        Stream.concat(
                Stream.of(
                    "java..",
                    "jdk.incubator.vector..",
                    "org.jspecify..",
                    "io.plimsoll.kernel..",
                    "io.plimsoll.learning..",
                    "io.plimsoll.*kernel.."),
                Stream.of(libraries))
            .toArray(String[]::new);
    return classes().should().onlyDependOnClassesThat().resideInAnyPackage(allowed);
  }

  /** Time and chance are arguments; the protocol with worker processes has a clock. */
  public static ArchRule kernelsHaveNoClock() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(WORKER)
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(LocalDateTime.class, "now")
        .orShould()
        .callMethod(ZonedDateTime.class, "now")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callConstructor(java.util.Random.class)
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(
            Clock.class,
            java.util.concurrent.ThreadLocalRandom.class,
            java.util.UUID.class,
            System.Logger.class);
  }

  /** No files, no network, no processes and no threads, but in the protocol with workers. */
  public static ArchRule kernelsReachNothingOutside() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(WORKER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.nio.file..", "java.net..", "java.util.logging..", "java.sql..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(
            java.io.File.class, Process.class, ProcessBuilder.class, Thread.class, Runtime.class);
  }

  /** What one call leaves behind no other call sees. */
  public static ArchRule kernelsKeepNoState() {
    return fields().that().areStatic().should().beFinal();
  }

  /** The protocol with worker processes calls calculations, never the other way round. */
  public static ArchRule calculationsKnowNoWorker() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(WORKER)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(WORKER);
  }

  /** A module that none of some packages may be used in. */
  static ArchRule knowsNone(String... packages) {
    return noClasses().should().dependOnClassesThat().resideInAnyPackage(packages);
  }

  /** The platform offers both units of work; only what makes its beans may name both. */
  static ArchRule onlyFactoriesHaveBothUnitsOfWork() {
    return classes()
        .that()
        .haveSimpleNameNotEndingWith("Beans")
        .should(notDependOnBoth(SQL_WORK, SESSION_WORK));
  }

  static ArchRule notBoth(String one, String other) {
    return classes().should(notDependOnBoth(one, other));
  }

  private static ArchCondition<JavaClass> notDependOnBoth(String one, String other) {
    return new ArchCondition<>("not depend on both units of work") {
      @Override
      public void check(JavaClass subject, ConditionEvents events) {
        if (dependsOn(subject, one) && dependsOn(subject, other)) {
          events.add(
              SimpleConditionEvent.violated(
                  subject, subject.getName() + " uses SqlWork and SessionWork"));
        }
      }
    };
  }

  private static boolean dependsOn(JavaClass subject, String name) {
    return subject.getDirectDependenciesFromSelf().stream()
        .anyMatch(dependency -> dependency.getTargetClass().getName().equals(name));
  }
}
