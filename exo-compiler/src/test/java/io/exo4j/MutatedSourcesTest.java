package io.exo4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.diagnostics.ExoException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The whole front end on damaged files: nothing but diagnostics may come out. {@code
 * -Dexo.mutations=10000} runs longer.
 */
class MutatedSourcesTest {
  private static final List<String> SEEDS =
      List.of(
          """
          @config
          class Cfg:
              scale: f32
              n: index
              on: bool

          @extern("fmaf({0}, {1}, {2})", "#include <math.h>")
          def fma3(x: f32, y: f32, z: f32) -> f32

          @memory
          class VEC(DRAM):
              readable = False
              element f32 = "vec_t" * 8

          @instr("{dst_data} = load(&{src_data});", "#include <vec.h>")
          def load(dst: [f32][8] @ VEC, src: [f32][8] @ DRAM):
              assert stride(src, 0) == 1
              for i in seq(0, 8):
                  dst[i] = src[i]

          @proc
          def gemm(M: size, N: size, K: size, A: f32[M, K], B: f32[K, N], C: [f32][M, N]):
              "C += A * B"
              assert K >= 1
              for i in seq(0, M):
                  for j in par(0, N):
                      t: f32 @ DRAM
                      t = 0.0
                      for k in seq(0, K):
                          t += A[i, k] * B[k, j]
                      C[i, j] += t
          """,
          """
          @proc
          def tail(n: size, k: index, w: [f32][n, 4], s: f32, b: bool):
              assert k >= 0 and k < 4
              assert stride(w, 1) == 1
              for i in seq(0, n):
                  if (i + 3) / 4 < 2 and b:
                      w[i, k] += relu(s) * 0.5
                  elif i % 4 == 3:
                      w[i, 0] = -s
                  else:
                      pass

          @proc
          def top(n: size, A: f32[n, 4], B: i8[n], D: i64[3]):
              assert n > 2
              acc: f32
              acc = 1.5e-3
              tmp: f32[n] @ DRAM
              for i in seq(0, n):
                  tmp[i] = acc
              col = A[0:n, 3]
              col[0] = tmp[n - 1]
              tail(n, 2, A[0:n, 0:4], acc, n == 3)
              for i in seq(0, 3):
                  D[i] = D[2 - i] % 7
                  B[0 if False else i] = 3
          """);

  @Test
  void onlyDiagnosticsComeOut() {
    int count = Integer.getInteger("exo.mutations", 600);
    Random random = new Random(11);
    Exo exo = Exo.create();
    int refused = 0;
    for (int i = 0; i < count; i++) {
      String text = SEEDS.get(i % SEEDS.size());
      for (int k = 0; k <= random.nextInt(3); k++) {
        text = mutate(text, random);
      }
      try {
        exo.parse("m" + i + ".exo", text);
      } catch (ExoException e) {
        refused++;
        assertThat(e.diagnostics()).isNotEmpty();
        assertThat(e.getMessage()).isNotEmpty();
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("mutation " + i + " of\n" + text, e);
      }
    }
    assertThat(refused).isGreaterThan(count / 2);
  }

  private static String mutate(String text, Random r) {
    int at = r.nextInt(text.length());
    int end = Math.min(text.length(), at + 1 + r.nextInt(12));
    String[] tokens = {
      "(",
      ")",
      "[",
      "]",
      ":",
      ",",
      "0",
      "n",
      "-",
      "*",
      "/ 0",
      "seq",
      "\n",
      "\t",
      "  ",
      "@",
      "\"",
      "'''",
      "#",
      "size",
      "f32",
      "99999999999999999999",
      "\u0000",
      "é",
      "w[0:2]",
      "i",
      "=",
      "+=",
      "%",
      "stride(A, 0)",
      "Cfg.n",
      "and",
      "if",
      "for",
      "def",
      "assert",
      "False"
    };
    return switch (r.nextInt(5)) {
      case 0 -> text.substring(0, at) + text.substring(end);
      case 1 -> text.substring(0, at) + tokens[r.nextInt(tokens.length)] + text.substring(at);
      case 2 -> text.substring(0, at) + tokens[r.nextInt(tokens.length)] + text.substring(end);
      case 3 -> text.substring(0, at) + text.substring(at, end) + text.substring(at);
      default -> {
        String[] lines = text.split("\n", -1);
        int a = r.nextInt(lines.length);
        int b = r.nextInt(lines.length);
        String s = lines[a];
        lines[a] = lines[b];
        lines[b] = s;
        yield String.join("\n", lines);
      }
    };
  }
}
