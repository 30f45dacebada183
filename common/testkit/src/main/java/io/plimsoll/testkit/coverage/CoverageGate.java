package io.plimsoll.testkit.coverage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Fails the build where tests reach too little: 85 % of lines overall, 80 % of an application's, 90
 * % of a kernel's branches.
 */
public final class CoverageGate {
  private static final int LINES_OVERALL = 85;
  private static final int LINES_OF_AN_APPLICATION = 80;
  private static final int BRANCHES_OF_A_KERNEL = 90;

  private CoverageGate() {}

  /**
   * Prints what each module reached, and ends with 1 and the names of those that fell short.
   *
   * @param arguments the path of {@code jacoco.csv}
   */
  public static void main(String[] arguments) throws IOException {
    Path csv = Path.of(arguments[0]);
    CoverageReport report = CoverageReport.parse(Files.readAllLines(csv));
    report.modules().forEach((module, found) -> System.out.println(row(module, found)));
    System.out.println(row("overall", report.overall()));
    List<String> faults = faults(report);
    faults.forEach(fault -> System.err.println("coverage: " + fault));
    if (!faults.isEmpty()) {
      System.err.printf("coverage: see %s%n", csv.resolveSibling("index.html").toUri());
      System.exit(1);
    }
  }

  /** What falls short, a sentence each with the module's name. */
  static List<String> faults(CoverageReport report) {
    List<String> faults = new ArrayList<>();
    for (Map.Entry<String, Coverage> module : report.modules().entrySet()) {
      String name = module.getKey();
      Coverage found = module.getValue();
      if (name.endsWith("-app") && !found.lines().reaches(LINES_OF_AN_APPLICATION)) {
        faults.add(fault(name, found.lines(), "lines", LINES_OF_AN_APPLICATION));
      }
      if (name.endsWith("kernel") && !found.branches().reaches(BRANCHES_OF_A_KERNEL)) {
        faults.add(fault(name, found.branches(), "branches", BRANCHES_OF_A_KERNEL));
      }
    }
    if (!report.overall().lines().reaches(LINES_OVERALL)) {
      faults.add(fault("overall", report.overall().lines(), "lines", LINES_OVERALL));
    }
    return faults;
  }

  private static String fault(String name, Coverage.Share found, String what, int expected) {
    return "%s: %s %% of %s (expected: at least %d %%)"
        .formatted(name, found.percent(), what, expected);
  }

  private static String row(String name, Coverage found) {
    return String.format(
        Locale.ROOT,
        "coverage %-28s lines %5.1f %%   branches %5.1f %%",
        name,
        found.lines().percent(),
        found.branches().percent());
  }
}
