package io.exo4j.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often which directive was tried and accepted. */
final class Statistics {
  private static final class Count {
    private int tried;
    private int accepted;
    private int compared;
    private int stricter;
    private long nanos;
    private long slowest;
  }

  private final Map<String, Count> counts = new TreeMap<>();
  private final List<String> stricter = new ArrayList<>();
  private int accepted;
  private int programs;

  private Count of(String directive) {
    return counts.computeIfAbsent(directive, k -> new Count());
  }

  void program() {
    programs++;
  }

  void tried(String directive, long nanos) {
    Count c = of(directive);
    c.tried++;
    c.nanos += nanos;
    c.slowest = Math.max(c.slowest, nanos);
  }

  void accepted(String directive, boolean compared) {
    accepted++;
    Count c = of(directive);
    c.accepted++;
    c.compared += compared ? 1 : 0;
  }

  /** The front end did not prove the result again. */
  void stricter(String directive, String example) {
    Count c = of(directive);
    if (c.stricter++ < 3) {
      stricter.add(example);
    }
  }

  /** How many rewrites have been accepted and changed something. */
  int accepted() {
    return accepted;
  }

  int accepted(String directive) {
    return of(directive).accepted;
  }

  List<String> stricterExamples() {
    return stricter;
  }

  String progress() {
    return programs + " programs, " + accepted + " accepted rewrites";
  }

  @Override
  public String toString() {
    StringBuilder b = new StringBuilder(progress());
    b.append(
        String.format(
            "%n%-24s %8s %8s %8s %8s %9s %9s",
            "", "tried", "accepted", "compared", "stricter", "mean ms", "max ms"));
    counts.forEach(
        (name, c) ->
            b.append(
                String.format(
                    "%n%-24s %8d %8d %8d %8d %9.2f %9.0f",
                    name,
                    c.tried,
                    c.accepted,
                    c.compared,
                    c.stricter,
                    c.nanos / 1e6 / Math.max(1, c.tried),
                    c.slowest / 1e6)));
    return b.toString();
  }
}
