package io.exo4j.fuzz;

import io.exo4j.testing.Dice;

/**
 * A loop nest that computes a local buffer and one that uses it, in many forms: what is moved to
 * its consumer or computed where it is used. As in {@link Idioms}, X is an f32 argument and D its
 * first extent.
 */
final class Pipelines {
  private final Dice choice;
  private final StringBuilder out = new StringBuilder();

  private Pipelines(Dice choice) {
    this.choice = choice;
  }

  static String text(Dice choice) {
    Pipelines p = new Pipelines(choice);
    p.result();
    switch (choice.below(6)) {
      case 0 -> p.pool();
      case 1 -> p.tiles();
      case 2 -> p.rows();
      case 3 -> p.pointwise();
      default -> p.stencil();
    }
    return p.out.toString();
  }

  private void line(int depth, String text) {
    out.append("    ".repeat(depth)).append(text).append('\n');
  }

  /** Each iteration uses a few neighbours. */
  private void stencil() {
    int reach = choice.between(0, 3);
    int unused = choice.of(0, 0, 1, 2);
    int lo = choice.of(0, 0, 1);
    producer("D + " + (lo + reach + unused), "pp");
    between("pp[D - 1]");
    line(0, "for k in seq(" + lo + ", D + " + lo + "):");
    String first = "pp[k + " + choice.between(0, reach) + "]";
    String last = "pp[k + " + reach + "]";
    int depth = 1;
    if (choice.percent(15)) {
      line(1, "if k < D:");
      depth = 2;
    }
    line(depth, consumer("k - " + lo, first, last));
    if (choice.percent(15)) {
      line(1, "pp[k] = 0.0");
    }
    copied();
  }

  /** Each iteration uses elements of its own. */
  private void pool() {
    producer("2 * D + " + choice.of(0, 0, 1, 2), "pp");
    between("pp[D - 1]");
    line(0, "for k in seq(0, D):");
    line(1, consumer("k", "pp[2 * k]", "pp[2 * k + " + choice.of(1, 1, 0) + "]"));
    copied();
  }

  private void tiles() {
    int reach = choice.between(0, 2);
    producer("D + " + reach, "pp");
    between("pp[D - 1]");
    line(0, "for ko in seq(0, (D + 1) / 2):");
    line(1, "for ki in seq(0, 2):");
    line(2, "if 2 * ko + ki < D:");
    line(3, consumer("2 * ko + ki", "pp[2 * ko + ki]", "pp[2 * ko + ki + " + reach + "]"));
    copied();
  }

  private void rows() {
    int reach = choice.between(0, 2);
    line(0, "pp: f32[D + " + reach + ", 3]");
    boolean turned = choice.percent(30);
    line(0, turned ? "for r in seq(0, 3):" : "for q in seq(0, D + " + reach + "):");
    line(1, turned ? "for q in seq(0, D + " + reach + "):" : "for r in seq(0, 3):");
    line(2, "pp[q, r] = " + choice.of("1.0", "X[0] + 1.0", "X[D - 1] * X[0]"));
    between("pp[D - 1, 2]");
    line(0, "for k in seq(0, D):");
    line(1, "for l in seq(0, 3):");
    line(2, "cc[k] += pp[k, l] * pp[k + " + reach + ", l]");
    copied();
  }

  /** Every element is used once, and its value depends on the place. */
  private void pointwise() {
    producer("D", "pp");
    line(0, "for k in seq(0, D):");
    line(1, "cc[k] = pp[" + choice.of("k", "k", "D - 1 - k") + "] + 1.0");
    copied();
  }

  private void producer(String extent, String name) {
    line(0, name + ": f32[" + extent + "]");
    line(0, "for q in seq(0, " + extent + "):");
    String value = choice.of("1.0", "X[0]", "X[D - 1] + 1.0", "X[0] * X[D - 1]");
    if (extent.equals("D")) {
      value = choice.of("X[q]", "X[D - 1 - q] + 1.0", "X[q] * X[0]");
    }
    if (choice.percent(20)) {
      line(1, "vv: f32");
      line(1, "vv = " + value);
      value = "vv * 2.0";
    }
    line(1, name + "[q] = " + value);
  }

  /** Something between the two that may be in the way. */
  private void between(String element) {
    if (choice.percent(25)) {
      line(0, choice.of("X[0] = 3.0", element + " = 1.0", "pass", "X[D - 1] += 1.0"));
    }
  }

  private void result() {
    line(0, "cc: f32[D]");
    line(0, "for q in seq(0, D):");
    line(1, "cc[q] = 0.0");
  }

  private String consumer(String at, String first, String last) {
    String target = choice.percent(20) ? "X[" + at + "]" : "cc[" + at + "]";
    return target + " = " + first + choice.of(" + ", " - ", " * ") + last;
  }

  private void copied() {
    line(0, "for q in seq(0, D):");
    line(1, "X[q] = cc[q]");
  }
}
