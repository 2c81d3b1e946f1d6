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
      def blur(h : size, v : size, x : f32[h + 2, v + 2] @DRAM, y : f32[h, v] @DRAM):
        t : f32[h + 2, v] @DRAM
        for i in seq(0, h + 2):
          for j in seq(0, v):
            t[i, j] = x[i, j] + x[i, j + 1] + x[i, j + 2]
        for k in seq(0, h):
          for l in seq(0, v):
            y[k, l] = t[k, l] + t[k + 1, l] + t[k + 2, l]
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
              for i in seq(0, h):
                for j in seq(0, v):
                  y[i, j] = (x[i, j] + 1.0) * 2.0
            """);
  }

  @Test
  void refusesWhatIsUsedTwice() {
    ScheduleTest.of(BLUR)
        .steps(
            """
            - fully_inline: { producer: "t[_] = _", target: l }
            """)
        .refused("EXO-SCH-002")
        .says("'t[i + (2 - 0), j] = x[i + (2 - 0), j] + x[i + (2 - 0), j +")
        .forExample("h = 3");
  }
}
