package io.exo4j.schedule.buffers;

import static io.exo4j.schedule.Scheduling.assertSteps;
import static io.exo4j.schedule.Scheduling.refusal;
import static io.exo4j.schedule.Scheduling.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Directives that change what callers have to pass. */
class ArgumentShapesTest {
  private static final String WINDOW =
      """
      @proc
      def f(n : size, x : [f32][n, 4] @DRAM):
        assert stride(x, 1) == 1
        for i in seq(0, n):
          x[i, 2] = 1.0
      """;

  @Test
  void transposeExchangesStridesInAssertions() {
    assertSteps(
        WINDOW,
        "- transpose: x",
        """
        @proc
        def f(n : size, x : [f32][4, n] @DRAM):
          assert stride(x, 0) == 1
          for i in seq(0, n):
            x[2, i] = 1.0
        """);
    assertThat(
            scheduled(WINDOW, "- transpose: x").equivalentModulo(scheduled(WINDOW, "")).isEmpty())
        .isTrue();
  }

  @Test
  void transposeRefuses() {
    assertThat(refusal(WINDOW.replace("[f32][n, 4]", "f32[n, 4]"), "- transpose: x"))
        .contains("stride");
    assertThat(
            refusal(
                """
                @proc
                def g(a : [f32][4, 4] @DRAM):
                  a[0, 1] = 1.0

                @proc
                def f(x : f32[4, 4] @DRAM):
                  g(x)
                """,
                "- transpose: x"))
        .contains("the whole of 'x' is passed here");
    assertThat(refusal("@proc\ndef f(x : f32[4] @DRAM):\n  x[0] = 1.0\n", "- transpose: x"))
        .contains("'x' is of rank 1, not 2");
  }

  @Test
  void rearrangesAnArgument() {
    assertSteps(
        WINDOW.replace("  assert stride(x, 1) == 1\n", "").replace("[f32]", "f32"),
        "- rearrange_dim: [x, [1, 0]]",
        """
        @proc
        def f(n : size, x : f32[4, n] @DRAM):
          for i in seq(0, n):
            x[2, i] = 1.0
        """);
  }

  @Test
  void setWindow() {
    String dense =
        """
        @proc
        def f(n : size, x : f32[n] @DRAM):
          for i in seq(0, n):
            x[i] = 1.0
        """;
    String window = dense.replace("f32[n]", "[f32][n]");
    assertSteps(dense, "- set_window: x", window);
    assertSteps(window, "- set_window: [x, false]", dense);
  }

  @Test
  void setWindowProvesWhatCalleesAskFor() {
    String call =
        """
        @proc
        def g(a : [f32][4] @DRAM):
          assert stride(a, 0) == 1
          a[0] = 1.0

        @proc
        def f(x : f32[4] @DRAM):
          g(x[0:4])
        """;
    assertThat(refusal(call, "- set_window: x"))
        .contains("'g' asserts stride(a, 0) == 1, which may not hold here")
        .contains("counterexample: stride(x, 0) = ");
    assertThat(
            refusal(
                call.replace("  assert stride(a, 0) == 1\n", "").replace("[f32][4]", "f32[4]"),
                "- set_window: x"))
        .contains("'g' takes a dense tensor, but what it is given of 'x' would have gaps");
  }

  @Test
  void setWindowRefusesAssertionsThatCannotHold() {
    assertThat(
            refusal(
                """
                @proc
                def f(x : [f32][8] @DRAM):
                  assert stride(x, 0) == 2
                  x[0] = 0.5
                """,
                "- set_window: [x, false]"))
        .contains("the assertions cannot hold for a dense 'x'");
    assertThat(refusal("@proc\ndef f(x : f32 @DRAM):\n  x = 1.0\n", "- set_window: x"))
        .contains("'x' is a scalar, not a tensor");
  }
}
