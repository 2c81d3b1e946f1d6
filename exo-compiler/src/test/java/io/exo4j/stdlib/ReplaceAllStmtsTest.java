package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link ReplaceAllStmts}: what it makes of code, which computes the same, and what it refuses. */
class ReplaceAllStmtsTest {
  @Test
  void takesTheFirstThatFits() {
    ScheduleTest.of(
            """
            @memory
            class REGS:
              pass
            @proc
            def load(dst : [f32][8] @REGS, src : [f32][8] @DRAM):
              for l in seq(0, 8):
                dst[l] = src[l]
            @proc
            def move(dst : [f32][8] @DRAM, src : [f32][8] @DRAM):
              for l in seq(0, 8):
                dst[l] = src[l]
            @proc
            def f(n : size, x : f32[n, 8] @DRAM, y : f32[n, 8] @DRAM):
              for i in seq(0, n):
                r : f32[8] @REGS
                for j in seq(0, 8):
                  r[j] = x[i, j]
                for j in seq(0, 8):
                  y[i, j] = r[j]
                for j in seq(0, 8):
                  y[i, j] = x[i, j]
            """)
        .steps(
            """
            - replace_all_stmts: [load, move]
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n, 8] @DRAM, y : f32[n, 8] @DRAM):
              for i in seq(0, n):
                r : f32[8] @REGS
                load(r[0:8], x[i + 0, 0:8])
                for j in seq(0, 8):
                  y[i, j] = r[j]
                move(y[i + 0, 0:8], x[i + 0, 0:8])
            """);
  }
}
