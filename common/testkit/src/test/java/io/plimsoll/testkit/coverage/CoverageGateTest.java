package io.plimsoll.testkit.coverage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CoverageGateTest {
  private static final String HEADER =
      "GROUP,PACKAGE,CLASS,INSTRUCTION_MISSED,INSTRUCTION_COVERED,BRANCH_MISSED,BRANCH_COVERED,"
          + "LINE_MISSED,LINE_COVERED,COMPLEXITY_MISSED,COMPLEXITY_COVERED,METHOD_MISSED,METHOD_COVERED";

  @Test
  void addsTheClassesOfAModule() {
    CoverageReport report =
        CoverageReport.parse(
            List.of(
                HEADER, row("plimsoll-kernel", 1, 9, 2, 8), row("plimsoll-kernel", 0, 5, 0, 6)));

    Coverage kernel = Objects.requireNonNull(report.modules().get("plimsoll-kernel"));
    assertThat(kernel.branches()).isEqualTo(new Coverage.Share(14, 15));
    assertThat(kernel.lines()).isEqualTo(new Coverage.Share(14, 16));
    assertThat(report.overall()).isEqualTo(kernel);
  }

  @Test
  void letsAHousePassThatReachesEachFigureExactly() {
    CoverageReport report =
        CoverageReport.parse(
            List.of(
                HEADER,
                row("plimsoll-batch-app", 50, 50, 20, 80),
                row("plimsoll-kernel", 1, 9, 10, 90)));

    assertThat(CoverageGate.faults(report)).isEmpty();
  }

  @Test
  void namesEveryModuleThatFallsShort() {
    CoverageReport report =
        CoverageReport.parse(
            List.of(
                HEADER,
                row("plimsoll-batch-app", 0, 1, 201, 799),
                row("plimsoll-training-kernel", 101, 899, 0, 10),
                row("plimsoll-local", 9, 1, 60, 40)));

    assertThat(CoverageGate.faults(report))
        .containsExactly(
            "plimsoll-batch-app: 79.9 % of lines (expected: at least 80 %)",
            "plimsoll-training-kernel: 89.9 % of branches (expected: at least 90 %)",
            "overall: 76.4 % of lines (expected: at least 85 %)");
  }

  @Test
  void neverRoundsUp() {
    assertThat(new Coverage.Share(8_499, 10_000).percent()).isEqualTo(84.9);
    assertThat(new Coverage.Share(8_499, 10_000).reaches(85)).isFalse();
    assertThat(new Coverage.Share(0, 0).percent()).isEqualTo(100);
  }

  @Test
  void refusesAReportWithoutItsColumns() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CoverageReport.parse(List.of("GROUP,PACKAGE")))
        .withMessageContaining("BRANCH_MISSED");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CoverageReport.parse(List.of()))
        .withMessageContaining("empty");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CoverageReport.parse(List.of(HEADER)))
        .withMessageContaining("no class");
  }

  private static String row(
      String module, int branchMissed, int branchCovered, int lineMissed, int lineCovered) {
    return "plimsoll-coverage/%s,p,C,0,0,%d,%d,%d,%d,0,0,0,0"
        .formatted(module, branchMissed, branchCovered, lineMissed, lineCovered);
  }
}
