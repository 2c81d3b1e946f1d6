package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link UnrollAndJam}: what it makes of code, which computes the same, and what it refuses. */
class UnrollAndJamTest {
  @Test
  void jamsTheRowsOfAMatrix() {
    ScheduleTest.of(
            """
            @proc
            def gemv(M : size, N : size, A : f32[M, N] @DRAM, x : f32[N] @DRAM, y : f32[M] @DRAM):
              for i in seq(0, M):
                r : f32 @DRAM
                r = 0.0
                for j in seq(0, N):
                  r += A[i, j] * x[j]
                y[i] += r
            """)
        .steps(
            """
            - unroll_and_jam: { loop: i, factor: 2 }
            """)
        .gives(
            """
            @proc
            def gemv(M : size, N : size, A : f32[M, N] @DRAM, x : f32[N] @DRAM, y : f32[M] @DRAM):
              for io in seq(0, M / 2):
                r : f32[2] @DRAM
                r[0] = 0.0
                r[1] = 0.0
                for j in seq(0, N):
                  r[0] += A[2 * io + 0, j] * x[j]
                  r[1] += A[2 * io + 1, j] * x[j]
                y[2 * io + 0] += r[0]
                y[2 * io + 1] += r[1]
              for ii in seq(0, M % 2):
                r : f32 @DRAM
                r = 0.0
                for j in seq(0, N):
                  r += A[ii + M / 2 * 2, j] * x[j]
                y[ii + M / 2 * 2] += r
            """);
  }

  @Test
  void jamsSeveralLoopsAndLoadsOnceWhatIsTheSame() {
    ScheduleTest.of(
            """
            @proc
            def f(M : size, N : size, A : f32[M, N] @DRAM, x : f32[N] @DRAM, y : f32[M] @DRAM):
              for i in seq(0, M):
                r : f32 @DRAM
                r = 0.0
                for j in seq(0, N):
                  v : f32 @DRAM
                  a : f32 @DRAM
                  a = A[i, j]
                  v = x[j]
                  r += a * v
                y[i] = r
                for j in seq(0, N):
                  A[i, j] += r
            """)
        .steps(
            """
            - unroll_and_jam: { loop: i, factor: 2 }
            """)
        .gives(
            """
            @proc
            def f(M : size, N : size, A : f32[M, N] @DRAM, x : f32[N] @DRAM, y : f32[M] @DRAM):
              for io in seq(0, M / 2):
                r : f32[2] @DRAM
                r[0] = 0.0
                r[1] = 0.0
                for j in seq(0, N):
                  v : f32 @DRAM
                  v = x[j]
                  a : f32 @DRAM
                  a = A[2 * io + 0, j]
                  r[0] += a * v
                  a : f32 @DRAM
                  a = A[2 * io + 1, j]
                  r[1] += a * v
                y[2 * io + 0] = r[0]
                y[2 * io + 1] = r[1]
                for j in seq(0, N):
                  A[2 * io + 0, j] += r[0]
                  A[2 * io + 1, j] += r[1]
              for ii in seq(0, M % 2):
                r : f32 @DRAM
                r = 0.0
                for j in seq(0, N):
                  v : f32 @DRAM
                  a : f32 @DRAM
                  a = A[ii + M / 2 * 2, j]
                  v = x[j]
                  r += a * v
                y[ii + M / 2 * 2] = r
                for j in seq(0, N):
                  A[ii + M / 2 * 2, j] += r
            """);
  }

  @Test
  void unrollsALoopThatIsNotTheSameForAll() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, A : f32[2 * n, 2 * n] @DRAM, y : f32[2 * n] @DRAM):
              for k in seq(0, n):
                for i in seq(0, 2):
                  for j in seq(0, 2 * k):
                    y[2 * k + i] += A[2 * k + i, j]
                  for j in seq(0, i):
                    y[2 * k + i] += A[2 * k + i, 2 * k + j]
            """)
        .steps(
            """
            - unroll_and_jam: { loop: i, factor: 2, perfect: true }
            """)
        .gives(
            """
            @proc
            def f(n : size, A : f32[2 * n, 2 * n] @DRAM, y : f32[2 * n] @DRAM):
              for k in seq(0, n):
                for io in seq(0, 1):
                  for j in seq(0, 2 * k):
                    y[2 * k + (2 * io + 0)] += A[2 * k + (2 * io + 0), j]
                    y[2 * k + (2 * io + 1)] += A[2 * k + (2 * io + 1), j]
                  for j in seq(0, 2 * io + 0):
                    y[2 * k + (2 * io + 0)] += A[2 * k + (2 * io + 0), 2 * k + j]
                  for j in seq(0, 2 * io + 1):
                    y[2 * k + (2 * io + 1)] += A[2 * k + (2 * io + 1), 2 * k + j]
            """);
  }

  @Test
  void refusesIfNoLoopIsTheSameForAll() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, A : f32[n, n] @DRAM):
              for i in seq(0, n):
                for j in seq(0, i):
                  A[i, j] = 0.0
            """)
        .steps(
            """
            - unroll_and_jam: { loop: i, factor: 2 }
            """)
        .refused("EXO-SCH-001")
        .says("the inner loop's bounds depend on 'ii'");
  }

  @Test
  void refusesALoopWithoutALoopInside() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] = 0.0
            """)
        .steps(
            """
            - unroll_and_jam: { loop: i, factor: 2 }
            """)
        .refused("EXO-SCH-001")
        .says("the body of the loop has no loop directly inside");
  }
}
