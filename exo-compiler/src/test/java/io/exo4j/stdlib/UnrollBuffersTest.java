package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link UnrollBuffers}: what it makes of code, which computes the same, and what it refuses. */
class UnrollBuffersTest {
  @Test
  void unrolls() {
    ScheduleTest.of(
            """
            @memory
            class VEC:
              pass
            @proc
            def f(x : f32[2] @DRAM, y : f32[2, 4] @DRAM):
              t : f32[2] @DRAM
              v : f32[2, 4] @VEC
              t[0] = x[0]
              t[1] = x[1]
              for l in seq(0, 4):
                v[0, l] = t[1]
                v[1, l] = t[0]
              for l in seq(0, 4):
                y[0, l] = v[0, l]
                y[1, l] = v[1, l]
            """)
        .steps(
            """
            - unroll_buffers: VEC
            """)
        .gives(
            """
            @proc
            def f(x : f32[2] @DRAM, y : f32[2, 4] @DRAM):
              t_0 : f32 @DRAM
              t_1 : f32 @DRAM
              v_0 : f32[4] @VEC
              v_1 : f32[4] @VEC
              t_0 = x[0]
              t_1 = x[1]
              for l in seq(0, 4):
                v_0[l] = t_1
                v_1[l] = t_0
              for l in seq(0, 4):
                y[0, l] = v_0[l]
                y[1, l] = v_1[l]
            """);
  }
}
