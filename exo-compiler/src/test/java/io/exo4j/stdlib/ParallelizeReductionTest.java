package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/**
 * {@link ParallelizeReduction}: what it makes of code, which computes the same, and what it
 * refuses.
 */
class ParallelizeReductionTest {
  @Test
  void dot() {
    ScheduleTest.of(
            """
            @proc
            def dot(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM, r : f32 @DRAM):
              for i in seq(0, n):
                r += x[i] * y[i]
            """)
        .steps(
            """
            - parallelize_reduction: { reduce: "r += _", factor: 4 }
            """)
        .gives(
            """
            @proc
            def dot(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM, r : f32 @DRAM):
              r_par : f32[4] @DRAM
              for ii in seq(0, 4):
                r_par[ii] = 0.0
              for io in seq(0, n / 4):
                for ii in seq(0, 4):
                  r_par[ii] += x[4 * io + ii] * y[4 * io + ii]
              for ii in seq(0, 4):
                r += r_par[ii]
              for ii in seq(0, n % 4):
                r += x[ii + n / 4 * 4] * y[ii + n / 4 * 4]
            """);
  }

  @Test
  void rowsUnrolled() {
    ScheduleTest.of(
            """
            @proc
            def rows(m : size, n : size, A : f32[m, n] @DRAM, y : f32[m] @DRAM):
              for i in seq(0, m):
                for j in seq(0, n):
                  y[i] += A[i, j]
            """)
        .steps(
            """
            - parallelize_reduction: { reduce: "y[_] += _", factor: 2, tail: guard, unroll: true }
            """)
        .gives(
            """
            @proc
            def rows(m : size, n : size, A : f32[m, n] @DRAM, y : f32[m] @DRAM):
              for i in seq(0, m):
                y_par : f32[2] @DRAM
                y_par[0] = 0.0
                y_par[1] = 0.0
                for jo in seq(0, (n + 1) / 2):
                  if 2 * jo + 0 < n:
                    y_par[0] += A[i, 2 * jo + 0]
                  if 2 * jo + 1 < n:
                    y_par[1] += A[i, 2 * jo + 1]
                y[i] += y_par[0]
                y[i] += y_par[1]
            """);
  }

  @Test
  void refusesElementwise() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n):
                y[i] += x[i]
            """)
        .steps(
            """
            - parallelize_reduction: { reduce: "y[_] += _", factor: 4 }
            """)
        .refused("EXO-SCH-001")
        .says("each iteration of 'i' adds to another element");
  }

  @Test
  void dividesALoopFurtherOut() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, a : f32[n, 8] @DRAM, s : f32 @DRAM):
              for i in seq(0, n):
                for j in seq(0, 8):
                  s += a[i, j]
            """)
        .steps(
            """
            - parallelize_reduction: { reduce: "s += _", factor: 4, nth_loop: 2 }
            - simplify
            """)
        .gives(
            """
            @proc
            def f(n : size, a : f32[n, 8] @DRAM, s : f32 @DRAM):
              s_par : f32[4] @DRAM
              for ii in seq(0, 4):
                s_par[ii] = 0.0
              for io in seq(0, n / 4):
                for ii in seq(0, 4):
                  for j in seq(0, 8):
                    s_par[ii] += a[ii + 4 * io, j]
              for ii in seq(0, 4):
                s += s_par[ii]
              for ii in seq(0, n % 4):
                for j in seq(0, 8):
                  s += a[ii + n / 4 * 4, j]
            """);
  }

  @Test
  void refusesAnElementThatTheInnerLoopChooses() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, a : f32[n, 8] @DRAM, s : f32[8] @DRAM):
              for i in seq(0, n):
                for j in seq(0, 8):
                  s[j] += a[i, j]
            """)
        .steps(
            """
            - parallelize_reduction: { reduce: "s[_] += _", factor: 4, nth_loop: 2 }
            """)
        .refused("EXO-SCH-001")
        .says("the element depends on 'j', which is inside of the divided loop");
  }
}
