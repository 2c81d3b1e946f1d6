package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/**
 * {@link ComputeAndStoreAt}: what it makes of code, which computes the same, and what it refuses.
 */
class ComputeAndStoreAtTest {
  private static final String POINT =
      """
      @proc
      def point(h : size, v : size, x : f32[h, v] @DRAM, y : f32[h, v] @DRAM):
        t : f32[h, v] @DRAM
        for i in seq(0, h):
          for j in seq(0, v):
            t[i, j] = x[i, j] + 1.0
        for k in seq(0, h):
          for l in seq(0, v):
            y[k, l] = t[k, l] * 2.0
      """;

  private static final String POOL =
      """
      @proc
      def pool(h : size, x : f32[2 * h] @DRAM, y : f32[h] @DRAM):
        t : f32[2 * h] @DRAM
        for i in seq(0, 2 * h):
          t[i] = x[i] * x[i]
        for k in seq(0, h):
          y[k] = t[2 * k] + t[2 * k + 1]
      """;

  @Test
  void both() {
    ScheduleTest.of(POINT)
        .steps(
            """
            - compute_and_store_at: { producer: "t[_] = _", target: k }
            """)
        .gives(
            """
            @proc
            def point(h : size, v : size, x : f32[h, v] @DRAM, y : f32[h, v] @DRAM):
              for i in seq(0, h):
                t : f32[1, v] @DRAM
                for j in seq(0, v):
                  t[0, j] = x[i, j] + 1.0
                for l in seq(0, v):
                  y[i, l] = t[0, l] * 2.0
            """);
  }

  @Test
  void pooled() {
    ScheduleTest.of(POOL)
        .steps(
            """
            - compute_and_store_at: { producer: "t[_] = _", target: k }
            """)
        .gives(
            """
            @proc
            def pool(h : size, x : f32[2 * h] @DRAM, y : f32[h] @DRAM):
              for io in seq(0, h):
                t : f32[2] @DRAM
                for ii in seq(0, 2):
                  t[ii] = x[ii + 2 * io] * x[ii + 2 * io]
                y[io] = t[0] + t[1]
            """);
  }

  @Test
  void refusesAnArgument() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, t : f32[n] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n):
                t[i] = 1.0
              for k in seq(0, n):
                y[k] = t[k]
            """)
        .steps(
            """
            - compute_and_store_at: { producer: "t[_] = _", target: k }
            """)
        .refused("EXO-SCH-001")
        .says("'t' is an argument");
  }
}
