package io.exo4j.schedule.buffers;

import static io.exo4j.schedule.Scheduling.refusal;
import static io.exo4j.schedule.Scheduling.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.NewWindow;
import io.exo4j.schedule.Scheduling;
import io.exo4j.testing.ScheduleTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageMemTest {
  private static final String TAIL =
      """
      @proc
      def scale(n : size, y : f32[n] @DRAM):
        for b in seq(0, (n + 3) / 4):
          for i in seq(0, 4):
            if 4 * b + i < n:
              y[4 * b + i] += 2.0
      """;

  @Test
  void guardsWhatMayNotExist() {
    Runs.check(
        TAIL,
        "- stage_mem: {window: \"y[4*b:4*b+4]\", new_name: t, stmt_start: \"for i in _: _\"}",
        """
        @proc
        def scale(n : size, y : f32[n] @DRAM):
          for b in seq(0, (n + 3) / 4):
            t : f32[4 * b + 4 - 4 * b] @DRAM
            for i0 in seq(0, 4 * b + 4 - 4 * b):
              if i0 + 4 * b < n:
                t[i0] = y[i0 + 4 * b]
            for i in seq(0, 4):
              if 4 * b + i < n:
                t[4 * b + i - 4 * b] += 2.0
            for i0 in seq(0, 4 * b + 4 - 4 * b):
              if i0 + 4 * b < n:
                y[i0 + 4 * b] = t[i0]
        """,
        Map.of("n", 7L),
        Map.of("n", 1L),
        Map.of("n", 8L));
  }

  @Test
  void accumulates() {
    Runs.check(
        TAIL,
        "- stage_mem: {window: \"y[4*b:4*b+4]\", new_name: t, stmt_start: \"for i in _: _\", accum: true}",
        """
        @proc
        def scale(n : size, y : f32[n] @DRAM):
          for b in seq(0, (n + 3) / 4):
            t : f32[4 * b + 4 - 4 * b] @DRAM
            for i0 in seq(0, 4 * b + 4 - 4 * b):
              t[i0] = 0.0
            for i in seq(0, 4):
              if 4 * b + i < n:
                t[4 * b + i - 4 * b] += 2.0
            for i0 in seq(0, 4 * b + 4 - 4 * b):
              if i0 + 4 * b < n:
                y[i0 + 4 * b] += t[i0]
        """,
        Map.of("n", 5L));
  }

  @Test
  void loadsNothingThatIsOverwrittenAndStoresNothingThatIsOnlyRead() {
    String copy =
        """
        @proc
        def copy(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
          for i in seq(0, n):
            y[i] = x[i]
        """;
    Runs.check(
        copy,
        "- stage_mem: [\"y[0:n]\", t, \"for i in _: _\"]\n- stage_mem: [\"x[0:n]\", u, \"for i in _: _\"]",
        """
        @proc
        def copy(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
          t : f32[n - 0] @DRAM
          u : f32[n - 0] @DRAM
          for i0 in seq(0, n - 0):
            u[i0] = x[i0 + 0]
          for i in seq(0, n):
            t[i - 0] = u[i - 0]
          for i0 in seq(0, n - 0):
            y[i0 + 0] = t[i0]
        """,
        Map.of("n", 3L));
  }

  @Test
  void stagesAScalarByItsName() {
    Runs.check(
        """
        @proc
        def sum(n : size, x : f32[n] @DRAM, s : f32 @DRAM):
          for i in seq(0, n):
            s += x[i]
        """,
        "- stage_mem: {window: s, new_name: t, stmt_start: \"for i in _: _\"}",
        """
        @proc
        def sum(n : size, x : f32[n] @DRAM, s : f32 @DRAM):
          t : f32 @DRAM
          t = s
          for i in seq(0, n):
            t += x[i]
          s = t
        """,
        Map.of("n", 4L));
  }

  private static final String FILL =
      """
      @proc
      def fill(d : [f32][4] @DRAM):
        for k in seq(0, 4):
          d[k] = 7.0

      @proc
      def top(x : f32[2, 8] @DRAM, y : f32 @DRAM):
        fill(x[1, 2:6])
        y = x[1, 3] + x[0, 3]
      """;

  @Test
  void storesWhatACalleeWrites() {
    Runs.check(
        FILL,
        "- stage_mem: {window: \"x[1, 2:6]\", new_name: t, stmt_start: \"fill(_)\", stmt_end: \"y = _\"}",
        """
        @proc
        def top(x : f32[2, 8] @DRAM, y : f32 @DRAM):
          t : f32[6 - 2] @DRAM
          for i0 in seq(0, 6 - 2):
            t[i0] = x[1, i0 + 2]
          fill(t[2 - 2:6 - 2])
          y = t[3 - 2] + x[0, 3]
          for i0 in seq(0, 6 - 2):
            x[1, i0 + 2] = t[i0]
        """,
        Map.of());
  }

  @Test
  void loadsWhatIsNotAlwaysOverwritten() {
    String partly =
        """
        @proc
        def f(n : size, x : f32[8] @DRAM):
          assert n <= 8
          for i in seq(0, n):
            x[i] = 1.5
        """;
    assertThat(scheduled(partly, "- stage_mem: [\"x[0:8]\", t, \"for i in _: _\"]").print())
        .contains("t[i0] = x[i0 + 0]");
  }

  @Test
  void windowsMadeInTheBlockFollow() {
    Runs.check(
        """
        @proc
        def f(x : f32[8] @DRAM):
          w = x[2:6]
          w[1] = 1.5
          w[2] = w[1] + x[7]
        """,
        "- stage_mem: {window: \"x[2:6]\", new_name: t, stmt_start: \"proc.body[0:3]\"}",
        """
        @proc
        def f(x : f32[8] @DRAM):
          t : f32[6 - 2] @DRAM
          for i0 in seq(0, 6 - 2):
            t[i0] = x[i0 + 2]
          w = t[2 - 2:6 - 2]
          w[1] = 1.5
          w[2] = w[1] + x[7]
          for i0 in seq(0, 6 - 2):
            x[i0 + 2] = t[i0]
        """,
        Map.of());
  }

  @Test
  void refusesWhatIsDoneThroughOlderWindows() {
    String alias =
        """
        @proc
        def f(x : f32[8] @DRAM, y : f32 @DRAM):
          w = x[2:6]
          x[3] = 1.5
          y = w[%s]
        """;
    String step = "- stage_mem: {window: \"x[2:4]\", new_name: t, stmt_start: \"proc.body[1:3]\"}";
    assertThat(refusal(alias.formatted(1), step))
        .contains("may be accessed here through 'w', a window of 'x'");
    assertThat(scheduled(alias.formatted(2), step).print()).contains("y = w[2]");
  }

  @Test
  void refusesAWindowOfTheCopyThatIsUsedLater() {
    assertThat(
            refusal(
                """
                @proc
                def f(x : f32[8] @DRAM, y : f32 @DRAM):
                  w = x[2:6]
                  w[1] = 1.5
                  y = w[1]
                """,
                "- stage_mem: {window: \"x[2:6]\", new_name: t, stmt_start: \"proc.body[0:2]\"}"))
        .contains("'w' is made in this block of what is staged, and used behind it");
  }

  @Test
  void showsAnAccessThatCrossesTheWindow() {
    assertThat(
            refusal(
                """
                @proc
                def f(n : size, x : f32[n + 1] @DRAM):
                  for i in seq(0, n):
                    x[i + 1] = x[i]
                """,
                "- stage_mem: [\"x[0:n]\", t, \"for i in _: _\"]"))
        .contains("neither proved to be inside of x[0:n] nor outside of it")
        .contains("counterexample: n = ");
  }

  @Test
  void refusesToCopyWhatHasNoValue() {
    String partly =
        """
        @proc
        def f(x : f32[8] @DRAM):
          a : f32[8] @DRAM
          for i in seq(0, 4):
            a[i] = x[i]
          for i in seq(0, 4):
            x[i] = a[i] + 1.0
        """;
    assertThat(refusal(partly, "- stage_mem: [\"a[0:8]\", t, \"for i in _: _ #1\"]"))
        .contains("elements of 'a' in a[0:8] may have no value yet");
    assertThat(scheduled(partly, "- stage_mem: [\"a[0:4]\", t, \"for i in _: _ #1\"]").print())
        .contains("t[i0] = a[i0 + 0]");
  }

  @Test
  void refusesWhatWouldMakeParallelIterationsConflict() {
    assertThat(
            refusal(
                """
                @proc
                def f(x : f32[8] @DRAM):
                  for i in par(0, 8):
                    x[i] = 1.5
                """,
                "- stage_mem: [\"x[0:8]\", t, \"x[_] = _\"]"))
        .contains("iterations of the parallel loop on 'i' would conflict");
  }

  @Test
  void refusesTheRest() {
    assertThat(refusal(TAIL, "- stage_mem: [\"y[0:n - n]\", t, \"for i in _: _\"]"))
        .contains("cannot prove");
    assertThat(
            refusal(
                """
                @proc
                def f(x : f32[8] @DRAM, y : f32[8] @DRAM):
                  for i in seq(0, 8):
                    x[i] = 1.5
                """,
                "- stage_mem: [\"y[0:8]\", t, \"for i in _: _\"]"))
        .contains("'y' is not accessed inside of the window in this block");
    assertThat(
            refusal(
                """
                @proc
                def f(x : f32[8] @DRAM):
                  w = x[0:4]
                  w[0] = 1.5
                """,
                "- stage_mem: [\"w[0:4]\", t, \"w[_] = _\"]"))
        .contains("'w' is a window of 'x'");
    assertThat(
            refusal(
                """
                @proc
                def f(x : f32[8] @DRAM, y : f32 @DRAM):
                  for i in seq(0, 8):
                    x[i] += 1.5
                    y = x[i]
                """,
                "- stage_mem: {window: \"x[0:8]\", new_name: t, stmt_start: \"for i in _: _\", accum: true}"))
        .contains("'x' is not only reduced into in this block");
  }

  @Test
  void refusesAWindowThatMovesMeanwhile() {
    assertThat(
            refusal(
                """
                @config
                class Cfg:
                  at : index

                @proc
                def f(x : f32[8] @DRAM):
                  if Cfg.at >= 0 and Cfg.at < 4:
                    x[Cfg.at] = 1.0
                    Cfg.at = 0
                """,
                "- stage_mem: [\"x[Cfg.at:Cfg.at + 4]\", t, \"proc.body[0].body[0:2]\"]"))
        .contains("the configuration field Cfg.at is changed here");
  }

  @Test
  void refusesStridesOfWhatIsStaged() {
    assertThat(
            refusal(
                """
                @proc
                def strided(d : [f32][4] @DRAM):
                  if stride(d, 0) == 8:
                    d[0] = 1.0

                @proc
                def f(x : f32[4, 8] @DRAM):
                  strided(x[0:4, 2])
                """,
                "- stage_mem: [\"x[0:4, 2]\", t, \"strided(_)\"]"))
        .contains("'strided' uses the stride of what is staged, which changes");
  }

  @Test
  void provesAgainWhatCalleesAssert() {
    assertThat(
            refusal(
                """
                @proc
                def strided(d : [f32][4] @DRAM):
                  assert stride(d, 0) == 8
                  d[0] = 1.0

                @proc
                def f(x : f32[4, 8] @DRAM):
                  strided(x[0:4, 2])
                """,
                "- stage_mem: [\"x[0:4, 2]\", t, \"strided(_)\"]"))
        .contains("'strided' asserts stride(d, 0) == 8, which may not hold here");
  }

  @Test
  void hasAJavaForm() {
    assertThat(
            Scheduling.parse(TAIL)
                .apply(StageMem.of(NewWindow.of("y[0:n]"), "t", BlockRef.of("for b in _: _")))
                .print())
        .isEqualTo(scheduled(TAIL, "- stage_mem: [\"y[0:n]\", t, \"for b in _: _\"]").print());
  }

  private static final String PACKED =
      """
      @proc
      def f(n : size, x : f32[16 * n] @DRAM, y : f32[16 * n] @DRAM):
        p : f32[n, 16] @DRAM
        for i in seq(0, 16 * n):
          p[%s] = x[i]
        for b in seq(0, n):
          for l in seq(0, 12):
            y[16 * b + l] += p[b, l]
      """;

  @Test
  void seesWhatIsPackedByQuotientAndRemainder() {
    ScheduleTest.of(PACKED.formatted("i / 16, i % 16"))
        .steps("- stage_mem: [\"p[b, 0:16]\", t, \"for l in _: _\"]\n- simplify")
        .gives(
            """
            @proc
            def f(n : size, x : f32[16 * n] @DRAM, y : f32[16 * n] @DRAM):
              p : f32[n, 16] @DRAM
              for i in seq(0, 16 * n):
                p[i / 16, i % 16] = x[i]
              for b in seq(0, n):
                t : f32[16] @DRAM
                for i0 in seq(0, 16):
                  t[i0] = p[b, i0]
                for l in seq(0, 12):
                  y[l + 16 * b] += t[l]
            """);
    ScheduleTest.of(PACKED.formatted("i / 16, i % 15"))
        .steps("- stage_mem: [\"p[b, 0:16]\", t, \"for l in _: _\"]")
        .refused("EXO-SCH-003")
        .says("may have no value yet");
    ScheduleTest.of(PACKED.formatted("i / 17, i % 16"))
        .steps("- stage_mem: [\"p[b, 0:16]\", t, \"for l in _: _\"]")
        .refused("EXO-SCH-003")
        .says("may have no value yet");
  }

  @Test
  void seesThatStridesFillEverything() {
    String filled =
        """
        @proc
        def f(n : size, x : f32[2 * n] @DRAM, y : f32[n] @DRAM):
          for j in seq(0, n):
            x[2 * j] = y[j]
            x[2 * j + %s] = 1.0
        """;
    ScheduleTest.of(filled.formatted("1"))
        .steps("- stage_mem: [\"x[0:2 * n]\", t, j]\n- simplify")
        .gives(
            """
            @proc
            def f(n : size, x : f32[2 * n] @DRAM, y : f32[n] @DRAM):
              t : f32[2 * n] @DRAM
              for j in seq(0, n):
                t[2 * j] = y[j]
                t[1 + 2 * j] = 1.0
              for i0 in seq(0, 2 * n):
                x[i0] = t[i0]
            """);
    ScheduleTest.of(filled.formatted("0"))
        .steps("- stage_mem: [\"x[0:2 * n]\", t, j]\n- simplify")
        .gives(
            """
            @proc
            def f(n : size, x : f32[2 * n] @DRAM, y : f32[n] @DRAM):
              t : f32[2 * n] @DRAM
              for i0 in seq(0, 2 * n):
                t[i0] = x[i0]
              for j in seq(0, n):
                t[2 * j] = y[j]
                t[2 * j] = 1.0
              for i0 in seq(0, 2 * n):
                x[i0] = t[i0]
            """);
  }
}
