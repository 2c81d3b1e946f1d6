package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link AutoStageMem}: what it makes of code, which computes the same, and what it refuses. */
class AutoStageMemTest {
  private static final String GEMM =
      """
      @proc
      def gemm(M : size, N : size, K : size, A : f32[M, K] @DRAM, B : f32[K, N] @DRAM, C : f32[M, N] @DRAM):
        for i in seq(0, M):
          for j in seq(0, N):
            for k in seq(0, K):
              C[i, j] += A[i, k] * B[k, j]
      """;

  @Test
  void findsTheTile() {
    ScheduleTest.of(GEMM)
        .steps(
            """
            - tile_loops: { loops: [i, j], sizes: [4, 8] }
            - auto_stage_mem: { block: ii, buf: C, new_name: c }
            - auto_stage_mem: { block: ii, buf: A, new_name: a }
            - simplify
            """)
        .gives(
            """
            @proc
            def gemm(M : size, N : size, K : size, A : f32[M, K] @DRAM, B : f32[K, N] @DRAM, C : f32[M, N] @DRAM):
              for io in seq(0, M / 4):
                for jo in seq(0, N / 8):
                  c : f32[4, 8] @DRAM
                  for i0 in seq(0, 4):
                    for i1 in seq(0, 8):
                      c[i0, i1] = C[i0 + 4 * io, i1 + 8 * jo]
                  a : f32[4, K] @DRAM
                  for i0 in seq(0, 4):
                    for i1 in seq(0, K):
                      a[i0, i1] = A[i0 + 4 * io, i1]
                  for ii in seq(0, 4):
                    for ji in seq(0, 8):
                      for k in seq(0, K):
                        c[ii, ji] += a[ii, k] * B[k, ji + 8 * jo]
                  for i0 in seq(0, 4):
                    for i1 in seq(0, 8):
                      C[i0 + 4 * io, i1 + 8 * jo] = c[i0, i1]
                for ii in seq(0, 4):
                  for ji in seq(0, N % 8):
                    for k in seq(0, K):
                      C[ii + 4 * io, ji + N / 8 * 8] += A[ii + 4 * io, k] * B[k, ji + N / 8 * 8]
              for ii in seq(0, M % 4):
                for j in seq(0, N):
                  for k in seq(0, K):
                    C[ii + M / 4 * 4, j] += A[ii + M / 4 * 4, k] * B[k, j]
            """);
  }

  @Test
  void joinsSeveralAccesses() {
    ScheduleTest.of(
            """
            @proc
            def blur(n : size, x : f32[n + 2] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n / 4):
                for ii in seq(0, 4):
                  y[4 * i + ii] = x[4 * i + ii + 1] + x[4 * i + ii] + x[4 * i + ii + 2]
            """)
        .steps(
            """
            - auto_stage_mem: { block: ii, buf: x, new_name: line }
            - simplify
            """)
        .gives(
            """
            @proc
            def blur(n : size, x : f32[n + 2] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n / 4):
                line : f32[6] @DRAM
                for i0 in seq(0, 6):
                  line[i0] = x[i0 + 4 * i]
                for ii in seq(0, 4):
                  y[ii + 4 * i] = line[1 + ii] + line[ii] + line[2 + ii]
            """);
  }

  @Test
  void accumulates() {
    ScheduleTest.of(GEMM)
        .steps(
            """
            - auto_stage_mem: { block: k, buf: C, new_name: c, accum: true }
            """)
        .gives(
            """
            @proc
            def gemm(M : size, N : size, K : size, A : f32[M, K] @DRAM, B : f32[K, N] @DRAM, C : f32[M, N] @DRAM):
              for i in seq(0, M):
                for j in seq(0, N):
                  c : f32 @DRAM
                  c = 0.0
                  for k in seq(0, K):
                    c += A[i, k] * B[k, j]
                  C[i, j] += c
            """);
  }

  @Test
  void refusesWhatIsNotUsed() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] = 1.0
            """)
        .steps(
            """
            - auto_stage_mem: { block: i, buf: y, new_name: c }
            """)
        .refused("EXO-SCH-001")
        .says("'y' is not accessed in this block");
  }

  @Test
  void refusesToAccumulateWhatIsRead() {
    ScheduleTest.of(GEMM)
        .steps(
            """
            - auto_stage_mem: { block: k, buf: A, new_name: a, accum: true }
            """)
        .refused("EXO-SCH-001")
        .says("'A' is not only reduced into in this block");
  }

  @Test
  void skipsWhatTheBufferDoesNotHave() {
    ScheduleTest.of(
            """
            @proc
            def conv(h : size, x : f32[h + 2, 16] @DRAM, w : f32[3, 16, 16] @DRAM, y : f32[h, 16] @DRAM):
              for i in seq(0, h):
                for o in seq(0, 16):
                  for c in seq(0, 16):
                    for k in seq(0, 3):
                      y[i, o] += x[i + k, c] * w[k, c, o]
            """)
        .steps(
            """
            - tile_loops: { loops: [i, o, c], sizes: [4, 8, 4], tail: guard }
            - auto_stage_mem: { block: ii, buf: x, new_name: xs }
            - auto_stage_mem: { block: ii, buf: w, new_name: ws }
            - auto_stage_mem: { block: ii, buf: y, new_name: ys, accum: true }
            - cleanup
            """)
        .gives(
            """
            @proc
            def conv(h : size, x : f32[h + 2, 16] @DRAM, w : f32[3, 16, 16] @DRAM, y : f32[h, 16] @DRAM):
              for io in seq(0, (3 + h) / 4):
                for oo in seq(0, 2):
                  for co in seq(0, 4):
                    xs : f32[6, 4] @DRAM
                    for i0 in seq(0, 6):
                      for i1 in seq(0, 4):
                        if i0 + 4 * io < 2 + h:
                          xs[i0, i1] = x[i0 + 4 * io, i1 + 4 * co]
                    ws : f32[3, 4, 8] @DRAM
                    for i0 in seq(0, 3):
                      for i1 in seq(0, 4):
                        for i2 in seq(0, 8):
                          ws[i0, i1, i2] = w[i0, i1 + 4 * co, i2 + 8 * oo]
                    ys : f32[4, 8] @DRAM
                    for i0 in seq(0, 4):
                      for i1 in seq(0, 8):
                        ys[i0, i1] = 0.0
                    for ii in seq(0, 4):
                      if ii + 4 * io < h:
                        for oi in seq(0, 8):
                          for ci in seq(0, 4):
                            for k in seq(0, 3):
                              ys[ii, oi] += xs[ii + k, ci] * ws[k, ci, oi]
                    for i0 in seq(0, 4):
                      for i1 in seq(0, 8):
                        if i0 + 4 * io < h:
                          y[i0 + 4 * io, i1 + 8 * oo] += ys[i0, i1]
            """);
  }

  @Test
  void stagesWhatACallUses() {
    ScheduleTest.of(
            """
            @proc
            def g(n : size, x : [f32][n] @DRAM):
              for i in seq(0, n):
                x[i] = 1.0
            @proc
            def f(n : size, x : f32[n, 8] @DRAM):
              for i in seq(0, n):
                g(8, x[i, 0:8])
            """)
        .steps(
            """
            - auto_stage_mem: { block: "g(_)", buf: x, new_name: t }
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n, 8] @DRAM):
              for i in seq(0, n):
                t : f32[8 - 0] @DRAM
                for i0 in seq(0, 8 - 0):
                  t[i0] = x[i, i0 + 0]
                g(8, t[0 - 0:8 - 0])
                for i0 in seq(0, 8 - 0):
                  x[i, i0 + 0] = t[i0]
            """);
  }

  /** The rows that are accessed differ by constants, so nothing has to be tried. */
  @Test
  void findsNeighboursBehindAGuard() {
    ScheduleTest.of(
            """
            @proc
            def f(n : size, v : size, x : f32[n, v + 2] @DRAM, y : f32[n, v] @DRAM):
              for io in seq(0, (n + 3) / 4):
                for ii in seq(0, 4):
                  if 4 * io + ii < n:
                    for j in seq(0, v):
                      y[4 * io + ii, j] = x[4 * io + ii, j] + x[4 * io + ii, j + 2]
            """)
        .steps(
            """
            - auto_stage_mem: { block: "if _: _", buf: x, new_name: row }
            - simplify
            """)
        .gives(
            """
            @proc
            def f(n : size, v : size, x : f32[n, v + 2] @DRAM, y : f32[n, v] @DRAM):
              for io in seq(0, (3 + n) / 4):
                for ii in seq(0, 4):
                  row : f32[2 + v] @DRAM
                  for i0 in seq(0, 2 + v):
                    if ii + 4 * io < n:
                      row[i0] = x[ii + 4 * io, i0]
                  if ii + 4 * io < n:
                    for j in seq(0, v):
                      y[ii + 4 * io, j] = row[j] + row[2 + j]
            """);
  }
}
