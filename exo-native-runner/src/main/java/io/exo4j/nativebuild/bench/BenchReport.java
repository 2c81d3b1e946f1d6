package io.exo4j.nativebuild.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Benchmark results as texts for people and for programs. Pure: touches no file. */
public final class BenchReport {
  private static final int BAR = 22;
  private static final int LEFT = 260;
  private static final int WIDTH = 900;

  private BenchReport() {}

  /**
   * The files of a report: {@code results.json}, {@code results.md}, and for each kernel a picture
   * {@code KERNEL.svg} and a fragment {@code KERNEL.html} with table and picture.
   */
  public static SortedMap<String, String> of(List<BenchResult> results) {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("results.json", json(results));
    files.put("results.md", table(results));
    Map<String, List<BenchResult>> kernels = new LinkedHashMap<>();
    results.forEach(r -> kernels.computeIfAbsent(r.kernel(), k -> new ArrayList<>()).add(r));
    kernels.forEach(
        (kernel, own) -> {
          files.put(kernel + ".svg", picture(kernel, own));
          files.put(kernel + ".html", html(own) + picture(kernel, own));
        });
    return files;
  }

  // ---- for people

  private static String table(List<BenchResult> results) {
    StringBuilder out = new StringBuilder();
    out.append(
        "| kernel | variant | sizes | median | shortest | as written, shortest | times as fast"
            + " |\n");
    out.append("|---|---|---|---|---|---|---|\n");
    for (BenchResult r : results) {
      out.append("| ").append(String.join(" | ", cells(r))).append(" |\n");
    }
    return out.toString();
  }

  private static List<String> cells(BenchResult r) {
    return List.of(
        r.kernel(),
        r.variant(),
        r.sizes(),
        time(r.times().median()),
        time(r.times().min()),
        r.source().map(s -> time(s.min())).orElse(""),
        r.speedUp().map(x -> String.format(Locale.ROOT, "%.2f", x)).orElse(""));
  }

  private static String html(List<BenchResult> results) {
    String head =
        "<tr><th>kernel</th><th>variant</th><th>sizes</th><th>median</th><th>shortest</th>"
            + "<th>as written, shortest</th><th>times as fast</th></tr>\n";
    return results.stream()
        .map(
            r ->
                cells(r).stream()
                    .map(c -> "<td>" + escape(c) + "</td>")
                    .collect(Collectors.joining("", "<tr>", "</tr>\n")))
        .collect(Collectors.joining("", "<table>\n" + head, "</table>\n"));
  }

  /** With three digits and a unit. */
  static String time(double seconds) {
    double nanos = seconds * 1e9;
    return nanos < 1e3
        ? String.format(Locale.ROOT, "%.1f ns", nanos)
        : nanos < 1e6
            ? String.format(Locale.ROOT, "%.2f µs", nanos / 1e3)
            : String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
  }

  /** A bar for each result: how many times as fast as the kernel as it was written. */
  private static String picture(String kernel, List<BenchResult> results) {
    List<BenchResult> shown = results.stream().filter(r -> r.speedUp().isPresent()).toList();
    double most =
        Math.max(1, shown.stream().mapToDouble(r -> r.speedUp().orElseThrow()).max().orElse(1));
    double scale = (WIDTH - LEFT - 80) / most;
    int height = 40 + BAR * shown.size();
    StringBuilder out = new StringBuilder();
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"12\">%n",
            WIDTH,
            height));
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    text(out, 10, 18, kernel + ": times as fast as it was written");
    for (int i = 0; i < shown.size(); i++) {
      BenchResult r = shown.get(i);
      double speed = r.speedUp().orElseThrow();
      int y = 30 + BAR * i;
      text(out, 10, y + 14, r.variant() + " " + r.sizes());
      out.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"#2980b9\"/>%n",
              LEFT,
              y,
              speed * scale,
              BAR - 4));
      text(out, LEFT + speed * scale + 6, y + 14, String.format(Locale.ROOT, "%.2f", speed));
    }
    out.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"26\" x2=\"%.1f\" y2=\"%d\" stroke=\"black\"/>%n",
            LEFT + scale,
            LEFT + scale,
            height));
    return out.append("</svg>\n").toString();
  }

  private static void text(StringBuilder out, double x, double y, String words) {
    out.append(
        String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%s</text>%n", x, y, escape(words)));
  }

  private static String escape(String s) {
    return s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  // ---- for programs

  private static String json(List<BenchResult> results) {
    return results.stream()
        .map(
            r ->
                "  {\"kernel\": \"%s\", \"variant\": \"%s\", \"sizes\": {%s},\n   \"seconds\": %s%s}"
                    .formatted(
                        r.kernel(),
                        r.variant(),
                        sizes(r.sizes()),
                        times(r.times()),
                        r.source().map(s -> ", \"sourceSeconds\": " + times(s)).orElse("")))
        .collect(Collectors.joining(",\n", "[\n", "\n]\n"));
  }

  private static String sizes(String text) {
    return text.isEmpty()
        ? ""
        : java.util.Arrays.stream(text.split(" "))
            .map(s -> "\"" + s.replace("=", "\": "))
            .collect(Collectors.joining(", "));
  }

  private static String times(BenchResult.Times t) {
    return "{\"min\": " + t.min() + ", \"median\": " + t.median() + ", \"max\": " + t.max() + "}";
  }
}
