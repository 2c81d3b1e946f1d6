package io.exo4j.schedule.buffers;

import static io.exo4j.schedule.Scheduling.refusal;
import static io.exo4j.schedule.Scheduling.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Directives that move an allocation. */
class LiftingTest {
  private static final String NEST =
      """
      @proc
      def f(n : size, x : f32[n, 4] @DRAM):
        for i in seq(0, n):
          for j in seq(0, 4):
            t : f32 @DRAM
            t = x[i, j] * 2.0
            if i < 2:
              x[i, j] = t
      """;

  @Test
  void liftAllocSimpleKeepsTheShape() {
    Runs.check(
        NEST,
        "- lift_alloc_simple: [t, 2]",
        """
        @proc
        def f(n : size, x : f32[n, 4] @DRAM):
          t : f32 @DRAM
          for i in seq(0, n):
            for j in seq(0, 4):
              t = x[i, j] * 2.0
              if i < 2:
                x[i, j] = t
        """,
        Map.of("n", 3L));
  }

  @Test
  void liftAllocSimpleLeavesAPassBehind() {
    assertThat(
            scheduled(
                    """
                    @proc
                    def f(n : size):
                      for i in seq(0, n):
                        t : f32 @DRAM
                    """,
                    "- lift_alloc_simple: t")
                .print())
        .contains("  t : f32 @DRAM\n  for i in seq(0, n):\n    pass\n");
  }

  @Test
  void liftAllocSimpleRefuses() {
    assertThat(refusal(NEST, "- lift_alloc_simple: [t, 3]"))
        .contains("n_lifts is 3, but there are only 2 loops and ifs around the allocation of 't'");
    assertThat(refusal(NEST.replace("seq(0, 4)", "par(0, 4)"), "- lift_alloc_simple: t"))
        .contains("iterations of the parallel loop on 'j' would conflict");
    String sized =
        """
        @proc
        def f(n : size, x : f32[n] @DRAM):
          for i in seq(0, n - 1):
            a : f32[%s] @DRAM
            a[0] = x[i]
            x[i] = a[0]
        """;
    assertThat(refusal(sized.formatted("n - 1"), "- lift_alloc_simple: a"))
        .contains("cannot prove n - 1 >= 1 here")
        .contains("n = 1");
    assertThat(refusal(sized.formatted("i + 1"), "- lift_alloc_simple: a"))
        .contains("the size of 'a' depends on 'i', which does not exist there");
  }

  @Test
  void liftAllocAddsADimensionForWhatTheValueDependsOn() {
    Runs.check(
        NEST,
        "- lift_alloc: {alloc: t, n_lifts: 2, keep_dims: true}",
        """
        @proc
        def f(n : size, x : f32[n, 4] @DRAM):
          t : f32[n, 4] @DRAM
          for i in seq(0, n):
            for j in seq(0, 4):
              t[i, j] = x[i, j] * 2.0
              if i < 2:
                x[i, j] = t[i, j]
        """,
        Map.of("n", 3L));
    Runs.check(
        NEST.replace("x[i, j] * 2.0", "2.0 * y[i]")
            .replace("[n, 4] @DRAM)", "[n, 4] @DRAM, y : f32[n] @DRAM)"),
        "- lift_alloc: {alloc: t, n_lifts: 2, keep_dims: true, mode: col}",
        """
        @proc
        def f(n : size, x : f32[n, 4] @DRAM, y : f32[n] @DRAM):
          t : f32[n] @DRAM
          for i in seq(0, n):
            for j in seq(0, 4):
              t[i] = 2.0 * y[i]
              if i < 2:
                x[i, j] = t[i]
        """,
        Map.of("n", 3L));
  }

  @Test
  void liftAllocCoversTheLoopExactly() {
    Runs.check(
        """
        @proc
        def f(n : size, x : f32[n + 8] @DRAM):
          for i in seq(3, n + 3):
            t : f32[2] @DRAM
            t[1] = x[i] * 2.0
            x[i] = t[1]
        """,
        "- lift_alloc: {alloc: t, keep_dims: true, mode: col}",
        """
        @proc
        def f(n : size, x : f32[n + 8] @DRAM):
          t : f32[2, n + 3 - 3] @DRAM
          for i in seq(3, n + 3):
            t[1, i - 3] = x[i] * 2.0
            x[i] = t[1, i - 3]
        """,
        Map.of("n", 3L));
    // a loop that may be empty must not make an empty buffer
    assertThat(
            scheduled(
                    """
                    @proc
                    def f(n : size, x : f32[n] @DRAM):
                      for i in seq(0, n / 4):
                        t : f32 @DRAM
                        t = x[i]
                        x[i] = t
                    """,
                    "- autolift_alloc: {alloc: t, keep_dims: true}")
                .print())
        .contains("t : f32[n / 4 + 1] @DRAM");
  }

  @Test
  void liftAllocGivesParallelIterationsTheirOwn() {
    String par = NEST.replace("seq(0, 4)", "par(0, 4)");
    assertThat(scheduled(par, "- lift_alloc: {alloc: t, keep_dims: true}").print())
        .contains("t : f32[4] @DRAM\n    for j in par(0, 4):");
    assertThat(refusal(par, "- lift_alloc: {alloc: t, keep_dims: false}"))
        .contains("iterations of the parallel loop on 'j' would conflict");
  }

  @Test
  void liftAllocRefuses() {
    assertThat(refusal(NEST, "- lift_alloc: {alloc: t, n_lifts: 1, keep_dims: true, size: 3}"))
        .contains("'t' may be accessed out of bounds in dimension 0")
        .contains("j = 3");
    assertThat(
            refusal(
                NEST.replace("seq(0, 4)", "seq(0, i)").replace("[n, 4]", "[n, n]"),
                "- lift_alloc: {alloc: t, n_lifts: 2, keep_dims: true}"))
        .contains("the number of iterations of 'j' depends on 'i', which does not exist there");
  }

  private static final String SINK =
      """
      @proc
      def f(n : size, x : f32[n + 1] @DRAM):
        a : f32[n + 1] @DRAM
        for i in seq(0, n):
          for j in seq(0, 2):
            a[i + j] = x[i + j] * 2.0
          x[i] = a[i] + a[i + 1]
      """;

  @Test
  void sinkAlloc() {
    Runs.check(
        SINK,
        "- sink_alloc: a",
        """
        @proc
        def f(n : size, x : f32[n + 1] @DRAM):
          for i in seq(0, n):
            a : f32[n + 1] @DRAM
            for j in seq(0, 2):
              a[i + j] = x[i + j] * 2.0
            x[i] = a[i] + a[i + 1]
        """,
        Map.of("n", 4L));
  }

  @Test
  void sinkAllocIntoBothBranches() {
    Runs.check(
        """
        @proc
        def f(b : bool, x : f32 @DRAM):
          a : f32 @DRAM
          if b:
            a = x * 2.0
            x = a
          else:
            a = x + 1.0
            x = a
        """,
        "- sink_alloc: a",
        """
        @proc
        def f(b : bool, x : f32 @DRAM):
          if b:
            a : f32 @DRAM
            a = x * 2.0
            x = a
          else:
            a : f32 @DRAM
            a = x + 1.0
            x = a
        """,
        Map.of("b", true),
        Map.of("b", false));
  }

  @Test
  void sinkAllocShowsWhatIsCarried() {
    assertThat(
            refusal(
                SINK.replace("seq(0, 2)", "seq(1, 2)")
                    .replace("n):\n    for", "n):\n    if i == 0:\n      a[0] = 1.0\n    for"),
                "- sink_alloc: a"))
        .contains("writes a, which")
        .contains("counterexample: n = ");
    assertThat(refusal(SINK + "  x[0] = a[1]\n", "- sink_alloc: a"))
        .contains("'a' is also used behind the statement that follows its allocation");
    assertThat(
            refusal("@proc\ndef f(x : f32 @DRAM):\n  a : f32 @DRAM\n  a = x\n", "- sink_alloc: a"))
        .contains("neither a loop nor an if");
  }

  @Test
  void sinkAllocSeesStridesInConditions() {
    assertThat(
            refusal(
                """
                @proc
                def f(x : f32 @DRAM):
                  a : f32[4, 2] @DRAM
                  if stride(a, 0) == 2:
                    x = 1.0
                """,
                "- sink_alloc: a"))
        .contains("'a' is used in the head of what follows its allocation");
  }
}
