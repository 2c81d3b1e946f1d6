package io.exo4j.fuzz;

import io.exo4j.ir.Arg;
import io.exo4j.ir.Config;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Printer;
import io.exo4j.schedule.Procedure;
import io.exo4j.testing.Dice;
import java.util.ArrayList;
import java.util.List;

/**
 * Code as people write it and random programs hardly ever have it: what many directives look for,
 * often with something beside it that makes the step wrong. X is an f32 argument, D its first
 * extent.
 */
final class Idioms {
  /** Procedures for {@code replace} and {@code insert_noop_call}. */
  private static final String LIBRARY =
      """
      @proc
      def noop0(n : size, x : [f32][n]):
          pass

      @proc
      def noop1(i : index, y : [f32][4]):
          assert 0 <= i and i < 4
          pass

      @proc
      def vec_copy(n : size, dst : [f32][n], src : [f32][n]):
          for i in seq(0, n):
              dst[i] = src[i]

      @proc
      def vec_acc(n : size, dst : [f32][n], src : [f32][n]):
          for i in seq(0, n):
              dst[i] += src[i]

      @proc
      def vec_set(n : size, dst : [f32][n], v : f32):
          for i in seq(0, n):
              dst[i] = v

      @proc
      def vec_one4(dst : [f32][4]):
          for i in seq(0, 4):
              dst[i] = 1.0

      @proc
      def vec_fma(n : size, dst : [f32][n], a : [f32][n], b : [f32][n]):
          for i in seq(0, n):
              dst[i] += a[i] * b[i]

      """;

  private static final List<String> CONFIGURED =
      List.of(
          """
          Cfg.count = 2
          X[0] = X[0] + 1.0
          Cfg.count = 1
          """,
          """
          if Cfg.on:
              X[0] = 1.0
          Cfg.on = False
          """,
          """
          Cfg.on = True
          Cfg.on = True
          for q in seq(0, D):
              if Cfg.on:
                  X[q] = 3.0
          """,
          """
          Cfg.count = 3
          for q in seq(0, D):
              if q < Cfg.count:
                  X[q] = 2.0
          Cfg.count = 3
          """);

  /** What comes out of one field need not be what went into it: another precision, perhaps. */
  private static final List<String> TWO_FIELDS =
      List.of(
          """
          sc: f32
          sc = 0.3
          Cfg.scale = sc
          Cfg.gain = sc
          X[0] = X[0] + 1.0
          Cfg.scale = Cfg.gain
          """,
          """
          Cfg.gain = Cfg.scale
          X[0] = X[0] + 1.0
          Cfg.scale = Cfg.gain
          """);

  private static final List<String> TEXTS =
      List.of(
          """
          h: f32[3]
          h[0] = X[0]
          h[1] = X[D - 1]
          h[2] = h[0] + h[1] * 2.0
          X[0] = h[2] + (h[1] + h[0])
          """,
          """
          g: f32[2, D]
          for q in seq(0, D):
              g[0, q] = X[q]
              g[1, q] = 1.0
          for q in seq(0, D):
              X[q] = g[0, q] + (g[1, q] + X[q])
          """,
          """
          u: f32[D]
          for q in seq(0, D):
              u[q] = X[q]
          for q in seq(0, D):
              X[q] += u[q]
          for q in seq(0, D):
              X[q] = u[q]
          """,
          """
          u: f32[D]
          v: f32[D]
          for q in seq(0, D):
              u[q] = 1.0
          for q in seq(0, D):
              v[q] = u[q] + X[q]
          for q in seq(0, D):
              X[q] = v[q]
          """,
          """
          for p in seq(0, 2):
              r: f32[4]
              for q in seq(0, 4):
                  r[q] = 1.0
              for q in seq(0, D):
                  X[q] += r[p] * r[3 - p]
          """,
          """
          acc: f32
          acc = 0.0
          for q in seq(0, D):
              acc += X[0] * X[q]
          X[D - 1] = acc
          """,
          """
          X[0] = X[0] + X[D - 1]
          X[0] = X[0] + 2.0
          X[D - 1] = X[D - 1] + X[0] * (2.0 * X[D - 1])
          """,
          """
          fx: f32[D + 2]
          for q in seq(0, D + 2):
              fx[q] = X[0] + 1.0
          gx: f32[D]
          for q in seq(0, D):
              gx[q] = fx[q] + fx[q + 1] + fx[q + 2]
          for q in seq(0, D):
              X[q] = gx[q]
          """,
          """
          cc: f32
          cc = X[0] * 2.0
          for q in seq(0, D):
              X[q] = cc + 1.0
          """,
          """
          for p in seq(0, 4):
              for q in seq(0, D):
                  X[q] += 1.0
          """,
          """
          for q in seq(0, 3):
              X[q % 1] += 1.0
          for q in seq(0, 3):
              X[0] = X[0] + 1.0
          """,
          """
          X[0] = X[0] + 1.0
          X[0] = X[0] + (1.0 + X[D - 1])
          """,
          """
          acc: f32
          acc = 0.0
          for q in seq(0, D):
              acc += 2.0 * X[q]
          X[0] = acc
          """,
          """
          cc: f32
          cc = X[0]
          acc: f32
          acc = 0.0
          for q in seq(0, D):
              acc += cc * 1.0
          X[D - 1] = acc
          """,
          """
          u: f32[D]
          for q in seq(0, D):
              u[q] = X[q]
          for q in seq(0, D):
              X[D - 1 - q] = u[q]
          v: f32[D]
          for q in seq(0, D):
              v[q] = X[q] + 1.0
          for q in seq(0, D):
              X[q] = v[q]
          """,
          """
          for q in seq(0, 1):
              X[q] = 1.0
          for q in seq(1, D):
              X[q] = 1.0
          """,
          """
          for q in seq(0, D):
              t: f32
              t = X[q]
              X[q] = t + 1.0
          """,
          """
          for q in seq(0, D):
              t: f32
              t = X[D - 1 - q]
              X[q] = t
          """,
          """
          s: f32[4, D]
          for p in seq(0, 4):
              for q in seq(0, D):
                  s[p, q] = X[q]
          for q in seq(0, D):
              for p in seq(0, 4):
                  X[q] += s[p, q]
          """,
          """
          bb: f32[D + 2]
          bb[0] = 1.0
          bb[1] = X[0]
          for q in seq(0, D):
              bb[q + 2] = X[q]
              X[q] = bb[q] + bb[q + 1]
          """,
          """
          bb: f32[D + 2]
          for q in seq(0, D + 2):
              bb[q] = X[0]
          for q in seq(0, D):
              X[q] = bb[q] - bb[q + 1] + bb[q + 2]
          """,
          """
          for q in seq(0, D):
              if D > 2:
                  X[q] = 0.0
              else:
                  X[q] = 1.0
          """,
          """
          for p in seq(0, 3):
              for q in seq(0, D):
                  if q < D - 1:
                      X[q] = X[q + 1]
          """,
          """
          w = X[0:D]
          for q in seq(0, D):
              w[q] = X[D - 1 - q] + 1.0
          """,
          """
          w = X[0:D]
          for q in seq(0, D):
              w[q] = 2.0
              X[0] = w[q]
          for q in seq(0, D):
              X[q] += w[D - 1 - q]
          """,
          """
          X[0] = 1.0
          X[0] += X[D - 1]
          X[0] = 3.0
          X[D - 1] = X[0]
          """,
          """
          for q in seq(0, D):
              X[0] = 3.0
          for q in seq(0, 2):
              X[0] += 1.0
          """,
          """
          for q in seq(1, D):
              X[q] = X[q - 1]
              X[q - 1] = 1.0
          """,
          """
          for p in seq(0, 2):
              r: f32[4]
              for q in seq(0, 4):
                  r[q] = 1.0
              if p == 1:
                  r[2] = X[0]
              for q in seq(0, 4):
                  X[0] += r[q]
          """,
          """
          gg: f32[8]
          for p in seq(0, 8):
              gg[p] = X[0]
          for p in seq(0, 4):
              X[0] += gg[2 * p] - gg[2 * p + 1] * 2.0
          """,
          """
          y: f32
          y = X[0]
          X[0] = 2.0
          z: f32
          z = y + X[0]
          X[D - 1] = z * y
          """,
          """
          for q in seq(0, D + 2):
              if q < D:
                  X[q] += 1.0
          """,
          """
          for q in seq(0, 2 * D):
              if D - 1 >= q:
                  X[q] = X[0] + 1.0
          """,
          """
          for q in seq(0, D):
              if q <= D - 2:
                  X[q] = X[q + 1]
          """,
          """
          cc: f32
          cc = 2.0
          X[0] = 1.0
          for q in seq(1, D + 1):
              X[q - 1] += cc
          """,
          """
          cc: f32
          cc = X[D - 1]
          X[0] = cc * 2.0
          for q in seq(0, D):
              X[q] += 1.0
          """,
          """
          for q in seq(0, D):
              X[0] += X[q] * X[q]
          """,
          """
          acc: f32
          acc = 1.0
          for p in seq(0, 3):
              for q in seq(0, D):
                  acc += X[q]
          X[0] = acc
          """,
          """
          acc: f32[3]
          for p in seq(0, 3):
              acc[p] = X[0]
              for q in seq(0, 8):
                  acc[p] += X[D - 1] * X[0]
          for p in seq(0, 3):
              X[0] += acc[p]
          """,
          """
          X[0] = X[0] * X[0] + X[D - 1]
          """,
          """
          u: f32[D]
          for q in seq(0, D):
              u[q] = X[q]
          for q in seq(0, D):
              X[q] += u[q] * u[D - 1 - q]
          """,
          """
          u: f32[D]
          v: f32[D]
          for q in seq(0, D):
              u[q] = X[q]
          for q in seq(0, D):
              v[q] = u[q]
          for q in seq(0, D):
              v[q] += X[q]
          for q in seq(0, D):
              X[q] += u[q] * v[q]
          """,
          """
          r: f32[8]
          for q in seq(0, 4):
              r[q] = 1.0
          for q in seq(0, 4):
              r[q + 4] = 1.0
          for q in seq(0, 8):
              X[0] += r[q]
          """,
          """
          u: f32[D]
          for q in seq(0, D):
              if q < 2:
                  u[q] = X[q] + 1.0
          for q in seq(0, D):
              if q < 2:
                  X[q] = u[q]
          """,
          """
          if D > 2:
              for q in seq(0, D - 2):
                  X[q] = X[q] + 1.0
          """,
          """
          for p in seq(0, 4):
              if p < D:
                  for q in seq(p, D):
                      X[q] += 1.0
          """,
          """
          for p in seq(0, D):
              if p > 1:
                  for q in seq(0, p - 1):
                      X[p] += X[q]
          """,
          """
          if D > 3:
              t: f32[D - 3]
              for q in seq(0, D - 3):
                  t[q] = X[q + 3]
              for q in seq(3, D):
                  X[q] = t[q - 3] * 2.0
          """,
          """
          if D > 3:
              for q in seq(3, D):
                  X[q] = 1.0
          for q in seq(0, D):
              X[q] += 1.0
          """);

  private Idioms() {}

  /** A program text whose last procedure has some of these in its body. */
  static String add(String source, Procedure main, Dice choice) {
    List<Arg> fit = new ArrayList<>();
    for (Arg a : main.proc().args()) {
      if (a.type()
          .asData()
          .filter(t -> t.precision() == Precision.F32 && t.rank() > 0)
          .isPresent()) {
        fit.add(a);
      }
    }
    if (fit.isEmpty()) {
      return source;
    }
    List<String> texts = new ArrayList<>(TEXTS);
    Config cfg = main.scope().module().configs().get("Cfg");
    if (cfg != null) {
      for (int twice = 0; twice < 3; twice++) {
        texts.addAll(CONFIGURED);
        if (cfg.find("gain").isPresent()) {
          texts.addAll(TWO_FIELDS);
        }
      }
    }
    StringBuilder b = new StringBuilder(choice.percent(75) ? LIBRARY + source : source);
    for (int n = choice.between(1, 3); n > 0; n--) {
      // a window needs a name of its own
      String window = "win" + n;
      Arg a = choice.pick(fit);
      DataType t = a.type().asData().orElseThrow();
      String more = ", 0".repeat(t.rank() - 1) + "]";
      String extent = Printer.print(t.dims().get(0));
      String text = choice.percent(35) ? Pipelines.text(choice) : choice.pick(texts);
      text.lines()
          .map(line -> line.replaceAll("\\bw\\b", window))
          .map(line -> element(line, a.name(), more))
          .forEach(
              line -> b.append("    ").append(line.replace("D", "(" + extent + ")")).append('\n'));
    }
    return b.toString();
  }

  /** Puts a name for X, and subscripts for the other dimensions. */
  private static String element(String line, String name, String more) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < line.length()) {
      int x = line.indexOf("X[", at);
      if (x < 0) {
        break;
      }
      int end = line.indexOf(']', x);
      out.append(line, at, x).append(name).append(line, x + 1, end).append(more);
      at = end + 1;
    }
    return out.append(line.substring(at)).toString();
  }
}
