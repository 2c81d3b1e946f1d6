package io.exo4j.schedule.procs;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

class InlineTest {
  @Test
  void windowsBecomeWindowsAndTheRestIsPutIn() {
    ScheduleTest.of(
            """
            @proc
            def axpy(n : size, k : index, on : bool, a : f32 @DRAM, x : [f32][n] @DRAM, y : f32[n] @DRAM):
              assert k >= 0
              for i in seq(0, n):
                if on and i < k:
                  t : f32 @DRAM
                  t = a * x[i]
                  y[i] += t

            @proc
            def f(n : size, s : f32 @DRAM, x : f32[n, 4] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, 4):
                axpy(n, i + 1, n > 2, s, x[0:n, i], y)
            """)
        .steps("- inline: axpy")
        .gives(
            """
            @proc
            def f(n : size, s : f32 @DRAM, x : f32[n, 4] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, 4):
                x_1 = x[0:n, i]
                for i_1 in seq(0, n):
                  if n > 2 and i_1 < i + 1:
                    t : f32 @DRAM
                    t = s * x_1[i_1]
                    y[i_1] += t
            """);
  }

  @Test
  void eachCallHasACopyOfItsOwn() {
    ScheduleTest.of(
            """
            @proc
            def inc(x : f32 @DRAM):
              t : f32 @DRAM
              t = x
              x = t + 1.0

            @proc
            def f(x : f32 @DRAM):
              inc(x)
              inc(x)
            """)
        .steps("[{inline: inc}, {inline: inc}]")
        .accepted();
  }

  @Test
  void fieldsPassedByReferenceAreRead() {
    ScheduleTest.of(
            """
            @config
            class Cfg:
              s : f32

            @proc
            def mul(a : f32 @DRAM, y : f32 @DRAM):
              y = y * a

            @proc
            def f(y : f32 @DRAM):
              mul(Cfg.s, y)
            """)
        .steps("- inline: mul")
        .gives(
            """
            @proc
            def f(y : f32 @DRAM):
              y = y * Cfg.s
            """);
  }

  @Test
  void anArgumentIsReadOnceBeforeTheBody() {
    String callee =
        """
        @config
        class Cfg:
          a : index

        @proc
        def pick(k : index, y : f32 @DRAM):
          Cfg.a = 5
          if k < 2:
            y = 1.0

        """;
    ScheduleTest.of(
            callee
                + """
                @proc
                def f(y : f32 @DRAM):
                  pick(Cfg.a, y)
                """)
        .steps("- inline: pick")
        .refused("EXO-SCH-002")
        .says("Cfg.a is changed here")
        .forExample("Cfg.a = ");
    // the callee only sets the field to what it is
    ScheduleTest.of(
            callee
                + """
                @proc
                def f(y : f32 @DRAM):
                  Cfg.a = 5
                  pick(Cfg.a, y)
                """)
        .steps("- inline: pick")
        .accepted();
  }

  @Test
  void offsetsOfWindowsAreReadOnce() {
    ScheduleTest.of(
            """
            @config
            class Cfg:
              a : index

            @proc
            def put(x : [f32][2] @DRAM):
              Cfg.a = 1
              x[1] = 7.0

            @proc
            def f(x : f32[8] @DRAM):
              Cfg.a = 4
              put(x[Cfg.a:Cfg.a + 2])
            """)
        .steps("- inline: put")
        .gives(
            """
            @proc
            def f(x : f32[8] @DRAM):
              Cfg.a = 4
              x_1 = x[Cfg.a:Cfg.a + 2]
              Cfg.a = 1
              x_1[1] = 7.0
            """);
  }
}
