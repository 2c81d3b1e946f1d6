package io.exo4j.schedule.loops;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link FillGuard} and {@link RemoveGuard}: lanes that nobody needs may be computed with. */
class GuardTest {
  private static final String UNSAFE = "EXO-SCH-002";
  private static final String NOT_PROVED = "EXO-SCH-003";
  private static final String NOT_APPLICABLE = "EXO-SCH-001";

  /** A masked sum in blocks of four lanes: {@code load}, {@code add} and {@code store}. */
  private static String blocks(String load, String add, String store) {
    return """
    @proc
    def f(n : size, m : size, x : f32[m, n] @DRAM, y : f32[n] @DRAM):
      for io in seq(0, (n + 3) / 4):
        s : f32[4] @DRAM
        for l in seq(0, 4):
          %s
        for k in seq(0, m):
          t : f32[4] @DRAM
          for l in seq(0, 4):
            if l + 4 * io < n:
              t[l] = x[k, l + 4 * io]
          for l in seq(0, 4):
            %s
        for l in seq(0, 4):
          %s
    """
        .formatted(load, add, store);
  }

  private static final String LOAD =
      """
      if l + 4 * io < n:
                s[l] = y[l + 4 * io]\
      """;
  private static final String ADD =
      """
      if l + 4 * io < n:
                  s[l] += t[l]\
      """;
  private static final String STORE =
      """
      if l + 4 * io < n:
                y[l + 4 * io] = s[l]\
      """;

  private static final String ALL =
      """
      - fill_guard: "if _: s[_] = _"
      - fill_guard: "if _: t[_] = _"
      - remove_guard: "if _: s[_] += _"
      """;

  @Test
  void maskedLanesComputeWithZeros() {
    ScheduleTest.of(blocks(LOAD, ADD, STORE))
        .steps(ALL)
        .gives(
            """
            @proc
            def f(n : size, m : size, x : f32[m, n] @DRAM, y : f32[n] @DRAM):
              for io in seq(0, (n + 3) / 4):
                s : f32[4] @DRAM
                for l in seq(0, 4):
                  if l + 4 * io < n:
                    s[l] = y[l + 4 * io]
                  else:
                    s[l] = 0.0
                for k in seq(0, m):
                  t : f32[4] @DRAM
                  for l in seq(0, 4):
                    if l + 4 * io < n:
                      t[l] = x[k, l + 4 * io]
                    else:
                      t[l] = 0.0
                  for l in seq(0, 4):
                    s[l] += t[l]
                for l in seq(0, 4):
                  if l + 4 * io < n:
                    y[l + 4 * io] = s[l]
            """);
  }

  @Test
  void whatIsReadIsNotFilled() {
    ScheduleTest.of(blocks("s[l] = 0.0", ADD, "s[l] += 1.0"))
        .steps("- fill_guard: \"if _: t[_] = _\"\n- fill_guard: \"if _: t[_] = _\"")
        .refused(NOT_APPLICABLE);
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[4] @DRAM):
              t : f32[4] @DRAM
              for i in seq(0, 4):
                t[i] = x[i]
              for i in seq(0, 4):
                if i < n:
                  t[i] = 1.0
              for i in seq(0, 4):
                x[i] = t[i]
            """)
        .steps("- fill_guard: \"if _: _\"")
        .refused(UNSAFE)
        .forExample("n = ");
  }

  @Test
  void sumsOfOtherIterationsAreReads() {
    // the buffer outlives the loop: what one iteration adds the next one stores
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[8] @DRAM):
              t : f32[4] @DRAM
              for i in seq(0, 4):
                t[i] = 0.0
              for k in seq(0, 8):
                for i in seq(0, 4):
                  if i < k:
                    t[i] += 1.0
                x[k] = t[3]
            """)
        .steps("- remove_guard: \"if _: _\"")
        .refused(UNSAFE)
        .forExample("k = ");
  }

  @Test
  void argumentsAreObserved() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[4] @DRAM):
              for i in seq(0, 4):
                if i < n:
                  x[i] += 1.0
            """)
        .steps("- remove_guard: \"if _: _\"")
        .refused(NOT_PROVED)
        .says("no local buffer");
  }

  @Test
  void nothingOutOfBoundsNothingUninitialisedNoDivision() {
    ScheduleTest.of(blocks("s[l] = 0.0", ADD, STORE))
        .steps("- remove_guard: \"if _: t[_] = _\"")
        .refused(UNSAFE)
        .says("out of bounds");
    ScheduleTest.of(blocks("s[l] = 0.0", ADD, STORE))
        .steps("- remove_guard: \"if _: s[_] += _\"")
        .refused(NOT_PROVED)
        .says("may not have been written");
    ScheduleTest.of(blocks(LOAD, ADD, STORE))
        .steps("- fill_guard: \"if _: t[_] = _\"\n- remove_guard: \"if _: s[_] += _\"")
        .refused(NOT_PROVED)
        .says("may not have been written");
    ScheduleTest.of(blocks("s[l] = 0.0", ADD.replace("t[l]", "1.0 / t[l]"), STORE))
        .steps("- remove_guard: \"if _: s[_] += _\"")
        .refused(NOT_APPLICABLE)
        .says("division");
  }

  @Test
  void onlyAnIfWithoutElse() {
    ScheduleTest.of(blocks(LOAD, ADD, STORE))
        .steps(ALL + "- remove_guard: \"if _: s[_] = _\"")
        .refused(NOT_APPLICABLE)
        .says("else");
    ScheduleTest.of(blocks(LOAD, ADD, STORE)).steps("- remove_guard: k").refused(NOT_APPLICABLE);
    ScheduleTest.of(blocks(LOAD, ADD, STORE))
        .steps("- fill_guard: \"if _: s[_] += _\"")
        .refused(NOT_APPLICABLE)
        .says("assignment");
  }

  @Test
  void loopsOfCalleesAreNotFollowed() {
    ScheduleTest.of(
            """
            @proc
            def add(a : f32[4] @DRAM):
              for i in seq(0, 4):
                a[i] = a[i] + 1.0

            @proc
            def f(n : size, x : f32[4] @DRAM):
              t : f32[4] @DRAM
              for i in seq(0, 4):
                t[i] = x[i]
              if n > 3:
                add(t)
            """)
        .steps("- remove_guard: \"if _: _\"")
        .refused(NOT_PROVED)
        .says("in a loop of a procedure that is called");
  }
}
