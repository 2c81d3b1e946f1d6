package io.exo4j.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.exo4j.testing.CCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever memory runs out, the kernel says so and holds nothing afterwards. */
class OutOfMemoryTest {
  private static final String KERNEL =
      """
      @proc
      def inner(n: size, x: f32[n]):
          t: f32[n, 3]
          t[0, 0] = x[0]
          u: f32[n]
          u[0] = t[0, 0]
          x[0] = u[0]

      @proc
      def kernel(n: size, x: f32[n]):
          a: f32[n]
          v = a[0:n]
          for i in par(0, n):
              b: f32[8]
              b[0] = x[i]
              if i % 2 == 0:
                  for j in seq(0, 2):
                      c: f32[n + 1]
                      c[0] = b[0]
                      v[i] = c[0]
              for k in par(0, 3):
                  d: f32[3]
                  d[k] = b[0]
              x[i] = b[0]
          e: f32[n]
          e[0] = v[0]
          inner(n, x)
          x[0] += e[0]
      """;

  private static final String BEFORE =
      """
      #include <stdlib.h>
      #include <stdint.h>
      static int budget, live;
      static inline void *failing_alloc(size_t alignment, size_t size) {
        if (--budget < 0) return NULL;
        live++;
        return aligned_alloc(alignment, size);
      }
      static inline void counting_free(void *p) {
        live--;
        free(p);
      }
      #define aligned_alloc failing_alloc
      #define free counting_free
      """;

  private static final String MAIN =
      """
      int main(void) {
        for (int limit = 0; limit < 1000; limit++) {
          float x[3] = { 1.0f, 2.0f, 3.0f };
          budget = limit;
          int status = kernel(3, x);
          if (live != 0) return 2;
          if (status == 0) return budget == 0 && limit == 20 && x[0] == 2.0f ? 0 : 3;
          if (status != 1) return 4;
          if (kernel(INT64_MAX / 2, x) != 1) return 6;
        }
        return 5;
      }
      """;

  @Test
  void everyAllocationMayFail(@TempDir Path dir) throws IOException, InterruptedException {
    assumeTrue(CCompiler.gcc().isPresent());
    CModule m = Kernels.compile(KERNEL);
    assertThat(m.exported().get(0).returnsStatus()).isTrue();
    Path source = dir.resolve("oom.c");
    Path program = dir.resolve("oom");
    Files.writeString(source, BEFORE + m.singleFile() + MAIN);
    assertThat(CCompiler.gcc().get().with("-O1").compile(source, program)).isEmpty();
    Process p = new ProcessBuilder(program.toString()).inheritIO().start();
    assertThat(p.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(p.exitValue()).isZero();
  }
}
