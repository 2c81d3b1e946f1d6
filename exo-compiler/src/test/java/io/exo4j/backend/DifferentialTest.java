package io.exo4j.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.exo4j.interp.Interpreter;
import io.exo4j.interp.Rounding;
import io.exo4j.ir.Arg;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.testing.CCompiler;
import io.exo4j.testing.CRunner;
import io.exo4j.testing.KernelCase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compiled C computes bit for bit what the interpreter computes. */
class DifferentialTest {
  private static final List<String> KERNELS =
      List.of(
          """
          @proc
          def matmul(M: size, N: size, K: size, A: f32[M, K], B: f32[K, N], C: f32[M, N]):
              for i in seq(0, M):
                  for j in seq(0, N):
                      for k in seq(0, K):
                          C[i, j] += A[i, k] * B[k, j]
          """,
          """
          @proc
          def floors(n: size, x: f64[n], y: f64[8]):
              for i in seq(0, n):
                  if (i - 3) / 2 == 0 - 1:
                      x[i] = 1.0
                  if (i - 5) % 4 == 3:
                      x[i] += 10.0
                  y[(i + 7 / 2 - 3) % 8] += x[i]
          """,
          """
          @proc
          def windows(n: size, A: [f32][n + 1, n], v: [f32][n]):
              row = A[n, :]
              col = A[0:n, 0]
              for i in seq(0, n):
                  part = row[i:]
                  part[0] = v[i] * 2.0 - col[i]
                  v[i] += part[0]
          """,
          """
          @proc
          def fill(n: size, w: [f32][n], s: f32):
              for i in seq(0, n):
                  w[i] = s + w[i]

          @proc
          def sum(n: size, r: [f32][n], s: f32):
              for i in seq(0, n):
                  s += r[i]

          @proc
          def calls(n: size, A: f32[n, n], w: [f32][n], t: f32):
              for i in seq(0, n):
                  fill(n, A[:, i], t)
                  sum(n, A[i, :], t)
                  fill(n, w, t)
                  sum(n, w, t)
              x: f32[n]
              for i in seq(0, n):
                  x[i] = 1.0
              fill(n, x, t)
              sum(n, x, t)
              half: f32
              half = t * 0.5
              fill(n, w, half)
          """,
          """
          @proc
          def inner(n: size, x: f32[n]):
              t: f32[n, 3]
              for i in seq(0, n):
                  t[i, 1] = x[i]
              for i in seq(0, n):
                  x[i] = t[n - 1 - i, 1]

          @proc
          def allocs(n: size, x: f32[n]):
              b: f32[2 * n + 1]
              v = b[1:n + 1]
              for i in par(0, n):
                  c: f64[4]
                  c[3] = x[i]
                  v[i] = c[3]
              u = v[:]
              for i in par(0, n):
                  d: f32[i + 1]
                  for j in seq(0, i + 1):
                      d[j] = u[j]
                  if i % 2 == 0:
                      e: f32[i + 2]
                      e[i + 1] = d[i]
                      x[i] = e[i + 1] + 1.0
              inner(n, x)
          """,
          """
          @proc
          def stack(x: f32[16]):
              a: f32[4, 4] @ DRAM_STACK
              b: f32[16] @ DRAM_STATIC
              for i in seq(0, 4):
                  for j in seq(0, 4):
                      a[i, j] = x[4 * i + j]
              for i in seq(0, 4):
                  for j in seq(0, 4):
                      b[4 * j + i] = a[i, j]
              for i in seq(0, 16):
                  x[i] = b[i]
          """,
          """
          @config
          class Cfg:
              gain: f32
              n: index
              on: bool
              w: bf16

          @proc
          def uses(k: size, x: f32[k]):
              for i in seq(0, k):
                  if Cfg.on and i < Cfg.n:
                      x[i] = x[i] * Cfg.gain

          @proc
          def configs(k: size, x: f32[k], h: bf16[k]):
              uses(k, x)
              Cfg.gain = 3.0
              Cfg.n = k / 2
              Cfg.on = True
              uses(k, x)
              Cfg.gain = x[0]
              for i in seq(0, Cfg.n):
                  Cfg.n = 1
                  uses(k, x)
              Cfg.w = h[0]
              h[k - 1] = Cfg.w * 3.0
          """,
          """
          @memory
          class VEC:
              readable = False
              global = "typedef float vec4 __attribute__((vector_size(16)));"
              element f32 = "vec4" * 4

          @instr("for (int i = 0; i < 4; i++) ((float *)&{d_data})[i] = (&{s_data})[i];")
          def vload(d: [f32][4] @ VEC, s: [f32][4] @ DRAM):
              assert stride(s, 0) == 1
              for i in seq(0, 4):
                  d[i] = s[i]

          @instr("for (int i = 0; i < 4; i++) (&{d_data})[i] = ((const float *)&{s_data})[i];")
          def vstore(d: [f32][4] @ DRAM, s: [f32][4] @ VEC):
              assert stride(d, 0) == 1
              for i in seq(0, 4):
                  d[i] = s[i]

          @instr("{d_data} += {a_data} * {b_data};")
          def vfma(d: [f32][4] @ VEC, a: [f32][4] @ VEC, b: [f32][4] @ VEC):
              for i in seq(0, 4):
                  d[i] += a[i] * b[i]

          @instr("{{ float tmp = *{s}; {d_data} = (vec4){{ tmp, tmp, tmp, tmp }}; }}")
          def vbroadcast(d: [f32][4] @ VEC, s: f32 @ DRAM):
              for i in seq(0, 4):
                  d[i] = s

          @proc
          def row(m: size, r: [f32][m, 4] @ VEC, a: f32[4] @ VEC):
              for i in seq(0, m):
                  vfma(r[i, 0:4], a, a)

          @proc
          def vectors(n: size, x: f32[8, 4], y: [f32][n, 4], tmp: f32):
              r: f32[3, 2, 4] @ VEC
              one: f32[4] @ VEC
              t1: f32
              t1 = tmp
              vbroadcast(one, tmp)
              for i in seq(0, 3):
                  for j in seq(0, 2):
                      vload(r[i, j, :], x[2 * i + j, :])
                      vfma(r[i, j, 0:4], one, one)
              row(2, r[1, :, :], one)
              w = r[0:3, 1, :]
              row(3, w, one)
              for i in seq(0, 3):
                  for j in seq(0, 2):
                      vstore(x[2 * i + j, :], r[i, j, :])
          """,
          """
          @memory
          class REGS:
              readable = False
              registers = 3
              global = "static float regs[3][4];"

          @instr("for (int i = 0; i < 4; i++) regs[{d_int}][i] = (&{s_data})[i];")
          def rload(d: [f32][4] @ REGS, s: [f32][4] @ DRAM):
              assert stride(s, 0) == 1
              for i in seq(0, 4):
                  d[i] = s[i]

          @instr("for (int i = 0; i < 4; i++) (&{d_data})[i] += regs[{s_int}][i];")
          def radd(d: [f32][4] @ DRAM, s: [f32][4] @ REGS):
              assert stride(d, 0) == 1
              for i in seq(0, 4):
                  d[i] += s[i]

          @proc
          def registers(x: f32[8, 4]):
              a: f32[4] @ REGS
              b: f32[4] @ REGS
              rload(a, x[0, :])
              rload(b, x[1, :])
              for i in seq(0, 3):
                  c: f32[4] @ REGS
                  rload(c, x[i + 2, :])
                  d = c[0:4]
                  radd(x[i + 3, :], d)
                  radd(x[i + 3, :], a)
              radd(x[7, :], a)
              c: f32[4] @ REGS
              rload(c, x[4, :])
              radd(x[0, :], c)
              radd(x[0, :], b[0:4])
          """,
          """
          @memory
          class PAD:
              global = "static float pad_memory[4096]; static int64_t pad_used;"
              alloc = "{type} *{name} = pad_memory + pad_used; pad_used += 64 * (int64_t){size};"
              free = "pad_used -= 64 * (int64_t){size}; (void){name};"
              window = "({base})[64 * ({offset})]"

          @proc
          def scratch(n: size, x: f32[n]):
              p: f32[n, 2] @ PAD
              for i in seq(0, n):
                  p[i, 1] = x[i]
                  p[i, 0] = x[i] * x[i]
              q = p[:, 1]
              for i in seq(0, n):
                  x[i] = q[n - 1 - i] + p[i, 0]
          """,
          """
          @proc
          def f16ops(n: size, x: f16[n], y: f16[n], z: f32[n]):
              for i in seq(0, n):
                  x[i] = x[i] * y[i] + x[i] / y[i] - 0.1
                  x[i] += y[i] * y[i]
                  y[i] = -(x[i] + y[i])
                  z[i] = x[i]
          """,
          """
          @proc
          def bf16ops(n: size, x: bf16[n], y: bf16[n], z: f64[n], c: i32[n], d: i64[n]):
              for i in seq(0, n):
                  x[i] = x[i] * y[i] + x[i] / y[i] - 0.1
                  x[i] += y[i] * y[i]
                  y[i] = -x[i]
                  y[i] += z[i]
                  x[i] = z[i]
                  x[i] = c[i]
                  x[i] += d[i]
                  y[i] = x[i]
          """,
          """
          @proc
          def control(n: size, x: f32[n], y: i8[n], z: bf16[n], w: ui32[n], v: i64[n]):
              for i in seq(0, n):
                  x[i] = 3
                  y[i] = 100
                  y[i] += 100 * y[i]
                  z[i] = 2.5
                  w[i] = 4
                  w[i] += w[i] * 1431655765
                  v[i] += v[i] * v[i] - 7 / v[i]
          """,
          """
          @proc
          def branches(n: size, b: bool, x: f64[n]):
              for i in seq(0, n):
                  if b == True or i == 0 and n > 3:
                      x[i] = x[i] / 3.0
                  elif i > 2:
                      x[i] = select(x[i], 0.25, 1.0, x[i] - 2.0)
                  else:
                      pass
          """,
          """
          @proc
          def names(int: size, for_: f32[int], double: f32, malloc: f32[int], ctxt: f32[int]):
              for i in seq(0, int):
                  restrict: f32
                  restrict = double
                  for_[i] = restrict + malloc[i] * ctxt[i]
          """,
          """
          @proc
          def unused(n: size, k: index, b: bool, x: f32[n], y: [f32][n], s: f32):
              t: f32
              t = 1.0
              u: f32[n]
              v: f32[n]
              v[0] = 2.0
              w = y[0:1]
              x[0] = 5.0
          """);

  private static String conversions() {
    StringBuilder b = new StringBuilder();
    List<String> types =
        List.of("f16", "bf16", "f32", "f64", "i8", "ui8", "i16", "ui16", "i32", "ui32", "i64");
    StringBuilder args = new StringBuilder("n: size");
    StringBuilder body = new StringBuilder();
    for (String from : types) {
      args.append(", x_").append(from).append(": ").append(from).append("[n]");
      for (String to : types) {
        String y = "y_" + from + "_" + to;
        args.append(", ").append(y).append(": ").append(to).append("[n]");
        args.append(", z").append(y).append(": ").append(to).append("[n]");
        body.append("        ").append(y).append("[i] = x_").append(from).append("[i]\n");
        body.append("        z").append(y).append("[i] += x_").append(from).append("[i]\n");
      }
    }
    b.append("@proc\ndef conversions(").append(args).append("):\n    for i in seq(0, n):\n");
    return b.append(body).toString();
  }

  private static String integers(String type) {
    return """
    @proc
    def arithmetic_T(n: size, a: T[n], b: T[n], c: T[n], d: T[n], e: T[n], f: T[n], g: T[n]):
        for i in seq(0, n):
            c[i] = a[i] + b[i] * (a[i] - 3) - 2 * b[i]
            d[i] = a[i] / (b[i] / 2 * 2 + 1)
            e[i] = -a[i] * -b[i] / 3 + a[i] / -1
            f[i] += a[i] * a[i] * a[i]
            g[i] = (a[i] * b[i]) / 5 + (a[i] + b[i]) / 7
    """
        .replace("T", type)
        .replace("/ -1", type.startsWith("u") ? "/ 9" : "/ -1");
  }

  private static List<KernelCase> cases() {
    List<String> texts = new ArrayList<>(KERNELS);
    texts.add(conversions());
    for (String t : List.of("i8", "ui8", "i16", "ui16", "i32", "ui32", "i64")) {
      texts.add(integers(t));
    }
    Random random = new Random(42);
    List<KernelCase> cases = new ArrayList<>();
    for (String text : texts) {
      Proc p = Kernels.proc(text);
      for (long size : new long[] {1, 2, 5, 16}) {
        cases.add(new KernelCase(p, arguments(p, size, random)));
      }
    }
    return cases;
  }

  private static Map<String, Object> arguments(Proc p, long size, Random random) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Arg a : p.args()) {
      if (a.type().isData()) {
        DataType t = a.type().asData().orElseThrow();
        int count = 1;
        for (int d = 0; d < t.rank(); d++) {
          String extent = Printer.print(t.dims().get(d));
          count *= extent.matches("\\d+") ? Integer.parseInt(extent) : (int) size + 1;
          if (extent.matches("\\w+") && !extent.matches("\\d+")) {
            count = count / ((int) size + 1) * (int) size;
          }
        }
        values.put(a.name(), data(t.precision(), count, random));
      } else {
        boolean truth = a.type() == ControlType.BOOL;
        values.put(a.name(), truth ? (Object) random.nextBoolean() : (Object) size);
      }
    }
    return values;
  }

  private static final double[] SPECIAL = {
    0,
    -0.0,
    1,
    -1,
    0.1,
    -0.5,
    1.5,
    2.5,
    127.5,
    -128.5,
    255.5,
    65504,
    65519,
    65520,
    1e-8,
    6e-8,
    3.0e38,
    3.4e38,
    1e300,
    -1e300,
    2147483647.5,
    -2147483648.5,
    4294967295.5,
    9.3e18,
    -9.3e18,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1.00390625,
    1.01171875,
    1.0039062500001,
    257,
    259,
    16777217,
    1e-40,
    1e-45
  };

  private static Object data(Precision p, int count, Random random) {
    if (p == Precision.I64) {
      long[] values = new long[count];
      for (int i = 0; i < count; i++) {
        int shift = random.nextInt(64);
        values[i] = (random.nextLong() >> shift) | 1;
        if (random.nextInt(6) == 0) {
          values[i] = random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
      }
      return values;
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      if (!p.isFloating()) {
        long v = random.nextLong() >> random.nextInt(64);
        values[i] =
            switch (random.nextInt(6)) {
              case 0 -> Rounding.min(p);
              case 1 -> Rounding.max(p);
              default -> Rounding.wrap(p, v);
            };
      } else {
        double v =
            random.nextInt(3) == 0
                ? SPECIAL[random.nextInt(SPECIAL.length)]
                : random.nextGaussian() * Math.scalb(1, random.nextInt(40) - 20);
        values[i] = Rounding.round(p, v);
      }
    }
    return values;
  }

  private static void agree(CCompiler compiler, Path dir) {
    List<KernelCase> cases = cases();
    List<Map<String, Object>> results = new CRunner(compiler, dir).run(cases);
    for (int i = 0; i < cases.size(); i++) {
      KernelCase expected = cases.get(i).copy();
      Interpreter.run(expected.proc(), expected.arguments());
      for (Map.Entry<String, Object> e : expected.arguments().entrySet()) {
        assertThat(results.get(i).get(e.getKey()))
            .as("%s of %s", e.getKey(), expected.proc())
            .isEqualTo(e.getValue());
      }
    }
  }

  private static CCompiler required(Optional<CCompiler> compiler) {
    assumeTrue(compiler.isPresent(), "the C compiler is not installed");
    return compiler.get();
  }

  @Test
  void gccOptimised(@TempDir Path dir) {
    agree(required(CCompiler.gcc()).with("-O2"), dir);
  }

  @Test
  void gccWithOpenMp(@TempDir Path dir) {
    agree(required(CCompiler.gcc()).with("-O1", "-fopenmp"), dir);
  }

  @Test
  void gccSanitized(@TempDir Path dir) {
    agree(
        required(CCompiler.gcc())
            .with("-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"),
        dir);
  }

  @Test
  void clangOptimised(@TempDir Path dir) {
    CCompiler clang = required(CCompiler.clang());
    assumeTrue(clang.hasFloat16(dir), "this version of Clang has no _Float16 for this machine");
    agree(clang.with("-O2"), dir);
  }
}
