package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link JamStmt}: what it makes of code, which computes the same, and what it refuses. */
class JamStmtTest {
  @Test
  void jams() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              t : f32 @DRAM
              t = 2.0
              for i in seq(0, n):
                y[i] = 1.0
                x[i] += t
            """)
        .steps(
            """
            - jam_stmt: "t = _"
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              t : f32 @DRAM
              for i in seq(0, n):
                y[i] = 1.0
                t = 2.0
                x[i] += t
            """);
  }

  @Test
  void jamsIntoALoopThatStartsLater() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              assert n > 2
              t : f32 @DRAM
              t = 2.0
              for i in seq(1, n):
                x[i] = t
            """)
        .steps(
            """
            - jam_stmt: "t = _"
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              assert n > 2
              t : f32 @DRAM
              for i in seq(1, n):
                t = 2.0
                x[i] = t
            """);
  }

  @Test
  void refusesASum() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              x[0] += 1.0
              for i in seq(0, n):
                x[i] += 1.0
            """)
        .steps(
            """
            - jam_stmt: "x[_] += _"
            """)
        .refused("EXO-SCH-002")
        .says("reduces into x, which")
        .forExample("n = ");
  }
}
