package io.exo4j.nativebuild.report;

import io.exo4j.analysis.Obligation;
import io.exo4j.analysis.Verdict;
import io.exo4j.ir.Printer;
import io.exo4j.nativebuild.model.KernelSet;
import io.exo4j.schedule.Version;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The pages of the report. Pure: touches no file. */
public final class DerivationReport {
  private final String title;
  private final List<KernelStory> kernels;
  private final List<TestOutcomes.Outcome> tests;
  private final Map<String, String> benchmarks;

  private DerivationReport(
      String title,
      List<KernelStory> kernels,
      List<TestOutcomes.Outcome> tests,
      Map<String, String> benchmarks) {
    this.title = title;
    this.kernels = kernels;
    this.tests = tests;
    this.benchmarks = benchmarks;
  }

  /**
   * Writes the report.
   *
   * @param title the project
   * @param kernels all kernels
   * @param tests what tests found
   * @param benchmarks by kernel, what benchmarks found: HTML
   * @return the pages by file name; the first to read is {@code index.html}
   */
  public static SortedMap<String, String> of(
      String title,
      List<KernelStory> kernels,
      List<TestOutcomes.Outcome> tests,
      Map<String, String> benchmarks) {
    DerivationReport report = new DerivationReport(title, kernels, tests, benchmarks);
    SortedMap<String, String> pages = new TreeMap<>();
    pages.put("index.html", report.index());
    kernels.forEach(k -> pages.put(k.page(), report.kernel(k)));
    return pages;
  }

  private String index() {
    Html html = new Html("Kernels of " + title);
    html.head(
        List.of(
            "kernel",
            "file",
            "variant of",
            "target",
            "steps",
            "obligations",
            "by",
            "time",
            "tests"));
    for (KernelStory k : kernels) {
      List<Obligation> all = k.history().stream().flatMap(v -> v.obligations().stream()).toList();
      String link = "<a href=\"" + k.page() + "\">" + Html.text(k.name()) + "</a>";
      html.row(
          List.of(
              link + (k.exported() ? "" : " <span class=\"quiet\">(internal)</span>") + unsafe(k),
              Html.text(k.file()),
              Html.text(k.variantOf().orElse("")),
              Html.text(k.target().orElse("")),
              Integer.toString(k.steps()),
              Integer.toString(all.size()),
              provers(all),
              millis(k.history().stream().mapToLong(Version::nanos).sum()),
              testSummary(k)));
    }
    html.endTable();
    html.paragraph(
        "Every step is a rewrite that was proved to keep the kernel's meaning, unless it is marked"
            + " unsafe. An obligation is what had to be proved for it; those that were not proved"
            + " belong to alternatives that the step then did not take. Times are those of the run"
            + " that wrote this report.");
    return html.page();
  }

  private static String unsafe(KernelStory k) {
    return k.history().stream().anyMatch(Version::isUnsafe)
        ? " <span class=\"unsafe\">unsafe steps</span>"
        : "";
  }

  private static String provers(List<Obligation> obligations) {
    Map<String, Long> counts =
        obligations.stream()
            .filter(o -> o.verdict().proved())
            .collect(
                Collectors.groupingBy(
                    o -> prover(o.verdict().prover()), TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey())
        .collect(Collectors.joining(", "));
  }

  private static String prover(Verdict.By by) {
    return switch (by) {
      case FAST_PATH -> "arithmetic";
      case Z3 -> "Z3";
      case CACHE -> "cache";
    };
  }

  private String testSummary(KernelStory k) {
    List<TestOutcomes.Outcome> own = testsOf(k);
    long failed = own.stream().filter(TestOutcomes.Outcome::failed).count();
    long passed = own.stream().filter(t -> t.outcome().equals("passed")).count();
    if (own.isEmpty()) {
      return "";
    }
    return failed > 0
        ? "<span class=\"failed\">" + failed + " failed</span>"
        : passed
            + " passed"
            + (passed < own.size() ? ", " + (own.size() - passed) + " skipped" : "");
  }

  private List<TestOutcomes.Outcome> testsOf(KernelStory k) {
    String kernel = k.variantOf().orElse(k.name());
    String withLibrary = new KernelSet(k.file(), List.of()).name() + "." + kernel;
    return k.exported()
        ? tests.stream()
            .filter(t -> t.kernel().equals(kernel) || t.kernel().equals(withLibrary))
            .toList()
        : List.of();
  }

  // ---- one kernel

  private String kernel(KernelStory k) {
    Html html = new Html(k.name());
    html.raw("<p><a href=\"index.html\">all kernels</a> · " + Html.text(k.file()));
    k.variantOf().ifPresent(v -> html.raw(" · variant of " + Html.text(v)));
    k.target().ifPresent(t -> html.raw(" · for " + Html.text(t)));
    html.raw("</p>\n");
    html.heading("As it was written");
    List<String> before = lines(k.history().get(0));
    html.code(String.join("\n", before));
    if (k.steps() > 0) {
      html.heading("Steps");
      for (int i = 1; i < k.history().size(); i++) {
        List<String> after = lines(k.history().get(i));
        step(html, i, k.history().get(i), before, after);
        before = after;
      }
      html.heading("Result");
      html.code(String.join("\n", before));
    }
    html.heading("C");
    html.raw("<details><summary>" + k.c().lines().count() + " lines</summary>\n");
    html.code(k.c()).raw("</details>\n");
    results(html, k);
    return html.page();
  }

  private static List<String> lines(Version v) {
    return Printer.print(v.proc()).lines().toList();
  }

  private static void step(
      Html html, int number, Version v, List<String> before, List<String> after) {
    html.raw("<details><summary>" + number + ". <code>" + Html.text(v.step()) + "</code>");
    if (v.isUnsafe()) {
      html.raw(" <span class=\"unsafe\">unsafe: not proved</span>");
    }
    int count = v.obligations().size();
    html.raw(
        " <span class=\"quiet\">"
            + (count == 0 ? "" : count + " obligation" + (count == 1 ? "" : "s") + ", ")
            + millis(v.nanos())
            + "</span></summary>\n");
    if (before.equals(after)) {
      html.paragraph("The code is the same.");
    } else {
      html.raw("<pre>");
      LineDiff.hunks(before, after).forEach(l -> html.raw(line(l)));
      html.raw("</pre>\n");
    }
    if (count > 0) {
      obligations(html, v.obligations());
    }
    html.raw("</details>\n");
  }

  private static String line(LineDiff.Line l) {
    String text = Html.text(l.text());
    return switch (l.kind()) {
      case SAME -> "<span class=\"same\">  " + text + "</span>";
      case REMOVED -> "<del>- " + text + "</del>";
      case ADDED -> "<ins>+ " + text + "</ins>";
      case GAP -> "<i class=\"gap\">  …</i>";
    };
  }

  /** Equal ones in one row. */
  private static void obligations(Html html, List<Obligation> all) {
    record Row(String name, String subject, String verdict) {}
    Map<Row, List<Obligation>> rows = new LinkedHashMap<>();
    for (Obligation o : all) {
      rows.computeIfAbsent(
              new Row(o.name(), o.subject(), verdict(o.verdict())), r -> new ArrayList<>())
          .add(o);
    }
    html.head(List.of("obligation", "about", "verdict", "times", "took"));
    rows.forEach(
        (row, same) ->
            html.row(
                List.of(
                    Html.text(row.name),
                    Html.text(row.subject),
                    Html.text(row.verdict),
                    Integer.toString(same.size()),
                    millis(same.stream().mapToLong(Obligation::nanos).sum()))));
    html.endTable();
  }

  private static String verdict(Verdict v) {
    return switch (v.outcome()) {
      case PROVED -> "proved by " + prover(v.prover());
      case REFUTED -> "not so" + (v.values().isEmpty() ? "" : " for " + v.values());
      case UNKNOWN -> "not decided";
    };
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
  }

  private void results(Html html, KernelStory k) {
    List<TestOutcomes.Outcome> own = testsOf(k);
    if (!own.isEmpty()) {
      html.heading("Native tests");
      html.head(List.of("test", "outcome", "seconds"));
      own.forEach(
          t ->
              html.row(
                  List.of(
                      Html.text(t.title()),
                      t.failed()
                          ? "<span class=\"failed\">" + Html.text(t.outcome()) + "</span>"
                          : Html.text(t.outcome()),
                      Html.text(t.seconds()))));
      html.endTable();
    }
    String measured = benchmarks.get(k.variantOf().orElse(k.name()));
    if (measured != null && k.exported()) {
      html.heading("Benchmark");
      html.raw(measured);
    }
  }
}
