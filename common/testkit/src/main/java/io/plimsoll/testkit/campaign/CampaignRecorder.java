package io.plimsoll.testkit.campaign;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Writes down what a campaign found, if {@code plimsoll.campaign.results} names a folder: when, on
 * which commit and machine, how large, the figures that its tests published, and the verdict. The
 * tests of {@code KillIT} are the campaign {@code kill}.
 */
public final class CampaignRecorder implements TestExecutionListener {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final Optional<Path> folder;
  private final Map<String, Findings> campaigns = new ConcurrentHashMap<>();

  /** Made by JUnit. */
  public CampaignRecorder() {
    this(Optional.ofNullable(System.getProperty(Campaign.RESULTS)).filter(name -> !name.isBlank()));
  }

  CampaignRecorder(Optional<String> folder) {
    this.folder = folder.map(Path::of);
  }

  /** What one campaign's tests said and how they ended. */
  private static final class Findings {
    final Instant startedAt = Instant.now();
    final Map<String, String> figures = new TreeMap<>();
    final Map<String, String> tests = new TreeMap<>();
    boolean isPassed = true;
  }

  @Override
  public void executionStarted(TestIdentifier test) {
    if (test.isTest()) {
      findings(test);
    }
  }

  @Override
  public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
    findings(test).ifPresent(findings -> findings.figures.putAll(entry.getKeyValuePairs()));
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean isPassed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
    findings(test)
        .ifPresent(findings -> {
          findings.isPassed &= isPassed;
          if (test.isTest() || !isPassed) {
            findings.tests.put(
                test.getDisplayName(), isPassed ? "passed" : "failed: " + reason(result));
          }
        });
    if (test.isContainer() && test.getSource().filter(ClassSource.class::isInstance).isPresent()) {
      nameOf(test).ifPresent(this::write);
    }
  }

  private Optional<Findings> findings(TestIdentifier test) {
    return folder
        .flatMap(_ -> nameOf(test))
        .map(name -> campaigns.computeIfAbsent(name, _ -> new Findings()));
  }

  /** The campaign that a test belongs to: its class without IT, in lower case. */
  private static Optional<String> nameOf(TestIdentifier test) {
    return test.getSource()
        .map(source ->
            switch (source) {
              case ClassSource type -> type.getClassName();
              case MethodSource method -> method.getClassName();
              default -> "";
            })
        .filter(name -> name.endsWith("IT"))
        .map(name -> name.replaceFirst(".*[.$]", "").replaceFirst("IT$", ""))
        .map(name -> name.toLowerCase(Locale.ROOT));
  }

  private static String reason(TestExecutionResult result) {
    return result.getThrowable().map(Throwable::toString).orElse(result.getStatus().toString());
  }

  private void write(String name) {
    Findings findings = campaigns.get(name);
    if (folder.isEmpty() || findings == null || findings.tests.isEmpty()) {
      return;
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("campaign", name);
    result.put("started_at", findings.startedAt.truncatedTo(ChronoUnit.SECONDS).toString());
    result.put("seconds", Duration.between(findings.startedAt, Instant.now()).toMillis() / 1000.0);
    result.put("commit", commit());
    result.put("machine", machine());
    result.put("scale", Campaign.scale());
    result.put("figures", findings.figures);
    result.put("tests", findings.tests);
    result.put("verdict", findings.isPassed ? "passed" : "failed");
    try {
      Files.createDirectories(folder.get());
      Files.writeString(
          folder.get().resolve(name + ".json"), JSON.writeValueAsString(result) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Object> machine() {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    machine.put("processors", Runtime.getRuntime().availableProcessors());
    machine.put("java", System.getProperty("java.version"));
    return machine;
  }

  private static String commit() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor() == 0 ? said : "not a checkout";
    } catch (IOException e) {
      return "no git here: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while git was asked", e);
    }
  }
}
