package io.exo4j.schedule.buffers;

import static io.exo4j.schedule.Scheduling.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Directives that let a buffer or a window disappear. */
class BufferLifeTest {
  private static final String TWO =
      """
      @proc
      def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
        a : f32[n] @DRAM
        for i in seq(0, n):
          a[i] = x[i] + 1.0
        b : f32[n] @DRAM
        for i in seq(0, n):
          b[i] = a[i] * 2.0
          y[i] = b[i]
      """;

  @Test
  void dataReuse() {
    Runs.check(
        TWO,
        "- data_reuse: [a, b]",
        """
        @proc
        def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
          a : f32[n] @DRAM
          for i in seq(0, n):
            a[i] = x[i] + 1.0
          for i in seq(0, n):
            a[i] = a[i] * 2.0
            y[i] = a[i]
        """,
        Map.of("n", 4L));
  }

  @Test
  void dataReuseShowsWhatIsStillNeeded() {
    assertThat(refusal(TWO.replace("b[i] = a[i]", "b[i] = a[n - 1 - i]"), "- reuse_buffer: [a, b]"))
        .contains("'a' is used after this, in this statement")
        .contains("counterexample: n = ");
    assertThat(refusal(TWO + "  y[0] = a[0]\n", "- data_reuse: [a, b]"))
        .contains("'a' is used after this");
  }

  @Test
  void dataReuseSeesTheNextIteration() {
    assertThat(
            refusal(
                """
                @proc
                def f(n : size, x : f32[n] @DRAM):
                  a : f32 @DRAM
                  a = 1.0
                  for i in seq(0, n):
                    x[i] = a
                    b : f32 @DRAM
                    b = x[i] * 2.0
                    x[i] = b
                """,
                "- data_reuse: [a, b]"))
        .contains("'a' is used again in the next iteration");
  }

  @Test
  void dataReuseRefusesWhatDiffers() {
    assertThat(refusal(TWO.replace("b : f32[n]", "b : f64[n]"), "- data_reuse: [a, b]"))
        .contains("'a' is of precision f32, 'b' of f64");
    assertThat(
            refusal(
                TWO.replace("b : f32[n] @DRAM", "b : f32[n] @DRAM_STATIC"), "- data_reuse: [a, b]"))
        .contains("'a' is in DRAM, 'b' in DRAM_STATIC");
    assertThat(refusal(TWO.replace("b : f32[n]", "b : f32[n + 1]"), "- data_reuse: [a, b]"))
        .contains("n and n + 1 may differ")
        .contains("n = 1");
    assertThat(refusal(TWO, "- data_reuse: [b, a]"))
        .contains("'b' does not exist where 'a' is allocated");
  }

  @Test
  void deleteBuffer() {
    String unused =
        """
        @proc
        def f(x : f32 @DRAM):
          a : f32[8] @DRAM
          x = 1.0
        """;
    Runs.check(
        unused,
        "- delete_buffer: a",
        """
        @proc
        def f(x : f32 @DRAM):
          x = 1.0
        """,
        Map.of());
    assertThat(refusal(unused + "  w = a[0:4]\n", "- delete_buffer: a"))
        .contains("'a' is used after its allocation, in this statement");
  }

  @Test
  void inlineWindow() {
    Runs.check(
        """
        @proc
        def add(n : size, d : [f32][n] @DRAM):
          for k in seq(0, n):
            d[k] += 1.0

        @proc
        def f(n : size, x : f32[n + 4, 8] @DRAM):
          assert n > 1
          w = x[2:n + 4, 3]
          w[1] = 2.0
          v = w[1:n]
          add(n + 2, w)
          if stride(w, 0) == 8:
            w[0] += v[0]
        """,
        "- inline_window: \"w = _\"",
        """
        @proc
        def f(n : size, x : f32[n + 4, 8] @DRAM):
          assert n > 1
          x[1 + 2, 3] = 2.0
          v = x[1 + 2:n + 2, 3]
          add(n + 2, x[2:n + 4, 3])
          if stride(x, 0) == 8:
            x[0 + 2, 3] += v[0]
        """,
        Map.of("n", 2L));
  }

  @Test
  void inlineWindowRefusesWhatChanges() {
    assertThat(
            refusal(
                """
                @config
                class Cfg:
                  at : index

                @proc
                def f(x : f32[8] @DRAM):
                  if Cfg.at >= 0 and Cfg.at < 4:
                    w = x[Cfg.at:Cfg.at + 4]
                    Cfg.at = 0
                    w[0] = 1.0
                """,
                "- inline_window: \"w = _\""))
        .contains("the configuration field Cfg.at is changed here");
    assertThat(refusal(TWO, "- inline_window: \"b[_] = _\"")).contains("a window statement");
  }
}
