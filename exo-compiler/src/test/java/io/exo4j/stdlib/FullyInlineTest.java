package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link FullyInline}: what it makes of code, which computes the same, and what it refuses. */
class FullyInlineTest {
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

  private static final String BLUR =
      """
      @proc
      def blur(h : size, v : size, x : f32[h + 2, v + 1] @DRAM, y : f32[h, v] @DRAM):
        t : f32[h + 2, v] @DRAM
        for i in seq(0, h + 2):
          for j in seq(0, v):
            t[i, j] = x[i, j] + x[i, j + 1]
        for k in seq(0, h):
          for l in seq(0, v):
            y[k, l] = t[k, l] + t[k + 2, l]
      """;

  @Test
  void inlines() {
    ScheduleTest.of(POINT)
        .steps(
            """
            - fully_inline: { producer: "t[_] = _", target: l }
            """)
        .gives(
            """
            @proc
            def point(h : size, v : size, x : f32[h, v] @DRAM, y : f32[h, v] @DRAM):
              for k in seq(0, h):
                for l in seq(0, v):
                  y[k, l] = (x[k, l] + 1.0) * 2.0
            """);
  }

  @Test
  void computesAgainWhatIsUsedTwice() {
    ScheduleTest.of(BLUR)
        .steps(
            """
            - fully_inline: { producer: "t[_] = _", target: l }
            """)
        .gives(
            """
            @proc
            def blur(h : size, v : size, x : f32[h + 2, v + 1] @DRAM, y : f32[h, v] @DRAM):
              for k in seq(0, h):
                for l in seq(0, v):
                  y[k, l] = x[k, l] + x[k, 1 + l] + (x[2 + k, l] + x[2 + k, 1 + l])
            """);
  }

  @Test
  void anAssignmentThatIsNotAlone() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              t : f32[n] @DRAM
              for i in seq(0, n):
                c : f32 @DRAM
                c = x[i] * x[i]
                t[i] = c + 1.0
              for k in seq(0, n):
                y[k] = t[k] * 2.0
            """)
        .steps(
            """
            - fully_inline: { producer: "t[_] = _", target: k }
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n):
                c : f32 @DRAM
                c = x[i] * x[i]
                y[i] = (c + 1.0) * 2.0
            """);
  }

  @Test
  void refusesASourceThatChanges() {
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
            - fully_inline: { producer: "t[_] = _", target: k }
            """)
        .refused("EXO-SCH-002")
        .says("reads x, which", "writes")
        .forExample("i = 0, i' = 1");
  }
}
