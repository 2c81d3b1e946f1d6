package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link ComputeAt}: what it makes of code, which computes the same, and what it refuses. */
class ComputeAtTest {
  private static final String BLUR =
      """
      @proc
      def blur(h : size, v : size, x : f32[h + 2, v + 2] @DRAM, y : f32[h, v] @DRAM):
        t : f32[h + 2, v] @DRAM
        for i in seq(0, h + 2):
          for j in seq(0, v):
            t[i, j] = x[i, j] + x[i, j + 1] + x[i, j + 2]
        for k in seq(0, h):
          for l in seq(0, v):
            y[k, l] = t[k, l] + t[k + 1, l] + t[k + 2, l]
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
  void slides() {
    ScheduleTest.of(BLUR)
        .steps(
            """
            - compute_at: { producer: "t[_] = _", target: k }
            """)
        .gives(
            """
            @proc
            def blur(h : size, v : size, x : f32[h + 2, v + 2] @DRAM, y : f32[h, v] @DRAM):
              t : f32[2 + h, v] @DRAM
              for i in seq(0, 2):
                for j in seq(0, v):
                  t[i, j] = x[i, j] + x[i, 1 + j] + x[i, 2 + j]
              for i in seq(0, h):
                for j in seq(0, v):
                  t[2 + i, j] = x[2 + i, j] + x[2 + i, 1 + j] + x[2 + i, 2 + j]
                for l in seq(0, v):
                  y[i, l] = t[i, l] + t[1 + i, l] + t[2 + i, l]
            """);
  }

  @Test
  void reachesTheInnermostLoop() {
    ScheduleTest.of(BLUR)
        .steps(
            """
            - compute_at: { producer: "t[_] = _", target: l }
            """)
        .gives(
            """
            @proc
            def blur(h : size, v : size, x : f32[h + 2, v + 2] @DRAM, y : f32[h, v] @DRAM):
              t : f32[2 + h, v] @DRAM
              for i in seq(0, 2):
                for j in seq(0, v):
                  t[i, j] = x[i, j] + x[i, 1 + j] + x[i, 2 + j]
              for i in seq(0, h):
                for j in seq(0, v):
                  t[2 + i, j] = x[2 + i, j] + x[2 + i, 1 + j] + x[2 + i, 2 + j]
                  y[i, j] = t[i, j] + t[1 + i, j] + t[2 + i, j]
            """);
  }

  @Test
  void dividesTheProducer() {
    ScheduleTest.of(POOL)
        .steps(
            """
            - compute_at: { producer: "t[_] = _", target: k }
            """)
        .gives(
            """
            @proc
            def pool(h : size, x : f32[2 * h] @DRAM, y : f32[h] @DRAM):
              t : f32[2 * h] @DRAM
              for io in seq(0, h):
                for ii in seq(0, 2):
                  t[ii + 2 * io] = x[ii + 2 * io] * x[ii + 2 * io]
                y[io] = t[2 * io] + t[1 + 2 * io]
            """);
  }

  @Test
  void refusesALoopThatUsesNothing() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              t : f32[n] @DRAM
              for i in seq(0, n):
                t[i] = x[i]
              for k in seq(0, n):
                for l in seq(0, n):
                  y[k] += t[l]
            """)
        .steps(
            """
            - compute_at: { producer: "t[_] = _", target: k }
            """)
        .refused("EXO-SCH-001")
        .says("no dimension of 't' is used along 'k'");
  }

  @Test
  void refusesAProducerBehindItsConsumer() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, t : f32[n] @DRAM, y : f32[n] @DRAM):
              for k in seq(0, n):
                y[k] = t[k]
              for i in seq(0, n):
                t[i] = 1.0
            """)
        .steps(
            """
            - compute_at: { producer: "t[_] = _", target: k }
            """)
        .refused("EXO-SCH-001")
        .says("the second must come right after the first");
  }
}
