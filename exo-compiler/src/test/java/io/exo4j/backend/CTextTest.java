package io.exo4j.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import io.exo4j.testing.CCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The C that key constructs become. */
class CTextTest {
  private static void writes(String kernel, String expected) {
    assertThat(Kernels.functions(kernel)).isEqualTo(expected);
  }

  @Test
  void loopsTensorsAndScalars() {
    writes(
        """
        @proc
        def f(n: size, m: size, A: f32[n, m, 4], s: f32):
            t: f32
            t = s * 2.0
            for i in seq(0, n):
                for j in seq(1, m):
                    A[i, j, 2] += t - (A[i, j - 1, 0] - 0.5)
        """,
        """
        void f(int64_t n, int64_t m, float *restrict A, const float *restrict s) {
          float t = 0.0f;
          t = *s * 2.0f;
          for (int64_t i = 0; i < n; i++) {
            for (int64_t j = 1; j < m; j++) {
              A[i * (m * 4) + j * 4 + 2] += t - (A[i * (m * 4) + (j - 1) * 4] - 0.5f);
            }
          }
        }
        """);
  }

  @Test
  void windowsAndCalls() {
    writes(
        """
        @proc
        def g(n: size, x: [f32][n], y: [f32][n, 4]):
            assert stride(x, 0) == 1
            for i in seq(0, n):
                x[i] = y[i, 1]

        @proc
        def f(n: size, A: f32[n, 4], B: [f32][n]):
            assert stride(B, 0) == 1
            row = A[1, 0:4]
            row[2] = 0.0
            g(n, B, A)
        """,
        """
        static void g(int64_t n, struct exo_win_1f32 x, struct exo_win_2f32c y) {
          /* assert stride(x, 0) == 1 */
          for (int64_t i = 0; i < n; i++) {
            x.data[i] = y.data[i * y.strides[0] + y.strides[1]];
          }
        }

        void f(int64_t n, float *restrict A, struct exo_win_1f32 B) {
          /* assert stride(B, 0) == 1 */
          struct exo_win_1f32 row = { &A[4], { 1 } };
          row.data[2] = 0.0f;
          g(n, B, (struct exo_win_2f32c){ A, { 4, 1 } });
        }
        """);
  }

  @Test
  void buffersAreReleasedAfterTheLastUseThroughAWindow() {
    writes(
        """
        @proc
        def f(n: size, x: f32[n]):
            a: f32[n]
            b: f32[16]
            w = a[0:n]
            b[0] = x[0]
            a[0] = b[0]
            x[0] = w[0]
            x[0] = 1.0
        """,
        """
        int f(int64_t n, float *restrict x) {
          float *a = exo_malloc(exo_bytes(sizeof(float), n));
          if (!a) {
            return 1;
          }
          float *b = exo_malloc(16 * sizeof(float));
          if (!b) {
            free(a);
            return 1;
          }
          struct exo_win_1f32c w = { a, { 1 } };
          b[0] = x[0];
          a[0] = b[0];
          free(b);
          x[0] = w.data[0];
          free(a);
          x[0] = 1.0f;
          return 0;
        }
        """);
  }

  @Test
  void conditionsAndAssertions() {
    writes(
        """
        @proc
        def f(n: size, k: index, b: bool, x: f32[n]):
            assert k >= 0 and k < n
            assert n % 4 == 0 or b == True
            if b == True and (k < 3 or n == 2):
                x[0] = 1.0
            elif n > 7:
                pass
            else:
                x[0] = 2.0
        """,
        """
        void f(int64_t n, int64_t k, bool b, float *restrict x) {
          EXO_ASSUME(k >= 0);
          EXO_ASSUME(k < n);
          EXO_ASSUME(n % 4 == 0 || b == true);
          if (b == true && (k < 3 || n == 2)) {
            x[0] = 1.0f;
          } else if (n > 7) {
          } else {
            x[0] = 2.0f;
          }
        }
        """);
  }

  @Test
  void numbersOfEveryPrecision() {
    writes(
        """
        @proc
        def f(a: i8, b: ui8, c: i32, d: i64, e: f16, g: bf16, h: f64):
            a = a * a + 3
            b = b / 3
            c = c / c - -c
            d += 2 * d
            e = e * e + 0.1
            g = g * g + 0.1
            h = c
            c = h
            g = h
        """,
        """
        void f(int8_t *restrict a, uint8_t *restrict b, int32_t *restrict c, int64_t *restrict d, \
        exo_f16 *restrict e, uint16_t *restrict g, double *restrict h) {
          *a = (int8_t)((uint32_t)*a * (uint32_t)*a + 3u);
          *b = (uint8_t)(*b / 3);
          *c = (int32_t)((uint32_t)exo_div_i32(*c, *c) - (0u - (uint32_t)*c));
          *d = (int64_t)((uint64_t)*d + UINT64_C(2) * (uint64_t)*d);
          *e = (exo_f16)((exo_f16)(*e * *e) + (exo_f16)0.099975586f);
          *g = exo_f32_to_bf16(exo_round_bf16(exo_bf16_to_f32(*g) * exo_bf16_to_f32(*g)) + 0.100097656f);
          *h = (double)*c;
          *c = exo_f64_to_i32(*h);
          *g = exo_f64_to_bf16(*h);
        }
        """);
  }

  @Test
  void parallelLoops() {
    writes(
        """
        @proc
        def f(n: size, x: f32[n]):
            for i in par(0, n):
                t: f32[8]
                t[0] = x[i]
                x[i] = t[0] + 1.0
        """,
        """
        static int f_i(int64_t n, float *x, int64_t i) {
          EXO_ASSUME(0 <= i);
          EXO_ASSUME(i < n);
          float *t = exo_malloc(8 * sizeof(float));
          if (!t) {
            return 1;
          }
          t[0] = x[i];
          x[i] = t[0] + 1.0f;
          free(t);
          return 0;
        }

        int f(int64_t n, float *restrict x) {
        #ifdef _OPENMP
          if (omp_get_max_threads() > 1) {
            int status = 0;
        #pragma omp parallel for reduction(|:status)
            for (int64_t i = 0; i < n; i++) {
              status |= f_i(n, x, i);
            }
            if (status) {
              return 1;
            }
          } else
        #endif
          for (int64_t i = 0; i < n; i++) {
            if (f_i(n, x, i) != 0) {
              return 1;
            }
          }
          return 0;
        }
        """);
  }

  @Test
  void whatIsKnownAboutAParallelBodyIsKnownInItsFunction() {
    writes(
        """
        @proc
        def f(n: size, m: size, x: f32[n, m], y: [f32][n]):
            assert stride(y, 0) == 1
            assert n < 100
            for k in seq(0, m):
                if k < 8:
                    t: f32
                    t = x[0, k]
                    for i in par(1, n):
                        y[i] = t
        """,
        """
        static void f_i(int64_t n, struct exo_win_1f32 y, int64_t i, const float *t) {
          /* assert stride(y, 0) == 1 */
          EXO_ASSUME(n < 100);
          EXO_ASSUME(1 <= i);
          EXO_ASSUME(i < n);
          y.data[i] = *t;
        }

        void f(int64_t n, int64_t m, const float *restrict x, struct exo_win_1f32 y) {
          /* assert stride(y, 0) == 1 */
          EXO_ASSUME(n < 100);
          for (int64_t k = 0; k < m; k++) {
            if (k < 8) {
              float t = 0.0f;
              t = x[k];
        #ifdef _OPENMP
              if (omp_get_max_threads() > 1) {
        #pragma omp parallel for
                for (int64_t i = 1; i < n; i++) {
                  f_i(n, y, i, &t);
                }
              } else
        #endif
              for (int64_t i = 1; i < n; i++) {
                f_i(n, y, i, &t);
              }
            }
          }
        }
        """);
  }

  @Test
  void aParallelBodyThatUsesAVectorFromOutsideStays() {
    writes(
        """
        @memory
        class VEC:
            readable = False
            element f32 = "__vec" * 4

        @instr("{v_data} = load(&{x_data});")
        def load(v: [f32][4] @ VEC, x: [f32][4] @ DRAM):
            for i in seq(0, 4):
                v[i] = x[i]

        @instr("store(&{x_data}, {v_data});")
        def store(x: [f32][4] @ DRAM, v: [f32][4] @ VEC):
            for i in seq(0, 4):
                x[i] = v[i]

        @proc
        def f(x: f32[8, 4], y: f32[4]):
            v: f32[4] @ VEC
            load(v[0:4], y[0:4])
            for i in par(0, 8):
                store(x[i, 0:4], v[0:4])
        """,
        """
        void f(float *restrict x, const float *restrict y) {
          __vec v;
          v = load(&y[0]);
        #ifdef _OPENMP
        #pragma omp parallel for
        #endif
          for (int64_t i = 0; i < 8; i++) {
            store(&x[i * 4], v);
          }
        }
        """);
  }

  @Test
  void whatAnInstructionLeavesAsItWasIsDefined() {
    writes(
        """
        @memory
        class VEC:
            readable = False
            element f32 = "__vec" * 4
            initial = "{0}"

        @instr("{v_data} = masked({v_data}, {n}, &{d_data});")
        def some(n: size, v: [f32][4] @ VEC, d: [f32][n] @ DRAM):
            for i in seq(0, 4):
                if i < n:
                    v[i] = d[i]

        @instr("{v_data} = all({n}, &{d_data});")
        def all(n: size, v: [f32][4] @ VEC, d: [f32][n] @ DRAM):
            for i in seq(0, 4):
                if i < n:
                    v[i] = d[i]
                else:
                    v[i] = 0.0

        @proc
        def f(x: f32[2]):
            r: f32[2, 4] @ VEC
            u: f32[4] @ VEC
            v: f32[4] @ VEC
            w = u[0:4]
            some(2, r[0, 0:4], x[0:2])
            some(2, w[0:4], x[0:2])
            all(2, v[0:4], x[0:2])
        """,
        """
        void f(const float *restrict x) {
          __vec r[2] = {0};
          (void)r;
          __vec u = {0};
          (void)u;
          __vec v;
          (void)v;
          struct exo_win_1f32_vec w = { &u, { 1 } };
          r[0] = masked(r[0], (2), &x[0]);
          w.data[0] = masked(w.data[0], (2), &x[0]);
          v = all((2), &x[0]);
        }
        """);
  }

  @Test
  void instructionsAndVectorMemories() {
    writes(
        """
        @memory
        class VEC:
            readable = False
            element f32 = "__vec" * 4

        @instr("vst(&{d_data}, {v_data}, {n}, {d}.strides[0], {s});")
        def vst(n: size, d: [f32][n] @ DRAM, v: [f32][4] @ VEC, s: f32):
            for i in seq(0, n):
                d[i] = v[i] + s

        @instr("{{ int t = {k}; {v_data} = dup(t); }}")
        def vdup(k: index, v: [f32][4] @ VEC):
            for i in seq(0, 4):
                v[i] = 0.0

        @proc
        def f(A: f32[8, 8], t: f32):
            r: f32[2, 3, 4] @ VEC
            u: f32[4] @ VEC
            for i in seq(0, 2):
                vdup(i - 1, r[i, 1, :])
            vdup(5, u)
            vst(4, A[2, 4:8], r[1, 2, :], t)
            vst(4, A[2:6, 1], u[0:4], t)
        """,
        """
        void f(float *restrict A, const float *restrict t_1) {
          __vec r[6];
          __vec u;
          for (int64_t i = 0; i < 2; i++) {
            { int t = (i - 1); r[i * 3 + 1] = dup(t); }
          }
          { int t = (5); u = dup(t); }
          vst(&A[20], r[5], (4), ((struct exo_win_1f32){ &A[20], { 1 } }).strides[0], (t_1));
          vst(&A[17], u, (4), ((struct exo_win_1f32){ &A[17], { 8 } }).strides[0], (t_1));
        }
        """);
  }

  @Test
  void configurationState() {
    String kernel =
        """
        @config
        class Cfg:
            gain: f32
            n: index
            on: bool

        @config
        class Unused:
            z: i8

        @proc
        def f(n: size, x: f32[n], s: f32):
            Cfg.gain = s
            Cfg.n = n - 1
            for i in seq(0, Cfg.n):
                Cfg.on = True
                x[i] = Cfg.gain
        """;
    writes(
        kernel,
        """
        void f(lib_Context *ctxt, int64_t n, float *restrict x, const float *restrict s) {
          ctxt->Cfg.gain = *s;
          ctxt->Cfg.n = n - 1;
          const int64_t i_end = ctxt->Cfg.n;
          for (int64_t i = 0; i < i_end; i++) {
            ctxt->Cfg.on = true;
            x[i] = ctxt->Cfg.gain;
          }
        }
        """);
    assertThat(Kernels.compile(kernel).header())
        .contains(
            """
            typedef struct lib_Context {
              struct {
                float gain;
                int64_t n;
                bool on;
              } Cfg;
            } lib_Context;
            """);
  }

  @Test
  void namesOfC() {
    writes(
        """
        @proc
        def exp(double: size, for_: f32[double], INT64_C: f32):
            i: f32
            i = INT64_C
            for i in seq(0, double):
                for_[i] = 1.0
            for_[0] = i
        """
            .replace("    i: f32\n    i = INT64_C\n", "")
            .replace("    for_[0] = i\n", "    for_[0] = INT64_C\n"),
        """
        void exp_(int64_t double_, float *restrict for_, const float *restrict INT64_C_) {
          for (int64_t i = 0; i < double_; i++) {
            for_[i] = 1.0f;
          }
          for_[0] = *INT64_C_;
        }
        """);
  }

  @Test
  void unusedThings() {
    writes(
        """
        @proc
        def f(n: size, x: f32[n], y: [f32][n]):
            t: f32
            t = 1.0
            u: f32[n]
            w = y[0:1]
            x[0] = 5.0
        """,
        """
        void f(int64_t n, float *restrict x, struct exo_win_1f32c y) {
          (void)n;
          float t = 0.0f;
          (void)t;
          t = 1.0f;
          struct exo_win_1f32c w = { y.data, { y.strides[0] } };
          (void)w;
          x[0] = 5.0f;
        }
        """);
  }

  @Test
  void headerAndSignature() {
    String kernel =
        """
        @proc
        def f(n: size, x: f16[n], y: [bf16][n, 4], b: bool):
            \"""Does things.

            Slowly.\"""
            assert n > 2
            x[0] = y[0, 0]
        """;
    CModule m = Kernels.compile(kernel);
    assertThat(m.header())
        .startsWith(
            "/* lib: header generated by Exo for the JVM. Do not edit.\n * Source: t.exo.\n")
        .contains(
            """
            /*
             * Does things.
             *
             * Slowly.
             * Requires:
             *   n > 2
             */
            void f(int64_t n, exo_f16 *EXO_RESTRICT x, struct exo_win_2bf16c y, bool b);
            """)
        .contains("struct exo_win_2bf16c {\n  const uint16_t *data;\n  int64_t strides[2]; ");
    CSignature s = m.exported().get(0);
    assertThat(s.returnsStatus()).isFalse();
    assertThat(s.needsContext()).isFalse();
    assertThat(s.params().stream().map(CParam::kind))
        .containsExactly(
            CParam.Kind.CONTROL, CParam.Kind.TENSOR, CParam.Kind.WINDOW, CParam.Kind.CONTROL);
    assertThat(s.params().stream().map(CParam::isConst)).containsExactly(true, false, true, true);
    assertThat(s.params().get(2).precision()).isEqualTo(Precision.BF16);
    assertThat(m.context()).isEmpty();
    assertThat(m.needs().openmp()).isFalse();
  }

  @Test
  void commentsCannotEnd() {
    String kernel =
        "@proc\n"
            + "def f(x: f32[8]):\n"
            + "    \"\"\"A */ int x; /* ??/ B.\"\"\"\n"
            + "    t: f32[8] @ DRAM_STATIC\n"
            + "    t[0] = 1.0\n"
            + "    x[0] = t[0]\n";
    assertThat(Kernels.compile(kernel).header())
        .contains(" * A * / int x; / * ? ?/ B.\n * Has static buffers: only one thread");
  }

  @Test
  void needs() {
    CModule m =
        Kernels.compile(
            "@proc\ndef f(x: f32[8]):\n    for i in par(0, 8):\n        x[i] = sin(x[i])\n");
    assertThat(m.needs().openmp()).isTrue();
    assertThat(m.needs().libm()).isTrue();
    assertThat(m.needs().headers()).contains("<math.h>");
  }

  @Test
  void lineDirectives() {
    Proc p =
        Kernels.proc("@proc\ndef f(x: f32[8]):\n    for i in seq(0, 8):\n        x[i] = 1.0\n");
    CModule m = CBackend.compile(new CUnit("lib", List.of(p), new COptions(true, false)));
    assertThat(m.source())
        .contains(
            "#line 3 \"t.exo\"\n  for (int64_t i = 0; i < 8; i++) {\n#line 4 \"t.exo\"\n    x[i]");
    List<String> lines = m.source().lines().toList();
    int last = lines.lastIndexOf("}");
    assertThat(lines.get(last + 1)).isEqualTo("#line " + (last + 3) + " \"lib.c\"");
  }

  /**
   * The same request, whatever is in memory, gives the same text; the order of requests is kept.
   */
  @Test
  void deterministic() {
    String text =
        "@proc\ndef h(x: f32[8]):\n    x[0] = sin(x[1])\n\n@proc\ndef g(x: f32[8]):\n    h(x)\n\n"
            + "@proc\ndef f(x: f32[8]):\n    h(x)\n    g(x)\n";
    List<Proc> first = new ArrayList<>(Kernels.procs(text).values());
    List<Proc> second = new ArrayList<>(Kernels.procs(text).values());
    assertThat(CBackend.compile(CUnit.of("l", first)))
        .extracting(CModule::source, CModule::header)
        .isEqualTo(
            List.of(
                CBackend.compile(CUnit.of("l", second)).source(),
                CBackend.compile(CUnit.of("l", second)).header()));
    Collections.reverse(second);
    assertThat(CBackend.compile(CUnit.of("l", second)).exported().stream().map(CSignature::name))
        .containsExactly("f", "g", "h");
  }

  @Test
  void headersCombineAndAreValidCpp(@TempDir Path dir) throws IOException {
    assumeTrue(CCompiler.gcc().isPresent());
    String kernel =
        "@config\n"
            + "class C:\n"
            + "    s: f32\n\n"
            + "@proc\n"
            + "def NAME(n: size, x: [f32][n], y: f16):\n"
            + "    C.s = x[0]\n";
    for (String name : List.of("first", "second")) {
      Proc p = Kernels.proc(kernel.replace("NAME", name));
      CModule m = CBackend.compile(CUnit.of(name, List.of(p)));
      Files.writeString(dir.resolve(m.headerName()), m.header());
      Files.writeString(dir.resolve(name + ".c"), m.source());
      assertThat(
              CCompiler.gcc()
                  .get()
                  .with("-c", "-O2")
                  .compile(dir.resolve(name + ".c"), dir.resolve("o")))
          .isEmpty();
    }
    Path both = dir.resolve("both.cpp");
    Files.writeString(
        both, "#include \"first.h\"\n#include \"second.h\"\nint main() { return 0; }\n");
    CCompiler cpp =
        new CCompiler("g++", List.of("-std=c++17", "-Wall", "-Wextra", "-Werror", "-c"));
    assertThat(cpp.compile(both, dir.resolve("both.o"))).isEmpty();
  }

  @Test
  void nestedExternsTakeLinearTime() {
    String e = "fmaxf(".repeat(60) + "x[0]" + ", x[1])".repeat(60);
    String kernel = "@proc\ndef f(x: f32[8]):\n    x[0] = " + e + "\n";
    assertThat(Kernels.functions(kernel)).contains("fmax");
  }
}
