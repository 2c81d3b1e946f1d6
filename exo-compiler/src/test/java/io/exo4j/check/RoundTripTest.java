package io.exo4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.ir.AlphaEquivalence;
import io.exo4j.ir.Config;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Programs that are accepted; printing then parsing gives an equal procedure. */
class RoundTripTest {
  private static final String STATE =
      """
      @config
      class Cfg:
          a: index
          n: size
          k: int
          s: stride
          b: bool
          f: f32

      @memory
      class FAST:
          readable = False

      """;

  private static Map<String, String> programs() {
    return Map.ofEntries(
        Map.entry(
            "matrix product",
            """
            def f(M: size, N: size, K: size,
                  A: f32[M, K] @ DRAM, B: f32[K, N] @ DRAM, C: [f32][M, N] @ DRAM):
                assert K >= 1
                assert stride(C, 1) == 1
                for k in seq(0, K):
                    for i in seq(0, M):
                        for j in par(0, N):
                            C[i, j] += A[i, k] * B[k, j]
            """),
        Map.entry(
            "docstring",
            """
            def f(x: f32):
                \"\"\"C += A · B, "row-major" and a \\\\ backslash.

                Second paragraph,
                  indented.
                \"\"\"
                x = 1.0
            """),
        Map.entry(
            "shadowed names",
            """
            def f(n: size, x: f32[n]):
                for i in seq(0, n):
                    t : f32
                    t = x[i]
                    for i in seq(i, n):
                        t : f32[n]
                        t[i] = x[i]
                        x[i] = t[i]
                    x[i] = t
                    x : f32
                    x = t
            """),
        Map.entry(
            "shadowed extent",
            """
            def f(n: size, x: f32[n, n]):
                for i in seq(0, 4):
                    for n in seq(0, 2):
                        w = x[n, :]
                        w[0] = 1.0
            """),
        Map.entry(
            "conditions",
            """
            def f(n: size, i: index, b: bool, x: f32):
                if b == True and (n > 3 or i < 2):
                    x = 1.0
                elif 0 <= i < n:
                    x = 2.0
                elif not_used(n) == 0 or b:
                    x = 3.0
                else:
                    x = 4.0
            """
                .replace("not_used(n)", "n % 4")),
        Map.entry(
            "only else",
            """
            def f(n: size, x: f32):
                if n < 4:
                    pass
                else:
                    if n > 8:
                        x = 1.0
            """),
        Map.entry(
            "windows",
            """
            def f(n: size, m: size, i: index, x: f32[n, m], y: [f32][n, m]):
                a = x[i, :]
                b = x[:, i]
                c = y[1:, :m - 1]
                d = c[:n - 2]
                e = d[0]
                g = x[i]
                e[3] = a[0] + b[1] * g[2]
                d[0, 0] = c[1, 1]
            """),
        Map.entry(
            "numbers",
            """
            def f(x: f32[100], i: index):
                x[-1 + 2] = -1.0
                x[i - -3] = -x[0] - -2.5e-30
                x[2 * (i + 1) - 3 * i] = 1e22 + 1e-7 + 123456789.125
                x[(i + 7) / 4 % 3] = - (x[1] + x[2]) * 3
                x[0] = x[1] - (x[2] - x[3])
                x[0] = x[1] / (x[2] * x[3]) * 4.0
                x[i / (1 + 1)] = 0.1
                x[-(i + 1) + 9] = -0.0
                x[0] = 9223372036854775807
                x[9223372036854775807 - 9223372036854775807] = -9223372036854775808
            """),
        Map.entry(
            "configuration",
            """
            def f(n: size, s: stride, x: f32[n], y: f32):
                assert Cfg.a >= 0
                assert Cfg.s == stride(x, 0)
                Cfg.a = n - 4
                Cfg.n = n
                Cfg.k = 3
                Cfg.s = s
                Cfg.s = stride(x, 0)
                Cfg.s = 1 + 1
                Cfg.b = n > 4 and Cfg.b
                Cfg.f = y * 2.0
                if Cfg.b:
                    y = Cfg.f + x[Cfg.a]
                for i in seq(Cfg.a, Cfg.n):
                    Cfg.f = 3.0
            """),
        Map.entry(
            "functions",
            """
            def f(x: f32[9], n: i8[4]):
                x[0] = sin(cos(exp(expf(log(sqrt(x[1]))))))
                x[1] = relu(-x[2]) + sigmoid(tanh(3))
                x[2] = select(x[0], 0.0, -x[1], fmaxf(x[3], fminf(x[4], fabs(x[5]))))
                n[0] = select(n[0], 3, n[1], relu(n[2]))
            """),
        Map.entry(
            "instruction",
            """
            @instr("{dst_data} = load(&{src_data}); /* \\"quoted\\" \\\\ {{}} */\\n\\tnext();", "#include <a.h>\\n#include \\"b.h\\"")
            def f(dst: [f32][16] @ FAST, src: [f32][16] @ DRAM):
                assert stride(src, 0) == 1
                assert stride(dst, 0) == 1
                for i in seq(0, 16):
                    dst[i] = src[i]
            """),
        Map.entry("not exported", "@proc(export=False)\ndef f():\n    pass\n"),
        Map.entry(
            "memories",
            """
            def f(n: size, x: R[n] @ DRAM_STATIC, y: f64 @ MDRAM):
                t : f32[4, 4] @ FAST
                u : bf16 @ DRAM_STACK
                u = 1.0
                t[0, 0] = 1.0
            """),
        Map.entry(
            "extents",
            """
            def f(x: f32[n, 2 * n + 1], n: size, k: int):
                t : f32[n / 2 + 1, (k + 3) % 5]
                t[0, 0] = x[0, 0]
            """),
        Map.entry(
            "names of other things",
            """
            def f(sin: f32, FAST: f32, select: f32):
                sin = sin(select(sin, FAST, select, 1.0))
            """));
  }

  @TestFactory
  Stream<DynamicTest> programsComeBack() {
    return new TreeMap<>(programs())
        .entrySet().stream()
            .map(
                e ->
                    DynamicTest.dynamicTest(
                        e.getKey(),
                        () -> {
                          String text = e.getValue();
                          comesBack((text.startsWith("@") ? "" : "@proc\n") + text);
                        }));
  }

  @TestFactory
  Stream<DynamicTest> everyPrecisionComesBack() {
    return Stream.of(Precision.values())
        .map(
            p ->
                DynamicTest.dynamicTest(
                    p.text(),
                    () -> {
                      Proc proc =
                          comesBack(
                              "@proc\ndef f(n: size, x: P[n], w: [P][n], s: P):\n"
                                      .replace("P", p.text())
                                  + "    t : P[n]\n".replace("P", p.text())
                                  + "    t[0] = x[0] * w[0] + s\n");
                      assertThat(
                              proc.arg("w").orElseThrow().type().asData().orElseThrow().precision())
                          .isEqualTo(p);
                    }));
  }

  private static Proc comesBack(String text) {
    Proc proc = Checked.last(STATE + text);
    String printed = Printer.print(proc);
    Proc again = Checked.last(STATE + printed);
    assertThat(AlphaEquivalence.procs(proc, again))
        .as(() -> printed + "\n---\n" + Printer.print(again))
        .isTrue();
    assertThat(Printer.print(again)).isEqualTo(printed);
    return proc;
  }

  @Test
  void callsComeBack() {
    String callees =
        STATE
            + """
            @proc
            def g(n: size, i: index, k: int, b: bool, s: stride, x: f32, y: f32[n], w: [f32][n]):
                assert i >= 0
                y[0] += x

            """;
    String caller =
        """
        @proc
        def f(n: size, v: f32[n], m: f32[4, n], x: f32):
            g(n, n - 1, -3, n > 4, stride(m, 0), x, v, m[0])
            g(4, Cfg.a, 2 * 3, True, 1, Cfg.f, m[1, 0:4], v[n - 4:])
            g(n, 0, n, Cfg.b, Cfg.s, x, m[2], v)
        """;
    Proc proc = Checked.last(callees + caller);
    String printed = Printer.print(proc);
    assertThat(printed)
        .contains("g(n, n - 1, -3, n > 4, stride(m, 0), x, v, m[0, 0:n])")
        .contains("g(4, Cfg.a, 2 * 3, True, 1, Cfg.f, m[1, 0:4], v[n - 4:n])");
    assertThat(AlphaEquivalence.procs(proc, Checked.last(callees + printed))).isTrue();
  }

  @Test
  void whatIsLeftOutIsFilledIn() {
    Proc proc =
        Checked.last(
            """
            @proc
            def f(n: size, m: size, x: f32[n, m]):
                a = x[1:, :m - 1]
                b = a[1:]
                c = b[:, 2:]
                c[0, 0] = 1.0
                if 0 < n <= m < 9:
                    pass
            """);
    assertThat(Printer.print(proc))
        .isEqualTo(
            """
            @proc
            def f(n : size, m : size, x : f32[n, m] @DRAM):
              a = x[1:n, 0:m - 1]
              b = a[1:n - 1, 0:m - 1]
              c = b[0:n - 2, 2:m - 1]
              c[0, 0] = 1.0
              if 0 < n and n <= m and m < 9:
                pass
            """);
  }

  @Test
  void divisorsAreLiterals() {
    Proc proc =
        Checked.last("@proc\ndef f(n: size, x: f32[n]):\n    x[n / (2 * 3) % (9 - 2)] = 1.0\n");
    assertThat(Printer.print(proc)).contains("x[n / 6 % 7] = 1.0");
  }

  @Test
  void declarationsAreTakenOver() {
    ModuleScope scope =
        Checked.good(
            """
            \"\"\"A library.\"\"\"

            @config(readwrite=False)
            class C:
                a: f32
                b: stride
                c: ui8

            @memory
            class V:
                \"\"\"Vectors.\"\"\"
                readable = False
                global = "#include <v.h>"
                element f32 = "v8" * 8
                element f64 = "v4" * 4
                capacity = 32

            @memory
            class W(V):
                capacity_bytes = 1024
                registers = 8
                innermost = 16
                constant_extents = True
                element f32 = "w16" * 16
                alloc = "{type} {name};"
                free = ""
                window = "{base}[{offset}]"
                banks = 4

            @extern("up({0}, {1})", "#include <up.h>")
            def up(x: f32, y: f32) -> f32

            @target
            class big:
                flags = "-O3 -mbig"
                cpu = "one  two"
                model = "big.h"

            @proc
            def f(x: f64, y: f64):
                x = up(x, y)

            @extern("up64({0}, {1})")
            def up(x: f64, y: f64) -> f64
            """);
    assertThat(scope.documentation()).contains("A library.");
    Config c = scope.config("C").orElseThrow();
    assertThat(c.readwrite()).isFalse();
    assertThat(c.fields()).extracting(ConfigField::name).containsExactly("a", "b", "c");
    var w = scope.memory("W").orElseThrow();
    assertThat(w.base()).contains(scope.memory("V").orElseThrow());
    assertThat(w.readable()).isFalse();
    assertThat(w.global()).contains("#include <v.h>");
    assertThat(w.capacity()).hasValue(32);
    assertThat(w.capacityBytes()).hasValue(1024);
    assertThat(w.registers()).hasValue(8);
    assertThat(w.innermost()).hasValue(16);
    assertThat(w.constantExtents()).isTrue();
    assertThat(w.alloc()).contains("{type} {name};");
    assertThat(w.free()).contains("");
    assertThat(w.window()).contains("{base}[{offset}]");
    assertThat(w.extra()).containsOnly(Map.entry("banks", "4"));
    assertThat(w.elements())
        .extracting(e -> e.ctype() + e.lanes())
        .containsExactlyInAnyOrder("w1616", "v44");
    assertThat(scope.extern("up").orElseThrow().overloads()).hasSize(2);
    var t = scope.target("big").orElseThrow();
    assertThat(t.flags()).isEqualTo("-O3 -mbig");
    assertThat(t.cpu()).containsExactly("one", "two");
    assertThat(t.model()).contains("big.h");
    assertThat(t.sde()).isEmpty();
  }

  @Test
  void ownDeclarationsHideTheStandardLibrary() {
    ModuleScope scope =
        Checked.good(
            """
            @extern("mine({0})")
            def relu(x: f32) -> f32

            @proc
            def f(x: f32):
                x = relu(x)
            """);
    assertThat(scope.extern("relu").orElseThrow().overloads()).hasSize(1);
    assertThat(scope.own().externs()).containsOnlyKeys("relu");
    assertThat(scope.own().memories()).isEmpty();
    assertThat(scope.externs()).containsKey("sin");
  }

  @Test
  void aWindowWithoutGapsMayBeGivenForATensor() {
    Checked.good(
        """
        @proc
        def g(n: size, m: size, x: f32[n, m]):
            pass

        @proc
        def f(n: size, i: index, x: f32[4, 8, n], v: [f32][3, 5], u: [f32][8, n]):
            assert stride(v, 0) == 5 and 1 == stride(v, 1)
            w = x[i]
            g(8, n, w)
            g(2, n, w[1:3, :])
            g(8, n, x[i, :, :])
            g(3, 5, v)
        """);
  }
}
