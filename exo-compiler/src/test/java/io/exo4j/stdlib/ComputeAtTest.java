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

  private static final String TILES =
      """
      @proc
      def tiles(h : size, x : f32[h + 2] @DRAM, y : f32[h] @DRAM):
        t : f32[h + 2] @DRAM
        for i in seq(0, h + 2):
          t[i] = x[i] * 2.0
        for ko in seq(0, (h + 7) / 8):
          for ki in seq(0, 8):
            if 8 * ko + ki < h:
              y[8 * ko + ki] = t[8 * ko + ki] + t[8 * ko + ki + 2]
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
  void whatIsNotNeededComesFirst() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n + 10] @DRAM, y : f32[n + 1] @DRAM):
              t : f32[n + 10] @DRAM
              for i in seq(0, n + 10):
                t[i] = x[i] * 2.0
              for k in seq(1, n + 1):
                y[k] = t[k + 3] + t[k + 5]
            """)
        .steps(
            """
            - compute_at: { producer: "t[_] = _", target: k }
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n + 10] @DRAM, y : f32[n + 1] @DRAM):
              t : f32[10 + n] @DRAM
              for i in seq(0, 6):
                t[i] = x[i] * 2.0
              for i in seq(6 + n, 10 + n):
                t[i] = x[i] * 2.0
              for i in seq(1, 1 + n):
                t[5 + i] = x[5 + i] * 2.0
                y[i] = t[3 + i] + t[5 + i]
            """);
  }

  @Test
  void aLastBlockThatIsNotFull() {
    ScheduleTest.of(TILES)
        .steps(
            """
            - compute_at: { producer: "t[_] = _", target: ko }
            """)
        .gives(
            """
            @proc
            def tiles(h : size, x : f32[h + 2] @DRAM, y : f32[h] @DRAM):
              t : f32[2 + h] @DRAM
              for i in seq(0, 2):
                t[i] = x[i] * 2.0
              for io in seq(0, (7 + h) / 8):
                for ii in seq(0, 8):
                  if ii + 8 * io < h:
                    t[2 + ii + 8 * io] = x[2 + ii + 8 * io] * 2.0
                for ki in seq(0, 8):
                  if ki + 8 * io < h:
                    y[ki + 8 * io] = t[ki + 8 * io] + t[2 + ki + 8 * io]
            """);
  }

  @Test
  void computesWhatIterationsShareAgain() {
    ScheduleTest.of(BLUR)
        .steps(
            """
            - compute_at: { producer: "t[_] = _", target: k, recompute: true }
            """)
        .gives(
            """
            @proc
            def blur(h : size, v : size, x : f32[h + 2, v + 2] @DRAM, y : f32[h, v] @DRAM):
              t : f32[3, v] @DRAM
              for k in seq(0, h):
                for i0 in seq(0, 3):
                  for i1 in seq(0, v):
                    t[i0, i1] = x[i0 + k, i1] + x[i0 + k, 1 + i1] + x[i0 + k, 2 + i1]
                for l in seq(0, v):
                  y[k, l] = t[0, l] + t[1, l] + t[2, l]
            """);
  }

  @Test
  void slidesWithinTilesThatComputeWhatTheyShareAgain() {
    ScheduleTest.of(
            """
            @proc
            def f(x : f32[34] @DRAM, y : f32[32] @DRAM):
              t : f32[34] @DRAM
              for i in seq(0, 34):
                t[i] = x[i] * 2.0
              for ko in seq(0, 4):
                for ki in seq(0, 8):
                  y[8 * ko + ki] = t[8 * ko + ki] + t[8 * ko + ki + 2]
            """)
        .steps(
            """
            - compute_and_store_at: { producer: "t[_] = _", target: ko, recompute: true }
            - compute_at: { producer: "t[_] = _", target: ki }
            """)
        .gives(
            """
            @proc
            def f(x : f32[34] @DRAM, y : f32[32] @DRAM):
              for ko in seq(0, 4):
                t : f32[10] @DRAM
                for i0 in seq(0, 2):
                  t[i0] = x[i0 + 8 * ko] * 2.0
                for i0 in seq(0, 8):
                  t[2 + i0] = x[2 + i0 + 8 * ko] * 2.0
                  y[i0 + 8 * ko] = t[i0] + t[2 + i0]
            """);
  }

  @Test
  void refusesASourceThatTheConsumerWrites() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n + 2] @DRAM):
              t : f32[n + 1] @DRAM
              for i in seq(0, n + 1):
                t[i] = x[i] * 2.0
              for k in seq(0, n):
                x[k + 2] = t[k] + t[k + 1]
            """)
        .steps(
            """
            - compute_at: { producer: "t[_] = _", target: k }
            """)
        .refused("EXO-SCH-002")
        .says("reads x, which", "writes")
        .forExample("i = 0, i' = 1");
  }

  @Test
  void refusesToComputeAgainWhatHasChanged() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n + 2] @DRAM):
              t : f32[n + 1] @DRAM
              for i in seq(0, n + 1):
                t[i] = x[i] * 2.0
              for k in seq(0, n):
                x[k] = t[k] + t[k + 1]
            """)
        .steps(
            """
            - compute_at: { producer: "t[_] = _", target: k, recompute: true }
            """)
        .refused("EXO-SCH-002")
        .forExample("n = ");
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
