package io.exo4j.schedule.exprs;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link InlineBuffer}: what it makes of code, which computes the same, and what it refuses. */
class InlineBufferTest {
  private static final String BLUR =
      """
      @proc
      def blur(n : size, x : f32[n + 2] @DRAM, y : f32[n] @DRAM):
        t : f32[n + 1] @DRAM
        for i in seq(0, n + 1):
          t[i] = x[i] + x[i + 1]
        for k in seq(0, n):
          y[k] = t[k] * t[k + 1]
      """;

  private static ScheduleTest inline(String source) {
    return ScheduleTest.of(source)
        .steps(
            """
            - inline_buffer: "t[_] = _"
            - simplify
            """);
  }

  private static ScheduleTest.Refused refused(String source, String code) {
    return ScheduleTest.of(source)
        .steps(
            """
            - inline_buffer: "t[_] = _"
            """)
        .refused(code);
  }

  @Test
  void everyReadComputesItsElement() {
    inline(BLUR)
        .gives(
            """
            @proc
            def blur(n : size, x : f32[n + 2] @DRAM, y : f32[n] @DRAM):
              for k in seq(0, n):
                y[k] = (x[k] + x[1 + k]) * (x[1 + k] + x[2 + k])
            """);
  }

  @Test
  void offsetsAndFixedDimensions() {
    inline(
            """
            @proc
            def f(n : size, x : f32[n, n] @DRAM, y : f32[n, n] @DRAM):
              t : f32[2, n, n] @DRAM
              for j in seq(1, n):
                for i in seq(0, n):
                  t[1, i, j - 1] = x[j, i]
              for k in seq(0, n - 1):
                for l in seq(0, n):
                  y[k, l] = t[1, l, k]
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n, n] @DRAM, y : f32[n, n] @DRAM):
              for k in seq(0, -1 + n):
                for l in seq(0, n):
                  y[k, l] = x[1 + k, l]
            """);
  }

  @Test
  void insideALoop() {
    inline(
            """
            @proc
            def f(n : size, x : f32[n, 8] @DRAM, y : f32[n, 8] @DRAM):
              t : f32[8] @DRAM
              for r in seq(0, n):
                for i in seq(0, 8):
                  t[i] = x[r, i] * x[r, i]
                for i in seq(0, 8):
                  y[r, i] = t[7 - i]
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n, 8] @DRAM, y : f32[n, 8] @DRAM):
              for r in seq(0, n):
                for i in seq(0, 8):
                  y[r, i] = x[r, 7 - i] * x[r, 7 - i]
            """);
  }

  @Test
  void aBufferThatNobodyReads() {
    inline(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              t : f32[n] @DRAM
              for i in seq(0, n):
                t[i] = x[i]
              for i in seq(0, n):
                y[i] = x[i]
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n):
                y[i] = x[i]
            """);
  }

  @Test
  void anElementThatWasNotComputed() {
    refused(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              t : f32[n] @DRAM
              for i in seq(1, n):
                t[i] = x[i]
              for i in seq(0, n):
                y[i] = t[i]
            """,
            "EXO-SCH-002")
        .forExample("i = 0");
  }

  @Test
  void anInputThatChangesBefore() {
    refused(
        """
        @proc
        def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
          t : f32[n] @DRAM
          for i in seq(0, n):
            t[i] = x[i]
          for i in seq(0, n):
            x[i] = t[n - 1 - i]
        """,
        "EXO-SCH-002");
  }

  @Test
  void elementsFromElsewhere() {
    refused(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              t : f32[n] @DRAM
              for i in seq(0, n):
                t[i] = x[i]
              t[0] = 1.0
              for i in seq(0, n):
                y[i] = t[i]
            """,
            "EXO-SCH-002")
        .says("t");
  }

  @Test
  void aCallNeedsTheBuffer() {
    refused(
            """
            @proc
            def use(a : [f32][4] @DRAM, y : f32[4] @DRAM):
              for i in seq(0, 4):
                y[i] = a[i]


            @proc
            def f(x : f32[4] @DRAM, y : f32[4] @DRAM):
              t : f32[4] @DRAM
              for i in seq(0, 4):
                t[i] = x[i]
              use(t[0:4], y)
            """,
            "EXO-SCH-001")
        .says("also used");
  }

  @Test
  void aRecurrence() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              t : f32[n + 1] @DRAM
              t[0] = 0.0
              for i in seq(0, n):
                t[i + 1] = t[i] + x[i]
              for i in seq(0, n):
                y[i] = t[i + 1]
            """)
        .steps(
            """
            - inline_buffer: "t[_] = _ #1"
            """)
        .refused("EXO-SCH-001")
        .says("depends on");
  }

  @Test
  void aConversionWouldBeLost() {
    refused(
            """
            @proc
            def f(n : size, x : f64[n] @DRAM, y : f64[n] @DRAM):
              t : f32[n] @DRAM
              for i in seq(0, n):
                t[i] = x[i]
              for i in seq(0, n):
                y[i] = t[i]
            """,
            "EXO-SCH-001")
        .says("conversion");
  }

  private static String literal(String use) {
    return """
    @proc
    def f(n : size, y : f64[n] @DRAM):
      t : f32[n] @DRAM
      for i in seq(0, n):
        t[i] = 3.0
      for k in seq(0, n):
        y[k] = %s
    """
        .formatted(use);
  }

  @Test
  void aLiteralMayBeCopiedIntoAnotherPrecisionButNotComputedWith() {
    inline(literal("t[k]"))
        .gives(
            """
            @proc
            def f(n : size, y : f64[n] @DRAM):
              for k in seq(0, n):
                y[k] = 3.0
            """);
    refused(literal("t[k] / 7.0"), "EXO-SCH-001").says("would be used as f64 instead of f32");
  }
}
