package io.exo4j.nativebuild.test;

import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import io.exo4j.nativebuild.toolchain.NativeBuildException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Runs native tests with CTest. */
public final class NativeTestRun {
  /** CTest's list of what failed: {@code 3 - sgemm.avx512.default (ILLEGAL)}. */
  private static final Pattern FAILED = Pattern.compile("\\s*\\d+ - (\\S+) \\((.*)\\).*");

  private static final int OUTPUT = 10_000_000;

  private final NativeTestSetup setup;
  private final TestFilter filter;
  private final Duration timeout;
  private final Consumer<String> log;

  private NativeTestRun(
      NativeTestSetup setup, TestFilter filter, Duration timeout, Consumer<String> log) {
    this.setup = setup;
    this.filter = filter;
    this.timeout = timeout;
    this.log = log;
  }

  /**
   * Runs tests.
   *
   * @param setup what was built
   * @param filter which of them
   * @param timeout how long all of them may take
   * @param log gets each line that CTest says
   * @return the results in the order of the setup
   * @throws NativeBuildException if CTest cannot be run
   */
  public static List<TestResult> run(
      NativeTestSetup setup, TestFilter filter, Duration timeout, Consumer<String> log)
      throws IOException {
    return new NativeTestRun(setup, filter, timeout, log).run();
  }

  private List<TestResult> run() throws IOException {
    Map<String, List<NativeTestSetup.Entry>> byDirectory = new LinkedHashMap<>();
    List<TestResult> results = new ArrayList<>();
    for (NativeTestSetup.Entry entry : setup.entries()) {
      if (filter.matches(entry)) {
        if (entry.skipped().isPresent()) {
          results.add(new TestResult(entry, 0, "", Optional.empty()));
        } else if (entry.outcome().isPresent()) {
          results.add(
              new TestResult(entry, 0, "", entry.outcome().filter(problem -> !problem.isEmpty())));
        } else {
          byDirectory.computeIfAbsent(entry.directory(), d -> new ArrayList<>()).add(entry);
        }
      }
    }
    for (Map.Entry<String, List<NativeTestSetup.Entry>> d : byDirectory.entrySet()) {
      results.addAll(directory(Path.of(d.getKey()), d.getValue()));
    }
    return results;
  }

  private List<TestResult> directory(Path directory, List<NativeTestSetup.Entry> entries)
      throws IOException {
    Path report = directory.resolve("ctest.xml");
    Files.deleteIfExists(report);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--test-dir",
                directory.toString(),
                "--output-junit",
                report.toString(),
                "--test-output-size-passed",
                Integer.toString(OUTPUT),
                "--test-output-size-failed",
                Integer.toString(OUTPUT),
                "--parallel",
                Integer.toString(Runtime.getRuntime().availableProcessors())));
    if (!filter.matchesAll()) {
      arguments.add("--tests-regex");
      arguments.add(
          entries.stream()
              .map(e -> e.name().replaceAll("([.+*^$()\\[\\]|?\\\\])", "\\\\$1"))
              .collect(Collectors.joining("|", "^(", ")$")));
    }
    CommandResult result =
        new Commands(timeout, log).run(directory, Path.of(setup.ctest()), arguments);
    if (!Files.isRegularFile(report)) {
      throw new NativeBuildException(
          Kind.OTHER, "CTest wrote no report in " + directory + ":\n" + result.text());
    }
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String line : result.output()) {
      Matcher m = FAILED.matcher(line);
      if (m.matches()) {
        reasons.put(m.group(1), m.group(2));
      }
    }
    Map<String, Element> cases = read(report);
    List<TestResult> results = new ArrayList<>();
    for (NativeTestSetup.Entry entry : entries) {
      Element element = cases.get(entry.name());
      results.add(
          element == null
              ? new TestResult(entry, 0, "", Optional.of("CTest did not run it"))
              : result(entry, element, reasons));
    }
    return results;
  }

  private static TestResult result(
      NativeTestSetup.Entry entry, Element element, Map<String, String> reasons) {
    NodeList said = element.getElementsByTagName("system-out");
    String output = said.getLength() == 0 ? "" : said.item(0).getTextContent();
    boolean passed = element.getAttribute("status").equals("run");
    Optional<String> failure =
        passed
            ? Optional.empty()
            : Optional.of(
                Failure.describe(output, reasons.getOrDefault(entry.name(), "Failed"), entry));
    return new TestResult(entry, seconds(element.getAttribute("time")), output, failure);
  }

  private static double seconds(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Map<String, Element> read(Path report) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      NodeList list =
          factory
              .newDocumentBuilder()
              .parse(report.toFile())
              .getDocumentElement()
              .getElementsByTagName("testcase");
      Map<String, Element> cases = new LinkedHashMap<>();
      for (int i = 0; i < list.getLength(); i++) {
        Element element = (Element) list.item(i);
        cases.put(element.getAttribute("name"), element);
      }
      return cases;
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("cannot read " + report + ": " + e.getMessage(), e);
    }
  }
}
