package io.exo4j.schedule.buffers;

import static io.exo4j.schedule.Scheduling.refusal;
import static io.exo4j.schedule.Scheduling.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.Exo;
import io.exo4j.testing.ScheduleTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Directives that change the shape of an allocation. */
class ReshapingTest {
  private static final String TEMP =
      """
      @proc
      def f(n : size, x : f32[n] @DRAM):
        for i in seq(0, n):
          t : f32 @DRAM
          t = x[i] * 2.0
          x[i] = t + 1.0
      """;

  @Test
  void expandDimAddsADimension() {
    Runs.check(
        TEMP,
        "- expand_dim: [t, n, i]",
        """
        @proc
        def f(n : size, x : f32[n] @DRAM):
          for i in seq(0, n):
            t : f32[n] @DRAM
            t[i] = x[i] * 2.0
            x[i] = t[i] + 1.0
        """,
        Map.of("n", 3L));
  }

  @Test
  void expandDimRewritesWindowsStridesAndWholeArguments() {
    Runs.check(
        """
        @proc
        def dense(n : size, a : f32[n] @DRAM):
          for k in seq(0, n):
            a[k] = 3.0

        @proc
        def f(n : size, x : f32[n] @DRAM):
          for i in seq(0, n):
            t : f32[n] @DRAM
            dense(n, t)
            w = t[0:n]
            if stride(t, 0) == 1:
              x[i] = w[i] + stride_free(t)
        """
            .replace(" + stride_free(t)", ""),
        "- expand_dim: [t, n, i]",
        """
        @proc
        def f(n : size, x : f32[n] @DRAM):
          for i in seq(0, n):
            t : f32[n, n] @DRAM
            dense(n, t[i, 0:n])
            w = t[i, 0:n]
            if stride(t, 1) == 1:
              x[i] = w[i]
        """,
        Map.of("n", 3L));
  }

  @Test
  void expandDimShowsWhatIsOutOfBounds() {
    assertThat(refusal(TEMP, "- expand_dim: [t, 4, i]"))
        .contains("'t' may be accessed out of bounds in dimension 0")
        .contains("counterexample: n = 5, i = 4");
    assertThat(refusal(TEMP, "- expand_dim: [t, n - 1, 0]"))
        .contains("cannot prove n - 1 >= 1 here")
        .contains("n = 1");
  }

  @Test
  void expandDimRefusesScalarsByReference() {
    assertThat(
            refusal(
                """
                @proc
                def set(a : f32 @DRAM):
                  a = 3.0

                @proc
                def f(n : size, x : f32[n] @DRAM):
                  for i in seq(0, n):
                    t : f32 @DRAM
                    set(t)
                    x[i] = t
                """,
                "- expand_dim: [t, n, i]"))
        .contains("'t' is passed by reference here");
  }

  private static final String MATRIX =
      """
      @proc
      def f(n : size, x : f32[n, 8] @DRAM):
        a : f32[n, 8] @DRAM
        for i in seq(0, n):
          for j in seq(0, 8):
            a[i, j] = x[i, j] + 1.0
        for i in seq(0, n):
          w = a[i, 2:6]
          for j in seq(0, 4):
            x[i, j] = w[j]
      """;

  @Test
  void rearrangeDimPermutesWindowsToo() {
    Runs.check(
        MATRIX,
        "- rearrange_dim: [a, [1, 0]]",
        """
        @proc
        def f(n : size, x : f32[n, 8] @DRAM):
          a : f32[8, n] @DRAM
          for i in seq(0, n):
            for j in seq(0, 8):
              a[j, i] = x[i, j] + 1.0
          for i in seq(0, n):
            w = a[2:6, i]
            for j in seq(0, 4):
              x[i, j] = w[j]
        """,
        Map.of("n", 3L));
  }

  @Test
  void rearrangeDimRefuses() {
    assertThat(refusal(MATRIX, "- rearrange_dim: [a, [1, 1]]"))
        .contains("[1, 1] is not an order of the 2 dimensions of 'a'");
    String window = MATRIX.replace("w = a[i, 2:6]", "v = a[0:n, 0:8]\n    w = v[i, 2:6]");
    assertThat(refusal(window, "- rearrange_dim: [a, [1, 0]]"))
        .contains("the dimensions of this window of 'a' would change their order");
    String stride =
        MATRIX.replace("x[i, j] = w[j]", "if stride(w, 0) == 1:\n        x[i, j] = w[j]");
    assertThat(refusal(stride, "- rearrange_dim: [a, [1, 0]]"))
        .contains("the stride of 'w', a window of 'a', is used here and changes");
  }

  @Test
  void rearrangeDimKeepsDenseArgumentsDense() {
    String call =
        """
        @proc
        def dense(a : f32[8] @DRAM):
          for k in seq(0, 8):
            a[k] = 3.0

        @proc
        def f(n : size, x : f32[n, 8] @DRAM):
          a : f32[n, 8] @DRAM
          for i in seq(0, n):
            dense(a[i, 0:8])
            for j in seq(0, 8):
              x[i, j] = a[i, j]
        """;
    assertThat(refusal(call, "- rearrange_dim: [a, [1, 0]]"))
        .contains("'dense' takes a dense tensor, but what it is given of 'a' would have gaps");
  }

  @Test
  void divideDim() {
    Runs.check(
        MATRIX.replace("a[i, 2:6]", "a[0:n, 2]").replace("x[i, j] = w[j]", "x[i, j] = w[i]"),
        "- divide_dim: [a, 1, 4]",
        """
        @proc
        def f(n : size, x : f32[n, 8] @DRAM):
          a : f32[n, 2, 4] @DRAM
          for i in seq(0, n):
            for j in seq(0, 8):
              a[i, j / 4, j % 4] = x[i, j] + 1.0
          for i in seq(0, n):
            w = a[0:n, 2 / 4, 2 % 4]
            for j in seq(0, 4):
              x[i, j] = w[i]
        """,
        Map.of("n", 2L));
  }

  @Test
  void divideDimRefuses() {
    assertThat(refusal(MATRIX, "- divide_dim: [a, 0, 4]"))
        .contains("cannot prove n % 4 == 0 here")
        .contains("n = 1");
    assertThat(refusal(MATRIX, "- divide_dim: [a, 1, 4]"))
        .contains("this window of 'a' has an interval in dimension 1");
    assertThat(refusal(MATRIX, "- divide_dim: [a, 2, 4]"))
        .contains("'a' has no dimension 2, only 0 to 1");
    assertThat(refusal(MATRIX, "- divide_dim: [a, 1, 0]")).contains("quotient must be at least 1");
  }

  @Test
  void multDim() {
    Runs.check(
        MATRIX,
        "- mult_dim: [a, 0, 1]",
        """
        @proc
        def f(n : size, x : f32[n, 8] @DRAM):
          a : f32[8 * n] @DRAM
          for i in seq(0, n):
            for j in seq(0, 8):
              a[8 * i + j] = x[i, j] + 1.0
          for i in seq(0, n):
            w = a[8 * i + 2:8 * i + 6]
            for j in seq(0, 4):
              x[i, j] = w[j]
        """,
        Map.of("n", 3L));
  }

  @Test
  void multDimRefuses() {
    assertThat(refusal(MATRIX, "- mult_dim: [a, 1, 0]"))
        .contains("dimension 0 of 'a' does not have a literal extent");
    assertThat(refusal(MATRIX, "- mult_dim: [a, 1, 1]")).contains("must be two dimensions");
    assertThat(
            refusal(
                MATRIX.replace("a[i, 2:6]", "a[0:n, 2]").replace("w[j]", "w[i]"),
                "- mult_dim: [a, 0, 1]"))
        .contains("this window of 'a' has an interval in dimension 0");
  }

  private static final String SLIDE =
      """
      @proc
      def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
        a : f32[n + 2] @DRAM
        a[0] = 1.0
        a[1] = 2.0
        for i in seq(0, n):
          a[i + 2] = x[i] * 2.0
          y[i] = a[i] + a[i + 2]
      """;

  @Test
  void resizeDimShifts() {
    Runs.check(
        """
        @proc
        def f(n : size, x : f32[n] @DRAM):
          for i in seq(0, n):
            a : f32[n + 4] @DRAM
            for j in seq(0, 2):
              a[i + j] = x[i]
            w = a[i:i + 2]
            x[i] = w[0] + w[1]
        """,
        "- resize_dim: [a, 0, 2, i]",
        """
        @proc
        def f(n : size, x : f32[n] @DRAM):
          for i in seq(0, n):
            a : f32[2] @DRAM
            for j in seq(0, 2):
              a[i + j - i] = x[i]
            w = a[i - i:i + 2 - i]
            x[i] = w[0] + w[1]
        """,
        Map.of("n", 3L));
  }

  @Test
  void resizeDimShowsWhatIsOutOfBounds() {
    assertThat(refusal(SLIDE, "- resize_dim: [a, 0, n + 1, 0]"))
        .contains("'a' may be accessed out of bounds in dimension 0")
        .contains("counterexample: n = ");
    assertThat(refusal(SLIDE, "- resize_dim: [a, 0, n - 1, 0]"))
        .contains("cannot prove n - 1 >= 1 here");
    String stride =
        MATRIX.replace("w = a[i, 2:6]", "if stride(a, 0) == 8:\n      pass\n    w = a[i, 2:6]");
    assertThat(refusal(stride, "- resize_dim: [a, 1, 16, 0]"))
        .contains("the stride of dimension 0 of 'a' is used here and changes");
  }

  @Test
  void foldsASlidingWindow() {
    Runs.check(
        SLIDE,
        "- resize_dim: {alloc: a, dim: 0, size: 3, offset: 0, fold: true}",
        """
        @proc
        def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
          a : f32[3] @DRAM
          a[0 % 3] = 1.0
          a[1 % 3] = 2.0
          for i in seq(0, n):
            a[(i + 2) % 3] = x[i] * 2.0
            y[i] = a[i % 3] + a[(i + 2) % 3]
        """,
        Map.of("n", 7L),
        Map.of("n", 1L));
  }

  @Test
  void showsWhatAFoldWouldOverwrite() {
    assertThat(refusal(SLIDE, "- resize_dim: {alloc: a, dim: 0, size: 2, offset: 0, fold: true}"))
        .contains("'a' is still needed here when another element takes its place")
        .contains("counterexample: n = ");
    assertThat(refusal(SLIDE, "- resize_dim: {alloc: a, dim: 0, size: n, offset: 0, fold: true}"))
        .contains("the size of a folded dimension must be a positive literal");
  }

  @Test
  void foldsWindowsThatDoNotWrap() {
    String windows =
        """
        @proc
        def f(x : f32[12] @DRAM):
          a : f32[12] @DRAM
          for i in seq(0, 6):
            w = a[2 * i:2 * i + %d]
            w[0] = x[2 * i]
            w[1] = 1.0
            x[2 * i] = w[0] + w[1]
        """;
    String fold = "- resize_dim: {alloc: a, dim: 0, size: 4, offset: 0, fold: true}";
    assertThat(scheduled(windows.formatted(2), fold).print())
        .contains("w = a[2 * i % 4:2 * i % 4 + (2 * i + 2 - 2 * i)]");
    String odd = windows.formatted(2).replace("2 * i:2 * i + 2", "i + 1:i + 3");
    assertThat(refusal(odd, fold)).contains("may leave 'a' in dimension 0");
  }

  @Test
  void unrollBuffer() {
    Runs.check(
        """
        @proc
        def add(d : [f32][4] @DRAM):
          for k in seq(0, 4):
            d[k] += 1.0

        @proc
        def f(x : f32[4] @DRAM):
          a : f32[3, 4] @DRAM
          for i in seq(0, 4):
            a[0, i] = x[i]
            a[2, i] = 5.0
          add(a[2, 0:4])
          w = a[0, 1:3]
          x[0] = w[0] + a[2, 3]
        """,
        "- unroll_buffer: [a, 0]",
        """
        @proc
        def f(x : f32[4] @DRAM):
          a_0 : f32[4] @DRAM
          a_2 : f32[4] @DRAM
          for i in seq(0, 4):
            a_0[i] = x[i]
            a_2[i] = 5.0
          add(a_2[0:4])
          w = a_0[1:3]
          x[0] = w[0] + a_2[3]
        """,
        Map.of());
  }

  @Test
  void unrollBufferRefuses() {
    assertThat(refusal(MATRIX, "- unroll_buffer: [a, 0]"))
        .contains("dimension 0 of 'a' does not have a literal extent");
    assertThat(refusal(MATRIX, "- unroll_buffer: [a, 1]"))
        .contains("the index of 'a' in dimension 1 is not a literal here; unroll the loop first");
    assertThat(refusal(TEMP, "- unroll_buffer: [t, 0]")).contains("'t' is a scalar");
  }

  @Test
  void aWindowOfTheWholeReadsBackAsDense() {
    ScheduleTest.of(
            """
            @proc
            def g(n : size, y : f32[2, n] @DRAM):
              y[0, 0] = 1.0

            @proc
            def f(x : f32[3] @DRAM):
              t : f32[2, 3] @DRAM
              g(3, t)
              x[0] = t[0, 0]
            """)
        .steps("- resize_dim: [t, 1, \"3\", \"0\"]")
        .gives(
            """
            @proc
            def f(x : f32[3] @DRAM):
              t : f32[2, 3] @DRAM
              g(3, t[0:2, 0 - 0:3 - 0])
              x[0] = t[0, 0 - 0]
            """);
    Exo.create()
        .parse(
            "t.exo",
            """
            @proc
            def g(n : size, y : f32[2, n] @DRAM):
              y[0, 0] = 1.0

            @proc
            def f(t : f32[2, 3] @DRAM):
              g(3, t[0:2, 0 % 1:1 * 3 + (4 - 4)])
            """);
  }
}
