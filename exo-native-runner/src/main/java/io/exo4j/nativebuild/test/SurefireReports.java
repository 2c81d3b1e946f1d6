package io.exo4j.nativebuild.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes results as Maven Surefire does, so that whatever counts Java tests counts these: one
 * {@code TEST-exo.<kernel>.xml} for each kernel.
 */
public final class SurefireReports {
  private static final String PREFIX = "TEST-exo.";
  private static final int MOST_OUTPUT = 20_000;

  private SurefireReports() {}

  /**
   * Writes the reports; those of kernels that are gone are deleted.
   *
   * @param directory {@code target/surefire-reports}
   * @param complete whether these are the results of all tests
   */
  public static void write(List<TestResult> results, Path directory, boolean complete)
      throws IOException {
    Map<String, List<TestResult>> byKernel = new LinkedHashMap<>();
    for (TestResult result : results) {
      byKernel.computeIfAbsent(result.test().kernel(), k -> new ArrayList<>()).add(result);
    }
    Files.createDirectories(directory);
    if (complete) {
      try (Stream<Path> list = Files.list(directory)) {
        for (Path old : list.toList()) {
          String name = old.getFileName().toString();
          if (name.startsWith(PREFIX) && name.endsWith(".xml")) {
            Files.delete(old);
          }
        }
      }
    }
    for (Map.Entry<String, List<TestResult>> kernel : byKernel.entrySet()) {
      Files.writeString(
          directory.resolve(PREFIX + kernel.getKey() + ".xml"),
          xml(kernel.getKey(), kernel.getValue()),
          StandardCharsets.UTF_8);
    }
  }

  /** The report about one kernel. */
  static String xml(String kernel, List<TestResult> results) {
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.append(
        ("<testsuite xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                + " xsi:noNamespaceSchemaLocation=\"https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd\""
                + " version=\"3.0\" name=\"%s\" time=\"%s\" tests=\"%d\" errors=\"0\" skipped=\"%d\""
                + " failures=\"%d\">\n")
            .formatted(
                escape("exo." + kernel),
                time(results.stream().mapToDouble(TestResult::seconds).sum()),
                results.size(),
                results.stream().filter(TestResult::skipped).count(),
                results.stream().filter(r -> r.failure().isPresent()).count()));
    out.append("  <properties/>\n");
    for (TestResult r : results) {
      out.append(
          "  <testcase name=\"%s\" classname=\"%s\" time=\"%s\">\n"
              .formatted(escape(r.title()), escape("exo." + kernel), time(r.seconds())));
      r.test()
          .skipped()
          .ifPresent(
              reason -> out.append("    <skipped message=\"%s\"/>\n".formatted(escape(reason))));
      r.failure()
          .ifPresent(
              failure ->
                  out.append(
                      "    <failure message=\"%s\" type=\"exo.NativeTest\">%s</failure>\n"
                          .formatted(
                              escape(failure),
                              cdata(failure + "\n\nrun again: " + r.rerun() + "\n"))));
      if (!r.skipped()) {
        out.append("    <system-out>")
            .append(cdata(r.test().how() + "\n" + shorten(r.output())))
            .append("</system-out>\n");
      }
      out.append("  </testcase>\n");
    }
    return out.append("</testsuite>\n").toString();
  }

  private static String time(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  /** The end of a long text says how it went. */
  private static String shorten(String text) {
    return text.length() <= MOST_OUTPUT
        ? text
        : text.substring(0, MOST_OUTPUT / 2)
            + "\n…\n"
            + text.substring(text.length() - MOST_OUTPUT / 2);
  }

  private static String legal(String text) {
    return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD]", "?");
  }

  private static String cdata(String text) {
    return "<![CDATA[" + legal(text).replace("]]>", "]]]]><![CDATA[>") + "]]>";
  }

  private static String escape(String text) {
    return legal(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\n", "&#10;");
  }
}
