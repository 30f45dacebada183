package io.plimsoll.testkit.coverage;

import io.plimsoll.testkit.coverage.Coverage.Share;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * JaCoCo's report of several modules.
 *
 * @param modules what was reached in each, by artifact
 */
public record CoverageReport(SortedMap<String, Coverage> modules) {
  private static final List<String> COLUMNS =
      List.of("GROUP", "BRANCH_MISSED", "BRANCH_COVERED", "LINE_MISSED", "LINE_COVERED");

  public CoverageReport {
    modules = new TreeMap<>(modules);
  }

  /**
   * Reads {@code jacoco.csv}: a line for each class, its group {@code name/artifact}.
   *
   * @throws IllegalArgumentException if a column is missing, a line has no numbers, or there is no
   *     class
   */
  public static CoverageReport parse(List<String> csv) {
    if (csv.isEmpty()) {
      throw new IllegalArgumentException("jacoco.csv: empty (expected: a header)");
    }
    List<String> header = Arrays.asList(csv.getFirst().split(",", -1));
    for (String column : COLUMNS) {
      if (!header.contains(column)) {
        throw new IllegalArgumentException(
            "jacoco.csv: no column %s in %s".formatted(column, header));
      }
    }
    SortedMap<String, Coverage> modules = new TreeMap<>();
    for (String line : csv.subList(1, csv.size())) {
      String[] cells = line.split(",", -1);
      String group = cells[header.indexOf("GROUP")];
      modules.merge(
          group.substring(group.lastIndexOf('/') + 1), coverage(header, cells), Coverage::plus);
    }
    if (modules.isEmpty()) {
      throw new IllegalArgumentException("jacoco.csv: no class (expected: those of every module)");
    }
    return new CoverageReport(modules);
  }

  /** What was reached in all modules together. */
  public Coverage overall() {
    return modules.values().stream().reduce(Coverage.NONE, Coverage::plus);
  }

  private static Coverage coverage(List<String> header, String[] cells) {
    return new Coverage(share(header, cells, "LINE"), share(header, cells, "BRANCH"));
  }

  private static Share share(List<String> header, String[] cells, String what) {
    long covered = Long.parseLong(cells[header.indexOf(what + "_COVERED")]);
    long missed = Long.parseLong(cells[header.indexOf(what + "_MISSED")]);
    return new Share(covered, covered + missed);
  }
}
