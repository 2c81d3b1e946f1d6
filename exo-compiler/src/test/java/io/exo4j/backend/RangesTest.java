package io.exo4j.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be told about the sign of dividends, seen in the C that is written. */
class RangesTest {
  private static List<String> divisions(String arguments, String body) {
    String text = Kernels.functions("@proc\ndef f(" + arguments + ", x: f32[99]):\n" + body);
    List<String> found = new ArrayList<>();
    for (String line : text.split("\n")) {
      if (line.strip().startsWith("x[") || line.strip().startsWith("if")) {
        found.add(line.strip());
      }
    }
    return found;
  }

  @Test
  void sizesAreAtLeastOne() {
    assertThat(
            divisions(
                "n: size, k: index",
                "    x[(n - 1) / 2] = 1.0\n    x[(n - 2) / 2] = 1.0\n    x[k % 3] = 1.0\n"))
        .containsExactly(
            "x[(n - 1) / 2] = 1.0f;",
            "x[exo_floor_div(n - 2, 2)] = 1.0f;",
            "x[exo_floor_mod(k, 3)] = 1.0f;");
  }

  @Test
  void loopsAndAssertions() {
    String loop = "    for i in seq(k, n):\n        for j in seq(0, i + 1):\n";
    String use =
        "            x[(i - j) / 2] = 1.0\n            x[(n - i - 1) % 4] = 1.0\n            x[(i - k) / 3] = 1.0\n            x[(j - i) % 4] = 1.0\n            x[i / 2] = 1.0\n";
    assertThat(divisions("n: size, k: index", "    assert k >= 2\n" + loop + use))
        .containsExactly(
            "x[(i - j) / 2] = 1.0f;",
            "x[(n - i - 1) % 4] = 1.0f;",
            "x[(i - k) / 3] = 1.0f;",
            "x[exo_floor_mod(j - i, 4)] = 1.0f;",
            "x[i / 2] = 1.0f;");
  }

  @Test
  void conditions() {
    String body =
        "    if k > 3 and n == 2 * k:\n        x[(k - 4) / 2] = 1.0\n        x[(n - 8) / 2] = 1.0\n"
            + "    elif k < 0:\n        x[k / 2] = 1.0\n    else:\n        x[k / 2] = 1.0\n";
    assertThat(divisions("n: size, k: index", body))
        .containsExactly(
            "if (k > 3 && n == 2 * k) {",
            "x[(k - 4) / 2] = 1.0f;",
            "x[(n - 8) / 2] = 1.0f;",
            "x[exo_floor_div(k, 2)] = 1.0f;",
            "x[k / 2] = 1.0f;");
  }

  @Test
  void quotientsAndRemainders() {
    String body =
        "    x[(n - 4 * (n / 4)) % 3] = 1.0\n    x[(k % 5 + n / 2) / 2] = 1.0\n"
            + "    x[(n - 3 * (n / 4)) / 2] = 1.0\n    x[(4 * (n / 4) + 3 - n) / 2] = 1.0\n";
    assertThat(divisions("n: size, k: index", body))
        .containsExactly(
            "x[(n - 4 * (n / 4)) % 3] = 1.0f;",
            "x[(exo_floor_mod(k, 5) + n / 2) / 2] = 1.0f;",
            "x[exo_floor_div(n - 3 * (n / 4), 2)] = 1.0f;",
            "x[(4 * (n / 4) + 3 - n) / 2] = 1.0f;");
  }

  @Test
  void configurationMayChange() {
    String text =
        "@config\nclass C:\n    n: index\n\n@proc\ndef f(k: index, x: f32[99]):\n"
            + "    if C.n >= 0 and k >= C.n:\n        C.n = -5\n        x[k / 2] = 1.0\n"
            + "        x[(C.n + 5) / 2] = 1.0\n";
    assertThat(Kernels.functions(text))
        .contains("exo_floor_div(k, 2)")
        .contains("exo_floor_div(ctxt->C.n + 5, 2)");
  }

  /** Circular bounds end, and dense systems of bounds do not take for ever. */
  @Test
  void manyBounds() {
    StringBuilder body = new StringBuilder();
    for (String a : List.of("a", "b", "c", "d", "e")) {
      for (String b : List.of("a", "b", "c", "d", "e")) {
        if (!a.equals(b)) {
          body.append("    assert ").append(a).append(" >= ").append(b).append(" / 2 - 3\n");
          body.append("    assert ").append(a).append(" + 7 >= ").append(b).append("\n");
        }
      }
    }
    body.append("    x[(a + b - c + d - e) % 7] = 1.0\n");
    long before = System.nanoTime();
    divisions("a: index, b: index, c: index, d: index, e: index", body.toString());
    assertThat(System.nanoTime() - before).isLessThan(5_000_000_000L);
  }

  /** What is found is never wrong: compared with all values of a small program. */
  @Test
  void least() {
    Proc p =
        Kernels.proc(
            "@proc\ndef f(n: size, m: size, x: f32[99]):\n    assert n <= 6\n    assert m <= n + 1\n"
                + "    for i in seq(0, n):\n        for j in seq(i / 2, m + i):\n"
                + "            x[3 * i - 2 * j + n % 3 - 4 * (m / 2) + (j - i) / 3] = 1.0\n");
    Stmt.For outer = (Stmt.For) p.body().get(0);
    Stmt.For inner = (Stmt.For) outer.body().get(0);
    Ranges r =
        Ranges.of(p)
            .inLoop(outer.iter(), outer.lo(), outer.hi())
            .inLoop(inner.iter(), inner.lo(), inner.hi());
    List<Expr> index = new ArrayList<>();
    new Walker() {
      @Override
      public Void assign(Stmt.Assign s) {
        index.addAll(s.idx());
        return null;
      }
    }.visit(p);
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int n = 1; n <= 6; n++) {
      for (int m = 1; m <= n + 1; m++) {
        for (int i = 0; i < n; i++) {
          for (int j = i / 2; j < m + i; j++) {
            long v = 3 * i - 2 * j + n % 3 - 4 * (m / 2) + Math.floorDiv(j - i, 3);
            least = Math.min(least, v);
            greatest = Math.max(greatest, v);
          }
        }
      }
    }
    assertThat(r.least(index.get(0)).orElse(Long.MIN_VALUE)).isLessThanOrEqualTo(least);
    assertThat(r.greatest(index.get(0)).orElse(Long.MAX_VALUE)).isGreaterThanOrEqualTo(greatest);
    assertThat(r.least(index.get(0))).isPresent();
  }
}
