package io.exo4j.benchmarks;

import io.exo4j.benchmarks.Contestant.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/** The results as a text with tables (Markdown). */
final class Report {
  private final StringBuilder out = new StringBuilder();

  private Report() {}

  static String of(List<Session> sessions) {
    Report r = new Report();
    r.line("# Benchmark results");
    r.line("");
    r.line(
        "%s, %s, %d cores.",
        Instant.now().truncatedTo(ChronoUnit.SECONDS), Machine.processor(), Machine.cores());
    r.line("Every number is the median of interleaved rounds, with the quartiles in parentheses.");
    sessions.forEach(r::session);
    return r.out.toString();
  }

  private void line(String format, Object... values) {
    out.append(values.length == 0 ? format : String.format(Locale.ROOT, format, values))
        .append('\n');
  }

  private void session(Session s) {
    line("");
    line("## %s", s.threads() == 1 ? "One core" : s.threads() + " cores");
    line("");
    line(
        "Load of the machine (1, 5, 15 minutes): %s before, %s after.",
        s.loadBefore(), s.loadAfter());
    if (s.peakRates().getCount() > 0) {
      line(
          "Multiply-add peak: %.1f to %.1f GFLOP/s (f32), medians of the rounds of each product.",
          s.peakRates().getMin(), s.peakRates().getMax());
    }
    line("");
    s.versions().forEach((label, version) -> line("- %s: %s", label, version));
    for (Operation o : Operation.values()) {
      if (!s.of(o).isEmpty()) {
        operation(s, o);
      }
    }
    summary(s);
  }

  // ---- one table for each operation

  private void operation(Session s, Operation o) {
    List<Measurement> rows = s.of(o);
    Set<Contestant> columns = new LinkedHashSet<>();
    rows.forEach(m -> columns.addAll(m.samples().keySet()));
    boolean vector = !o.isProduct();
    line("");
    line("### %s, %s", o.kernel(), vector ? "GB/s of operands (calls under 1 µs: ns)" : "GFLOP/s");
    line("");
    List<Contestant> sorted =
        columns.stream().sorted((a, b) -> a.kind().compareTo(b.kind())).toList();
    List<String> head = new ArrayList<>(List.of(String.join(", ", o.sizes()), ""));
    sorted.forEach(c -> head.add(c.label()));
    head.addAll(List.of("best peer", "C / best", "Java / best"));
    if (!vector) {
      head.add("C, of peak");
    }
    row(head);
    row(head.stream().map(h -> "---").toList());
    for (Measurement m : rows) {
      List<String> cells = new ArrayList<>(List.of(m.problem().shape(), m.problem().group()));
      for (Contestant c : sorted) {
        Samples samples = m.samples().get(c);
        cells.add(samples == null ? "" : cell(m.problem(), samples, vector));
      }
      Optional<Ratios.Ratio> fromC = Ratios.toBestPeer(m, Kind.OURS_C);
      Optional<Ratios.Ratio> fromJava = Ratios.toBestPeer(m, Kind.OURS_JAVA);
      cells.add(fromC.or(() -> fromJava).map(Ratios.Ratio::peer).orElse(""));
      cells.add(fromC.map(Report::ratio).orElse(""));
      cells.add(fromJava.map(Report::ratio).orElse(""));
      if (!vector) {
        cells.add(
            m.of(Kind.OURS_C)
                .flatMap(x -> m.of(Kind.PEAK).map(peak -> percent(peak.median() / x.median())))
                .orElse(""));
      }
      row(cells);
    }
    line("");
    line("Ratios: of the medians; in parentheses of the shortest times. Above 1: ours is faster.");
  }

  private static String cell(Problem p, Samples s, boolean vector) {
    if (vector && s.median() < 1000) {
      return String.format(
          Locale.ROOT, "%.1f ns (%.1f–%.1f)", s.median(), s.quantile(0.25), s.quantile(0.75));
    }
    double work = vector ? p.bytes() : p.flops();
    return String.format(
        Locale.ROOT,
        "%.1f (%.1f–%.1f)",
        work / s.median(),
        work / s.quantile(0.75),
        work / s.quantile(0.25));
  }

  private void row(List<String> cells) {
    line("| %s |", String.join(" | ", cells));
  }

  private static String ratio(Ratios.Ratio r) {
    return String.format(Locale.ROOT, "%.3f (%.3f)", r.byMedian(), r.byBest());
  }

  private static String percent(double x) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * x);
  }

  // ---- what it comes to

  private void summary(Session s) {
    line("");
    line("### Summary");
    line("");
    row(
        List.of(
            "geometric mean of ours / best peer",
            "from C",
            "from Java",
            "from Java / best peer from Java"));
    row(List.of("---", "---", "---", "---"));
    for (Operation o : Operation.values()) {
      Set<String> groups = new LinkedHashSet<>();
      s.of(o).forEach(m -> groups.add(m.problem().group()));
      for (String group : groups) {
        row(
            List.of(
                o.kernel() + ", " + group,
                mean(s.of(o), group, Kind.OURS_C, Kind::isPeer),
                mean(s.of(o), group, Kind.OURS_JAVA, Kind::isPeer),
                mean(s.of(o), group, Kind.OURS_JAVA, k -> k == Kind.PEER_JAVA)));
      }
    }
    means(s);
    calls(s);
  }

  private static String mean(
      List<Measurement> all, String group, Kind ours, Predicate<Kind> peers) {
    OptionalDouble median =
        Ratios.mean(all, p -> p.group().equals(group), ours, peers, Ratios.Ratio::byMedian);
    OptionalDouble best =
        Ratios.mean(all, p -> p.group().equals(group), ours, peers, Ratios.Ratio::byBest);
    return median.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "%.3f (%.3f)", median.getAsDouble(), best.orElse(Double.NaN));
  }

  /** sgemm against each peer. */
  private void means(Session s) {
    List<Measurement> all = s.of(Operation.SGEMM);
    Set<Contestant> peers = new LinkedHashSet<>();
    all.forEach(
        m -> m.samples().keySet().stream().filter(c -> c.kind().isPeer()).forEach(peers::add));
    if (peers.isEmpty()) {
      return;
    }
    line("");
    row(List.of("sgemm, geometric mean over all sizes, against", "from C", "from Java"));
    row(List.of("---", "---", "---"));
    for (Contestant peer : peers) {
      row(
          List.of(
              peer.label(),
              number(Ratios.meanTo(all, Kind.OURS_C, peer)),
              number(Ratios.meanTo(all, Kind.OURS_JAVA, peer))));
    }
  }

  private static String number(OptionalDouble x) {
    return x.isEmpty() ? "" : String.format(Locale.ROOT, "%.3f", x.getAsDouble());
  }

  /** What a call costs, where the kernel takes no time that hides it. */
  private void calls(Session s) {
    List<Measurement> small =
        s.measurements().stream()
            .filter(
                m ->
                    m.problem().group().equals("call")
                        || m.problem().operation() == Operation.SGEMM
                            && m.problem().flops() <= 2.0 * 64 * 64 * 64)
            .toList();
    if (small.isEmpty() || s.threads() > 1) {
      return;
    }
    line("");
    row(
        List.of(
            "call from Java, more than from C",
            "newest Java (FFM)",
            "shortest times",
            "older Java (JNI)",
            "shortest times"));
    row(List.of("---", "---", "---", "---", "---"));
    for (Measurement m : small) {
      List<String> cells = new ArrayList<>(List.of(m.problem().toString()));
      for (Kind kind : List.of(Kind.OURS_JAVA, Kind.OURS_JNI)) {
        Optional<Ratios.CallCost> cost = Ratios.callCost(m, kind);
        cells.add(cost.map(c -> percent(c.paired())).orElse(""));
        cells.add(
            cost.map(c -> percent(c.byBest()) + String.format(Locale.ROOT, " (%.0f ns)", c.nanos()))
                .orElse(""));
      }
      row(cells);
    }
  }
}
