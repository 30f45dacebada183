package io.plimsoll.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.plimsoll.local.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSummaryTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void countsByModuleAndNamesWhatFailedAndWhatWasSkippedAndWhy() throws IOException {
    Path reports = Files.createDirectories(folder.resolve("common/kernel/target/surefire-reports"));
    Files.writeString(
        reports.resolve("TEST-a.xml"),
        """
        <testsuite tests="3" failures="1" errors="0" skipped="1" time="1,234.5">
          <testcase classname="a.A" name="works"/>
          <testcase classname="a.A" name="breaks"><failure message="no">x</failure></testcase>
          <testcase classname="a.A" name="waits"><skipped message="needs pgbouncer"/></testcase>
        </testsuite>
        """);
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    TestSummary.read(folder, Instant.EPOCH)
        .print(Console.plain(new PrintStream(out, true, StandardCharsets.UTF_8)));

    assertThat(out.toString(StandardCharsets.UTF_8).lines().map(String::strip))
        .contains(
            "common/kernel      3       1        1  1,234.5",
            "FAILED  a.A.breaks",
            "SKIPPED a.A.waits: needs pgbouncer");
  }
}
