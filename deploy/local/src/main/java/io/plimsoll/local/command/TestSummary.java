package io.plimsoll.local.command;

import io.plimsoll.local.console.Console;
import io.plimsoll.local.console.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * What the test reports of a checkout say: totals by module, what failed, what was skipped and why.
 */
final class TestSummary {
  private record Totals(int tests, int failed, int skipped, double seconds) {
    Totals plus(Totals other) {
      return new Totals(
          tests + other.tests,
          failed + other.failed,
          skipped + other.skipped,
          seconds + other.seconds);
    }
  }

  private final Map<String, Totals> modules = new TreeMap<>();
  private final List<String> failed = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  private TestSummary() {}

  /** Reads the reports that were written since an instant. */
  static TestSummary read(Path checkout, Instant since) throws IOException {
    TestSummary summary = new TestSummary();
    try (Stream<Path> files = Files.walk(checkout, 7)) {
      for (Path file : (Iterable<Path>) files.filter(TestSummary::isReport)::iterator) {
        if (!Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
          summary.add(checkout.relativize(file), parse(file));
        }
      }
    }
    return summary;
  }

  /** Writes the summary; at most the given number of failures one by one. */
  void print(Console console) {
    Totals sum = modules.values().stream().reduce(new Totals(0, 0, 0, 0), Totals::plus);
    List<List<String>> rows = new ArrayList<>();
    modules.forEach((module, totals) -> rows.add(row(module, totals)));
    rows.add(row("all", sum));
    console.gap();
    new Table(List.of("module", ">tests", ">failed", ">skipped", ">seconds"), rows)
        .lines()
        .forEach(console::line);
    failed.forEach(name -> console.line("  FAILED  " + name));
    skipped.forEach(name -> console.line("  SKIPPED " + name));
  }

  private static List<String> row(String name, Totals totals) {
    return List.of(
        name,
        Integer.toString(totals.tests()),
        Integer.toString(totals.failed()),
        Integer.toString(totals.skipped()),
        Console.number(totals.seconds(), 1));
  }

  private void add(Path file, Element suite) {
    int target = 0;
    while (!file.getName(target).toString().equals("target")) {
      target++;
    }
    Totals totals =
        new Totals(
            number(suite, "tests"),
            number(suite, "failures") + number(suite, "errors"),
            number(suite, "skipped"),
            Double.parseDouble(suite.getAttribute("time").replace(",", "")));
    modules.merge(file.subpath(0, target).toString(), totals, Totals::plus);
    NodeList cases = suite.getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      note((Element) cases.item(i));
    }
  }

  private void note(Element test) {
    String name = test.getAttribute("classname") + "." + test.getAttribute("name");
    if (test.getElementsByTagName("failure").getLength() > 0
        || test.getElementsByTagName("error").getLength() > 0) {
      failed.add(name);
    }
    NodeList reasons = test.getElementsByTagName("skipped");
    if (reasons.getLength() > 0) {
      skipped.add(name + ": " + ((Element) reasons.item(0)).getAttribute("message"));
    }
  }

  private static int number(Element suite, String name) {
    String text = suite.getAttribute(name);
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private static boolean isReport(Path file) {
    String name = file.getFileName().toString();
    String folder = String.valueOf(file.getParent());
    return name.startsWith("TEST-")
        && name.endsWith(".xml")
        && (folder.endsWith("target/surefire-reports")
            || folder.endsWith("target/failsafe-reports"));
  }

  private static Element parse(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document = factory.newDocumentBuilder().parse(file.toFile());
      return document.getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + ": no test report", e);
    }
  }
}
