package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link TileLoops}: what it makes of code, which computes the same, and what it refuses. */
class TileLoopsTest {
  private static final String GEMM_PERFECT =
      """
      @proc
      def gemm(M : size, N : size, K : size, A : f32[M, K] @DRAM, B : f32[K, N] @DRAM, C : f32[M, N] @DRAM):
        assert M % 4 == 0
        assert N % 8 == 0
        for i in seq(0, M):
          for j in seq(0, N):
            for k in seq(0, K):
              C[i, j] += A[i, k] * B[k, j]
      """;

  private static final String GEMM =
      """
      @proc
      def gemm(M : size, N : size, K : size, A : f32[M, K] @DRAM, B : f32[K, N] @DRAM, C : f32[M, N] @DRAM):
        for i in seq(0, M):
          for j in seq(0, N):
            for k in seq(0, K):
              C[i, j] += A[i, k] * B[k, j]
      """;

  private static final String ZERO_GEMM =
      """
      @proc
      def gemm(M : size, N : size, K : size, A : f32[M, K] @DRAM, B : f32[K, N] @DRAM, C : f32[M, N] @DRAM):
        for i in seq(0, M):
          for j in seq(0, N):
            C[i, j] = 0.0
            for k in seq(0, K):
              C[i, j] += A[i, k] * B[k, j]
      """;

  @Test
  void tilesPerfectly() {
    ScheduleTest.of(GEMM_PERFECT)
        .steps(
            """
            - tile_loops: { loops: [i, j], sizes: [4, 8], perfect: true }
            """)
        .gives(
            """
            @proc
            def gemm(M : size, N : size, K : size, A : f32[M, K] @DRAM, B : f32[K, N] @DRAM, C : f32[M, N] @DRAM):
              assert M % 4 == 0
              assert N % 8 == 0
              for io in seq(0, M / 4):
                for jo in seq(0, N / 8):
                  for ii in seq(0, 4):
                    for ji in seq(0, 8):
                      for k in seq(0, K):
                        C[4 * io + ii, 8 * jo + ji] += A[4 * io + ii, k] * B[k, 8 * jo + ji]
            """);
  }

  @Test
  void cutsTails() {
    ScheduleTest.of(GEMM)
        .steps(
            """
            - tile_loops: { loops: [i, j], sizes: [4, 8] }
            - simplify
            """)
        .gives(
            """
            @proc
            def gemm(M : size, N : size, K : size, A : f32[M, K] @DRAM, B : f32[K, N] @DRAM, C : f32[M, N] @DRAM):
              for io in seq(0, M / 4):
                for jo in seq(0, N / 8):
                  for ii in seq(0, 4):
                    for ji in seq(0, 8):
                      for k in seq(0, K):
                        C[ii + 4 * io, ji + 8 * jo] += A[ii + 4 * io, k] * B[k, ji + 8 * jo]
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
  void guardsTails() {
    ScheduleTest.of(GEMM)
        .steps(
            """
            - tile_loops: { loops: [i, j, k], sizes: [4, 8, 2], tail: guard }
            """)
        .gives(
            """
            @proc
            def gemm(M : size, N : size, K : size, A : f32[M, K] @DRAM, B : f32[K, N] @DRAM, C : f32[M, N] @DRAM):
              for io in seq(0, (M + 3) / 4):
                for jo in seq(0, (N + 7) / 8):
                  for ko in seq(0, (K + 1) / 2):
                    for ii in seq(0, 4):
                      if 4 * io + ii < M:
                        for ji in seq(0, 8):
                          if 8 * jo + ji < N:
                            for ki in seq(0, 2):
                              if 2 * ko + ki < K:
                                C[4 * io + ii, 8 * jo + ji] += A[4 * io + ii, 2 * ko + ki] * B[2 * ko + ki, 8 * jo + ji]
            """);
  }

  @Test
  void splitsOffWhatIsBesideALoop() {
    ScheduleTest.of(ZERO_GEMM)
        .steps(
            """
            - tile_loops: { loops: [i, j, k], sizes: [4, 4, 4], tail: cut }
            """)
        .gives(
            """
            @proc
            def gemm(M : size, N : size, K : size, A : f32[M, K] @DRAM, B : f32[K, N] @DRAM, C : f32[M, N] @DRAM):
              for io in seq(0, M / 4):
                for jo in seq(0, N / 4):
                  for ii in seq(0, 4):
                    for ji in seq(0, 4):
                      C[4 * io + ii, 4 * jo + ji] = 0.0
                  for ko in seq(0, K / 4):
                    for ii in seq(0, 4):
                      for ji in seq(0, 4):
                        for ki in seq(0, 4):
                          C[4 * io + ii, 4 * jo + ji] += A[4 * io + ii, 4 * ko + ki] * B[4 * ko + ki, 4 * jo + ji]
                  for ii in seq(0, 4):
                    for ji in seq(0, 4):
                      for ki in seq(0, K % 4):
                        C[4 * io + ii, 4 * jo + ji] += A[4 * io + ii, ki + K / 4 * 4] * B[ki + K / 4 * 4, 4 * jo + ji]
                for ii in seq(0, 4):
                  for ji in seq(0, N % 4):
                    C[4 * io + ii, ji + N / 4 * 4] = 0.0
                    for k in seq(0, K):
                      C[4 * io + ii, ji + N / 4 * 4] += A[4 * io + ii, k] * B[k, ji + N / 4 * 4]
              for ii in seq(0, M % 4):
                for j in seq(0, N):
                  C[ii + M / 4 * 4, j] = 0.0
                  for k in seq(0, K):
                    C[ii + M / 4 * 4, j] += A[ii + M / 4 * 4, k] * B[k, j]
            """);
  }

  @Test
  void refusesLoopsThatAreNotNested() {
    ScheduleTest.of(GEMM)
        .steps(
            """
            - tile_loops: { loops: [j, i], sizes: [4, 8] }
            """)
        .refused("EXO-SCH-001")
        .says("the loop over 'i' is not inside the one over 'j'");
  }
}
