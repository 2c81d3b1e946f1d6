package io.exo4j.schedule.procs;

import static io.exo4j.schedule.Scheduling.scheduled;
import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.schedule.Procedure;
import io.exo4j.testing.ScheduleTest;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ReplaceAllTest {
  private static final String INSTRUCTIONS =
      """
      @memory
      class REG:
        readable = False

      @instr("load({dst_data}, {src_data});")
      def load(dst : [f32][4] @REG, src : [f32][4] @DRAM):
        assert stride(src, 0) == 1
        for l in seq(0, 4):
          dst[l] = src[l]

      @instr("store({dst_data}, {src_data});")
      def store(dst : [f32][4] @DRAM, src : [f32][4] @REG):
        assert stride(dst, 0) == 1
        for l in seq(0, 4):
          dst[l] = src[l]

      @instr("fma({d_data}, {a_data}, {b_data});")
      def fma(d : [f32][4] @REG, a : [f32][4] @REG, b : [f32][4] @REG):
        for l in seq(0, 4):
          d[l] += a[l] * b[l]

      """;

  @Test
  void memoriesTellInstructionsApart() {
    ScheduleTest.of(
            INSTRUCTIONS
                + """
                @proc
                def f(x : f32[8] @DRAM, y : f32[8] @DRAM):
                  for o in seq(0, 2):
                    a : f32[4] @REG
                    for i in seq(0, 4):
                      a[i] = x[4 * o + i]
                    c : f32[4] @REG
                    for i in seq(0, 4):
                      c[i] = y[4 * o + i]
                    for i in seq(0, 4):
                      c[i] += a[i] * a[i]
                    for i in seq(0, 4):
                      y[4 * o + i] = c[i]
                """)
        .steps("- replace_all: [store, load, fma]")
        .gives(
            """
            @proc
            def f(x : f32[8] @DRAM, y : f32[8] @DRAM):
              for o in seq(0, 2):
                a : f32[4] @REG
                load(a[0:4], x[4 * o + 0:4 * o + 4])
                c : f32[4] @REG
                load(c[0:4], y[4 * o + 0:4 * o + 4])
                fma(c[0:4], a[0:4], a[0:4])
                store(y[4 * o + 0:4 * o + 4], c[0:4])
            """);
  }

  @Test
  void aPlaceThatDoesNotFitStaysAsItIs() {
    ScheduleTest.of(
            INSTRUCTIONS
                + """
                @proc
                def f(x : f32[4, 8] @DRAM):
                  a : f32[4] @REG
                  for i in seq(0, 4):
                    a[i] = x[i, 1]
                  for i in seq(0, 4):
                    a[i] = x[1, i]
                """)
        .steps("- replace_all: load")
        .gives(
            """
            @proc
            def f(x : f32[4, 8] @DRAM):
              a : f32[4] @REG
              for i in seq(0, 4):
                a[i] = x[i, 1]
              load(a[0:4], x[1, 0:4])
            """);
  }

  @Test
  void findsRunsOfStatementsOfAnyKind() {
    ScheduleTest.of(
            """
            @proc
            def two(a : f32 @DRAM, b : f32 @DRAM):
              if 1 < 2:
                a = 1.0
              b = a

            @proc
            def f(n : size, x : f32 @DRAM, y : f32 @DRAM):
              for i in seq(0, n):
                if 1 < 2:
                  x = 1.0
                y = x
                if 1 < 2:
                  y = 1.0
                x = y
            """)
        .steps("- replace_all: [two]")
        .gives(
            """
            @proc
            def f(n : size, x : f32 @DRAM, y : f32 @DRAM):
              for i in seq(0, n):
                two(x, y)
                two(y, x)
            """);
  }

  @Test
  void isFastOnLargeKernels() {
    StringBuilder body = new StringBuilder();
    for (int k = 0; k < 120; k++) {
      body.append(
          """
            for i in seq(0, 4):
              r[%1$d, i] = x[%1$d, i]
            for i in seq(0, 4):
              c[%1$d, i] += r[%1$d, i] * r[0, i]
          """
              .formatted(k));
    }
    String kernel =
        INSTRUCTIONS
            + """
            @proc
            def f(x : f32[120, 4] @DRAM, c : f32[120, 4] @REG):
              r : f32[120, 4] @REG
            """
            + body;
    Procedure p =
        Assertions.assertTimeout(
            Duration.ofSeconds(60), () -> scheduled(kernel, "- replace_all: [store, load, fma]"));
    assertThat(p.print()).doesNotContain("for ").contains("load(r[119, 0:4], x[119, 0:4])");
  }
}
