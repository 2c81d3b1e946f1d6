package io.exo4j.interp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import io.exo4j.syntax.Parser;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What procedures compute. */
class InterpreterTest {
  private static double[] zeros(int n) {
    return new double[n];
  }

  private static double[] count(int n) {
    double[] a = new double[n];
    for (int i = 0; i < n; i++) {
      a[i] = i + 1;
    }
    return a;
  }

  private static void run(String text, Map<String, ?> args) {
    Interpreter.run(Unchecked.proc(text), args);
  }

  @Test
  void matrixProduct() {
    double[] c = {1, 1, 1, 1};
    run(
        """
        @proc
        def gemm(M: size, N: size, K: size, A: f32[M, K], B: f32[K, N], C: [f32][M, N]):
            assert stride(C, 1) == 1
            for k in seq(0, K):
                for i in seq(0, M):
                    for j in seq(0, N):
                        C[i, j] += A[i, k] * B[k, j]
        """,
        Map.of("M", 2, "N", 2L, "K", 3, "A", count(6), "B", count(6), "C", c));
    assertArrayEquals(new double[] {23, 29, 50, 65}, c);
  }

  @Test
  void loopsAreHalfOpenAndMayBeEmpty() {
    double[] x = zeros(6);
    run(
        """
        @proc
        def f(n: size, x: i32[6]):
            for i in seq(2, 5):
                x[i] += 1
            for i in seq(4, 2):
                x[i] += 10
            for i in seq(3, 3):
                x[i] += 100
            for i in seq(-2, 1):
                x[i + 2] += 1000
            for i in seq(0, n):
                for j in seq(i, n):
                    x[5] += 1
        """,
        Map.of("n", 3, "x", x));
    assertArrayEquals(new double[] {1000, 1000, 1001, 1, 1, 6}, x);
  }

  @Test
  void controlDivisionIsFloorDivision() {
    double[] q = zeros(9);
    double[] r = zeros(9);
    run(
        """
        @proc
        def f(q: i32[9], r: i32[9]):
            for i in seq(-4, 5):
                for k in seq(-5, 5):
                    if i / 3 == k:
                        for l in seq(0, k + 5):
                            q[i + 4] += 1
                for l in seq(0, i % 3):
                    r[i + 4] += 1
        """,
        Map.of("q", q, "r", r));
    for (int i = -4; i < 5; i++) {
      assertEquals(Math.floorDiv(i, 3) + 5, q[i + 4]);
      assertEquals(Math.floorMod(i, 3), r[i + 4]);
    }
  }

  @Test
  void conditions() {
    String text =
        """
        @proc
        def f(n: index, b: bool, x: i32[8]):
            if n < 3:
                x[0] = 1
            elif n == 3:
                x[0] = 2
            else:
                x[0] = 3
            if n <= 3 and b:
                x[1] = 1
            if n >= 3 or b:
                x[2] = 1
            if n > 3:
                pass
            else:
                x[3] = 1
            if b == True:
                x[4] = 1
            if 1 < n <= 3 and n * 2 - 1 == -(1 - 2 * n):
                x[5] = 1
            if False or True:
                x[6] = 1
        """;
    Map<Integer, double[]> expected =
        Map.of(
            2, new double[] {1, 1, 1, 1, 1, 1, 1, 0},
            3, new double[] {2, 1, 1, 1, 1, 1, 1, 0},
            4, new double[] {3, 0, 1, 0, 1, 0, 1, 0});
    expected.forEach(
        (n, want) -> {
          double[] x = zeros(8);
          run(text, Map.of("n", n, "b", true, "x", x));
          assertArrayEquals(want, x, "n = " + n);
        });
    double[] x = zeros(8);
    run(text, Map.of("n", 2L, "b", false, "x", x));
    assertArrayEquals(new double[] {1, 0, 0, 1, 0, 1, 1, 0}, x);
  }

  @Test
  void allocationsAreScopedAndFresh() {
    double[] y = zeros(3);
    run(
        """
        @proc
        def f(n: size, y: f32[n]):
            for i in seq(0, n):
                t: f32[n, 2]
                s: f32
                s = 1.0
                t[i, 1] = 2.0
                y[i] = t[i, 1] + s
        """,
        Map.of("n", 3, "y", y));
    assertArrayEquals(new double[] {3, 3, 3}, y);
  }

  @Test
  void windowsCompose() {
    double[] x = count(60); // 3 * 4 * 5
    double[] out = zeros(12);
    run(
        """
        @proc
        def f(x: i32[3, 4, 5], out: i32[12]):
            a = x[1, 1:4, 0:5]
            b = a[0:2, 2:5]
            c = b[1, 1:3]
            out[0] = a[0, 0]
            out[1] = b[0, 0]
            out[2] = c[0]
            out[3] = c[1]
            c[1] = 99
            b[0, 2] += 5
            d = x[0:3, 2, 4]
            out[4] = d[2]
            if stride(x, 0) == 20 and stride(x, 1) == 5 and stride(x, 2) == 1:
                out[5] = 1
            if stride(a, 0) == 5 and stride(b, 1) == 1 and stride(c, 0) == 1 and stride(d, 0) == 20:
                out[6] = 1
            e = x[2, 0:2, 0:0]
        """,
        Map.of("x", x, "out", out));
    // x[i, j, k] is 20 i + 5 j + k + 1
    assertArrayEquals(new double[] {26, 28, 34, 35, 55, 1, 1, 0, 0, 0, 0, 0}, out);
    assertEquals(99, x[20 + 5 * 2 + 4]);
    assertEquals(30 + 5, x[20 + 5 + 4]);
  }

  @Test
  void callsPassByReference() {
    double[] x = count(12);
    double[] s = {0};
    double[] t = {0.5};
    run(
        """
        @proc
        def fill(n: size, w: [f32][n], v: f32):
            assert n >= 2
            for i in seq(0, n):
                w[i] = v

        @proc
        def sum(n: size, m: size, w: [f32][n, m], s: f32):
            for i in seq(0, n):
                for j in seq(0, m):
                    s += w[i, j]

        @proc
        def first(n: size, d: f32[n], s: f32):
            s += d[0]

        @instr("go({a_data});")
        def go(a: [f32][4]):
            assert stride(a, 0) == 1
            for i in seq(0, 4):
                a[i] += 100.0

        @proc
        def top(x: f32[3, 4], s: f32, t: f32):
            fill(3, x[0:3, 2], t)
            sum(3, 4, x, s)
            w = x[1, 0:4]
            go(w)
            go(x[2, 0:4])
            first(4, x[1, 0:4], s)
        """,
        Map.of("x", x, "s", s, "t", t));
    double sum = 1 + 2 + 0.5 + 4 + 5 + 6 + 0.5 + 8 + 9 + 10 + 0.5 + 12;
    assertEquals(sum + 105, s[0]);
    assertArrayEquals(new double[] {1, 2, 0.5, 4, 105, 106, 100.5, 108, 109, 110, 100.5, 112}, x);
  }

  @Test
  void denseFormalsHaveTheirOwnStrides() {
    double[] x = count(8);
    double[] out = zeros(1);
    // extents of 1 let a strided view be dense all the same
    run(
        """
        @proc
        def g(d: i32[4, 1], out: i32):
            if stride(d, 0) == 1:
                out = d[3, 0]

        @proc
        def f(x: i32[4, 2], out: i32):
            y: i32[4, 1]
            for i in seq(0, 4):
                y[i, 0] = x[i, 1]
            g(y[0:4, 0:1], out)
        """,
        Map.of("x", x, "out", out));
    assertEquals(8, out[0]);
  }

  @Test
  void windowArguments() {
    double[] data = count(20);
    long[] longs = {1, 2, 3, 4, 5, 6, 7, 8};
    Proc p =
        Unchecked.proc(
            """
            @proc
            def f(n: size, w: [f32][n, 2], v: [i64][2]):
                for i in seq(0, n):
                    w[i, 0] += 100.0
                    w[i, 1] += 200.0
                if stride(w, 0) == -8:
                    v[0] = 77
            """);
    Interpreter.run(
        p,
        Map.of(
            "n", 2,
            "w", WindowArgument.of(data, 9, -8, 3),
            "v", WindowArgument.of(longs, 3, 2)));
    double[] expected = count(20);
    expected[9] += 100;
    expected[12] += 200;
    expected[1] += 100;
    expected[4] += 200;
    assertArrayEquals(expected, data);
    assertArrayEquals(new long[] {1, 2, 3, 77, 5, 6, 7, 8}, longs);
  }

  @Test
  void argumentsAreRoundedFirst() {
    double[] x = {0.1, 1e40};
    double[] h = {65520, 2049};
    double[] u = {-3, 3.7};
    double[] w = {0.1, 0.1, 0.1};
    run(
        "@proc\ndef f(x: f32[2], h: f16[2], u: ui8[2], w: [f32][2]):\n    pass\n",
        Map.of("x", x, "h", h, "u", u, "w", WindowArgument.of(w, 0, 2)));
    assertArrayEquals(new double[] {0.1f, Double.POSITIVE_INFINITY}, x);
    assertArrayEquals(new double[] {Double.POSITIVE_INFINITY, 2048}, h);
    assertArrayEquals(new double[] {0, 3}, u);
    assertArrayEquals(new double[] {0.1f, 0.1, 0.1f}, w);
  }

  @Test
  void everyOperationRounds() {
    Random random = new Random(1);
    for (Precision p : Precision.values()) {
      Program program =
          Interpreter.compile(
              Unchecked.proc(
                  "@proc\ndef f(a: %1$s, b: %1$s, r: %1$s[5]):\n".formatted(p.text())
                      + "    r[0] = (a + b) * a - b\n"
                      + "    r[1] = a / b\n"
                      + "    r[2] = -a\n"
                      + "    r[3] = a\n"
                      + "    r[3] += a * b\n"
                      + "    r[4] = a / 3 + 0.1\n"));
      for (int n = 0; n < 300; n++) {
        long[] ints = {
          Rounding.wrap(Precision.I64, random.nextLong() >> random.nextInt(64)),
          1 + random.nextInt(100)
        };
        double[] reals = {random.nextGaussian() * 100, random.nextGaussian()};
        check(program, p, ints, reals);
      }
    }
  }

  /** Compares with the same operations written in Java. */
  private static void check(Program program, Precision p, long[] ints, double[] reals) {
    if (p.isFloating()) {
      double a = Rounding.round(p, reals[0]);
      double b = Rounding.round(p, reals[1]);
      double[] r = zeros(5);
      program.run(Map.of("a", new double[] {a}, "b", new double[] {b}, "r", r));
      double sum = Rounding.round(p, Rounding.round(p, a + b) * a);
      double tenth = Rounding.round(p, Rounding.round(p, a / 3) + Rounding.round(p, 0.1));
      double[] expected = {
        Rounding.round(p, sum - b),
        Rounding.round(p, a / b),
        -a,
        Rounding.round(p, a + Rounding.round(p, a * b)),
        tenth
      };
      assertArrayEquals(expected, r, p.text());
      return;
    }
    long a = Rounding.wrap(p, ints[0]);
    long b = ints[1];
    long[] expected = {(a + b) * a - b, a / b, -a, a + a * b, a / 3};
    for (int i = 0; i < expected.length; i++) {
      expected[i] = Rounding.wrap(p, expected[i]);
    }
    if (p == Precision.I64) {
      long[] r = new long[5];
      program.run(Map.of("a", new long[] {a}, "b", new long[] {b}, "r", r));
      assertArrayEquals(expected, r, p.text());
    } else {
      double[] r = zeros(5);
      program.run(Map.of("a", new double[] {a}, "b", new double[] {b}, "r", r));
      assertArrayEquals(Arrays.stream(expected).asDoubleStream().toArray(), r, p.text());
    }
  }

  @Test
  void intermediateIntegersWrapToo() {
    double[] r = zeros(2);
    run(
        """
        @proc
        def f(a: i8, b: ui8, r: i8[2]):
            r[0] = (a + a) / 2
            r[1] = (b + b) / 2
        """,
        Map.of("a", new double[] {100}, "b", new double[] {200}, "r", r));
    assertArrayEquals(new double[] {-28, 72}, r);
  }

  @Test
  void storesConvert() {
    double[] i8 = zeros(5);
    double[] ui16 = zeros(3);
    double[] f16 = zeros(3);
    long[] i64 = new long[3];
    double[] f32 = zeros(2);
    run(
        """
        @proc
        def f(a: i8[5], b: ui16[3], c: f16[3], d: i64[3], e: f32[2], x: f64[6], y: i32[2], z: i64[1]):
            a[0] = x[0]
            a[1] = x[1]
            a[2] = x[2]
            a[3] = y[0]
            a[4] = y[0] + y[0]
            b[0] = x[1]
            b[1] = y[1]
            b[2] = x[3]
            c[0] = x[0]
            c[1] = y[0]
            c[2] = x[4]
            d[0] = x[4]
            d[1] = x[2]
            d[2] = y[1]
            e[0] = z[0]
            e[1] = x[5]
        """,
        Map.of(
            "a",
            i8,
            "b",
            ui16,
            "c",
            f16,
            "d",
            i64,
            "e",
            f32,
            "x",
            new double[] {-2.7, -300, Double.NaN, 1e9, 1e30, 0.1},
            "y",
            new double[] {2049, -1},
            "z",
            new long[] {(1L << 54) + (1L << 30) + 1}));
    assertArrayEquals(new double[] {-2, -128, 0, 1, 2}, i8);
    assertArrayEquals(new double[] {0, 65535, 65535}, ui16);
    assertArrayEquals(
        new double[] {Rounding.round(Precision.F16, -2.7), 2048, Double.POSITIVE_INFINITY}, f16);
    assertArrayEquals(new long[] {Long.MAX_VALUE, 0, -1}, i64);
    assertArrayEquals(new double[] {(float) ((1L << 54) + (1L << 31)), 0.1f}, f32);
  }

  @Test
  void reductionsConvertBeforeTheyAdd() {
    double[] f = {1};
    double[] i = {3};
    run(
        """
        @proc
        def f(f: f32, i: i8, x: f64, y: f32):
            f += x * x
            i += y + 0.75
        """,
        Map.of("f", f, "i", i, "x", new double[] {1e-4}, "y", new double[] {126}));
    assertEquals((double) (1f + (float) (1e-4 * 1e-4)), f[0]);
    assertEquals((byte) (3 + 126), i[0]);
  }

  @Test
  void mixedOperandsAreConvertedToTheLeft() {
    double[] r = zeros(2);
    run(
        """
        @proc
        def f(a: f32, b: f64, r: f64[2]):
            r[0] = a + b
            r[1] = b + a
        """,
        Map.of("a", new double[] {0.1}, "b", new double[] {0.1}, "r", r));
    assertArrayEquals(new double[] {0.1f + 0.1f, 0.1 + 0.1f}, r);
  }

  @Test
  void literalsTakeThePrecisionOfTheirContext() {
    double[] f = zeros(1);
    double[] d = zeros(2);
    double[] i = zeros(1);
    run(
        """
        @proc
        def f(f: f32, d: f64[2], i: i8, x: f32):
            f = 1.0 / 3.0
            d[0] = 1.0 / 3.0
            d[1] = x / 3.0
            i = 7.0 / 2.0
        """,
        Map.of("f", f, "d", d, "i", i, "x", new double[] {1}));
    assertEquals((double) (1f / 3f), f[0]);
    assertArrayEquals(new double[] {1.0 / 3.0, 1f / 3f}, d);
    assertEquals(3, i[0]);
  }

  @Test
  void untypedBuffersAreSingle() {
    double[] r = zeros(1);
    run(
        "@proc\ndef f(x: R[1], r: f64):\n    t: R\n    t = 0.1\n    r = t * x[0]\n",
        Map.of("x", new double[] {0.3}, "r", r));
    assertEquals((double) (0.1f * 0.3f), r[0]);
  }

  @Test
  void buffersOfAnotherPrecisionConvertWhenPassed() {
    double[] d = {0.1, 0};
    double[] i = {5};
    long[] l = {1L << 40};
    run(
        """
        @proc
        def g(x: [f32][2], y: f32, z: i32):
            x[1] = x[0]
            y += 0.5
            z += 1

        @proc
        def f(d: f64[2], i: i8, l: i64):
            g(d[0:2], i, l)
        """,
        Map.of("d", d, "i", i, "l", l));
    assertArrayEquals(new double[] {0.1, 0.1f}, d);
    assertEquals(5, i[0]);
    assertEquals(1, l[0]);
  }

  private static final String CONFIGURED =
      """
      @config
      class Cfg:
          scale: f32
          count: i64
          n: index
          on: bool
          step: stride

      @proc
      def add(s: f32, v: f32):
          s += v

      @proc
      def f(x: f32[4], v: f32, out: i32[3]):
          if Cfg.on:
              out[0] = 1
          if Cfg.n == 2:
              out[1] = 1
          if Cfg.step == 1:
              out[2] = 1
          Cfg.on = True
          Cfg.n = 2
          Cfg.step = stride(x, 0)
          Cfg.scale = Cfg.scale + 1.5
          Cfg.count = Cfg.count + 3
          add(Cfg.scale, v)
          for i in seq(0, Cfg.n):
              x[i] = Cfg.scale
      """;

  @Test
  void configurationsStartAtZeroAndPersistOnRequest() {
    Proc p = Unchecked.proc(CONFIGURED);
    double[] x = zeros(4);
    double[] out = zeros(3);
    Map<String, Object> args = new HashMap<>();
    args.put("x", x);
    args.put("v", new double[] {0.1});
    args.put("out", out);
    for (int i = 0; i < 2; i++) {
      Interpreter.run(p, args);
      double scale = 1.5f + 0.1f;
      assertArrayEquals(new double[] {scale, scale, 0, 0}, x);
      assertArrayEquals(zeros(3), out);
    }
    ConfigState after = Interpreter.run(p, args, ConfigState.initial());
    assertEquals(
        Map.of(
            "Cfg.scale",
            (double) (1.5f + 0.1f),
            "Cfg.count",
            3L,
            "Cfg.n",
            2L,
            "Cfg.on",
            true,
            "Cfg.step",
            1L),
        after.values());
    ConfigState again = Interpreter.run(p, args, after.with("Other", "kept", 7L));
    assertArrayEquals(new double[] {1, 1, 1}, out);
    assertEquals(6L, again.value("Cfg", "count").orElseThrow());
    assertEquals(7L, again.value("Other", "kept").orElseThrow());
    assertEquals(
        "{Cfg.count=3, Cfg.n=2, Cfg.on=true, Cfg.scale=1.600000023841858, Cfg.step=1}",
        after.toString());
  }

  @Test
  void parallelLoopsMayRunBackwards() {
    Proc p =
        Unchecked.proc(
            """
            @proc
            def f(x: i32[4], last: i32):
                for i in par(0, 4):
                    x[i] += 1
                    last = x[i]
                for i in seq(0, 4):
                    x[i] += 1
            """);
    double[] forwards = {1, 2, 3, 4};
    double[] last = zeros(1);
    Interpreter.run(p, Map.of("x", forwards, "last", last));
    assertEquals(5, last[0]);
    double[] backwards = {1, 2, 3, 4};
    Interpreter.compile(p, InterpreterOptions.DEFAULT.withReverseParallel(true))
        .run(Map.of("x", backwards, "last", last));
    assertEquals(2, last[0]);
    assertArrayEquals(forwards, backwards);
  }

  @Test
  void disjointWindowsOfOneBufferAreNoAliases() {
    double[] x = count(8);
    run(
        """
        @proc
        def copy(a: [f32][4], b: [f32][4]):
            for i in seq(0, 4):
                a[i] = b[i]

        @proc
        def add(a: [f32][2, 2], b: [f32][2, 2]):
            a[0, 0] += b[1, 1]

        @proc
        def read(a: [f32][4], b: [f32][4], s: f32):
            s = a[0] + b[0]

        @proc
        def f(x: f32[8], y: f32[2, 4]):
            s: f32
            copy(x[0:4], x[4:8])
            read(x[0:4], x[2:6], s)
            add(y[0:2, 0:2], y[0:2, 2:4])
        """,
        Map.of("x", x, "y", zeros(8)));
    assertArrayEquals(new double[] {5, 6, 7, 8, 5, 6, 7, 8}, x);
  }

  @Test
  void oneProgramRunsManyTimes() {
    Program p =
        Interpreter.compile(
            Unchecked.proc(
                "@proc\n"
                    + "def f(n: size, x: f32[n]):\n"
                    + "    for i in seq(0, n):\n"
                    + "        x[i] += 1.0\n"));
    for (int n = 1; n < 5; n++) {
      double[] x = zeros(n);
      p.run(Map.of("n", n, "x", x));
      assertEquals(List.of(1.0), Arrays.stream(x).boxed().distinct().toList());
    }
  }

  @Test
  void deepProgramsDoNotOverflowTheStack() {
    StringBuilder b = new StringBuilder("@proc\ndef f(x: f32[1]):\n");
    int deepest = Parser.MAX_STATEMENT_DEPTH;
    for (int d = 1; d < deepest; d++) {
      b.append("  ".repeat(d)).append(d % 2 == 0 ? "if 0 < 1:\n" : "for i in seq(0, 1):\n");
    }
    String zero = "0 + (".repeat(60) + "0" + ")".repeat(60);
    String sum = "1.0 + (".repeat(60) + "1.0" + ")".repeat(60);
    b.append("  ".repeat(deepest)).append("x[" + zero + "] = " + sum + "\n");
    double[] x = zeros(1);
    run(b.toString(), Map.of("x", x));
    assertEquals(61, x[0]);
  }

  @Test
  void longChainsOfCallsCompile() {
    StringBuilder b = new StringBuilder("@proc\ndef f0(x: f32):\n  x += 1.0\n");
    for (int d = 1; d <= 150; d++) {
      b.append("@proc\ndef f%d(x: f32):\n  f%d(x)\n  x += 1.0\n".formatted(d, d - 1));
    }
    double[] x = zeros(1);
    run(b.toString(), Map.of("x", x));
    assertEquals(151, x[0]);
  }
}
