package io.exo4j.benchmarks;

import io.exo4j.benchmarks.Contestant.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The speed of sgemm on square matrices, as a picture (SVG). */
final class SpeedPlot {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 520;
  private static final int LEFT = 60;
  private static final int RIGHT = 200;
  private static final int TOP = 40;
  private static final int BOTTOM = 50;
  private static final List<String> COLOURS =
      List.of(
          "#c0392b", "#e67e22", "#f1c40f", "#27ae60", "#16a085", "#2980b9", "#8e44ad", "#34495e",
          "#7f8c8d", "#d35400", "#2c3e50");

  private final StringBuilder out = new StringBuilder();
  private final List<Measurement> points;
  private final double peak;
  private final double smallest;
  private final double largest;

  private SpeedPlot(Session s) {
    points =
        s.of(Operation.SGEMM).stream()
            .filter(m -> m.problem().group().matches("square|odd|tiny"))
            .filter(m -> m.problem().shape().matches("\\d+"))
            .sorted((a, b) -> Long.compare(size(a), size(b)))
            .toList();
    peak = s.peakRates().getMax();
    smallest = points.stream().mapToLong(SpeedPlot::size).min().orElse(1);
    largest = Math.max(smallest + 1, points.stream().mapToLong(SpeedPlot::size).max().orElse(2));
  }

  static String of(Session s) {
    return new SpeedPlot(s).draw(s);
  }

  private static long size(Measurement m) {
    return m.problem().sizes()[0];
  }

  private String draw(Session s) {
    tag(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
            + " font-size=\"12\">",
        WIDTH, HEIGHT);
    tag("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>");
    text(
        WIDTH / 2.0,
        22,
        "middle",
        "black",
        "sgemm, n x n x n, GFLOP/s, " + (s.threads() == 1 ? "one core" : s.threads() + " cores"));
    axes();
    Set<Contestant> all = new LinkedHashSet<>();
    points.forEach(m -> all.addAll(m.samples().keySet()));
    int number = 0;
    for (Contestant c : all.stream().sorted((a, b) -> a.kind().compareTo(b.kind())).toList()) {
      curve(c, number++);
    }
    tag("</svg>");
    return out.toString();
  }

  private void axes() {
    line(LEFT, y(0), WIDTH - RIGHT, y(0), "black", 1);
    for (int i = 0; i <= 5; i++) {
      double rate = peak * i / 5;
      line(LEFT, y(rate), WIDTH - RIGHT, y(rate), "#dddddd", 1);
      text(LEFT - 6, y(rate) + 4, "end", "black", String.format(Locale.ROOT, "%.0f", rate));
    }
    text(WIDTH - RIGHT + 6, y(peak) + 4, "start", "black", "best multiply-add peak");
    for (Measurement m : points) {
      text(x(m), y(0) + 18, "middle", "black", Long.toString(size(m)));
    }
  }

  private void curve(Contestant c, int number) {
    String colour = COLOURS.get(number % COLOURS.size());
    int width = c.kind() == Kind.OURS_C || c.kind() == Kind.OURS_JAVA ? 3 : 1;
    List<String> path = new ArrayList<>();
    for (Measurement m : points) {
      Samples s = m.samples().get(c);
      if (s != null) {
        double rate = m.problem().flops() / s.median();
        path.add(String.format(Locale.ROOT, "%.1f,%.1f", x(m), y(rate)));
        tag("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x(m), y(rate), colour);
      }
    }
    tag(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%d\"/>",
        String.join(" ", path), colour, width);
    double at = TOP + 40 + 20.0 * number;
    line(WIDTH - RIGHT + 20, at, WIDTH - RIGHT + 45, at, colour, width);
    text(WIDTH - RIGHT + 50, at + 4, "start", "black", c.label());
  }

  private double x(Measurement m) {
    double share =
        (Math.log(size(m)) - Math.log(smallest)) / (Math.log(largest) - Math.log(smallest));
    return LEFT + 20 + share * (WIDTH - LEFT - RIGHT - 40);
  }

  private double y(double rate) {
    return HEIGHT - BOTTOM - rate / peak * (HEIGHT - TOP - BOTTOM);
  }

  private void line(double x1, double y1, double x2, double y2, String colour, int width) {
    tag(
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%d\"/>",
        x1, y1, x2, y2, colour, width);
  }

  private void text(double x, double y, String anchor, String colour, String words) {
    tag(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"%s\">%s</text>",
        x, y, anchor, colour, words);
  }

  private void tag(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
