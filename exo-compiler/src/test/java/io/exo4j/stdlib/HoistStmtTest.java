package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link HoistStmt}: what it makes of code, which computes the same, and what it refuses. */
class HoistStmtTest {
  @Test
  void hoists() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, a : f32 @DRAM, x : f32[n] @DRAM):
              for i in seq(0, n):
                t : f32 @DRAM
                x[i] = 1.0
                t = a * 2.0
                x[i] += t
            """)
        .steps(
            """
            - hoist_stmt: "t = _"
            """)
        .gives(
            """
            @proc
            def f(n : size, a : f32 @DRAM, x : f32[n] @DRAM):
              t : f32 @DRAM
              t = a * 2.0
              for i in seq(0, n):
                x[i] = 1.0
                x[i] += t
            """);
  }

  @Test
  void refusesWhatDependsOnTheLoop() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM):
              t : f32 @DRAM
              for i in seq(0, n):
                t = x[i]
                x[i] += t
            """)
        .steps(
            """
            - hoist_stmt: "t = _"
            """)
        .refused("EXO-SCH-002")
        .says("'t = x[i]' writes t, which 'x[i] += t' reads")
        .forExample("n = 2");
  }
}
