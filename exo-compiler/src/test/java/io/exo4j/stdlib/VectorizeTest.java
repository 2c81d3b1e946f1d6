package io.exo4j.stdlib;

import io.exo4j.testing.ScheduleTest;
import org.junit.jupiter.api.Test;

/** {@link Vectorize}: what it makes of code, which computes the same, and what it refuses. */
class VectorizeTest {
  private static final String INSTRUCTIONS =
      """
      @memory
      class VEC:
        pass
      @proc
      def vload(dst : [f32][4] @VEC, src : [f32][4] @DRAM):
        assert stride(src, 0) == 1
        for l in seq(0, 4):
          dst[l] = src[l]
      @proc
      def vstore(dst : [f32][4] @DRAM, src : [f32][4] @VEC):
        assert stride(dst, 0) == 1
        for l in seq(0, 4):
          dst[l] = src[l]
      @proc
      def vset(dst : [f32][4] @VEC, a : [f32][1] @DRAM):
        for l in seq(0, 4):
          dst[l] = a[0]
      @proc
      def vzero(dst : [f32][4] @VEC):
        for l in seq(0, 4):
          dst[l] = 0.0
      @proc
      def vadd(dst : [f32][4] @VEC, a : [f32][4] @VEC, b : [f32][4] @VEC):
        for l in seq(0, 4):
          dst[l] = a[l] + b[l]
      @proc
      def vmul(dst : [f32][4] @VEC, a : [f32][4] @VEC, b : [f32][4] @VEC):
        for l in seq(0, 4):
          dst[l] = a[l] * b[l]
      @proc
      def vfma(dst : [f32][4] @VEC, a : [f32][4] @VEC, b : [f32][4] @VEC):
        for l in seq(0, 4):
          dst[l] += a[l] * b[l]
      @proc
      def vsum(dst : f32 @DRAM, a : [f32][4] @VEC):
        for l in seq(0, 4):
          dst += a[l]
      @proc
      def mload(k : size, dst : [f32][4] @VEC, src : [f32][k] @DRAM):
        assert stride(src, 0) == 1
        for l in seq(0, 4):
          if l < k:
            dst[l] = src[l]
      @proc
      def mstore(k : size, dst : [f32][k] @DRAM, src : [f32][4] @VEC):
        assert stride(dst, 0) == 1
        for l in seq(0, 4):
          if l < k:
            dst[l] = src[l]
      @proc
      def mset(k : size, dst : [f32][4] @VEC, a : [f32][1] @DRAM):
        for l in seq(0, 4):
          if l < k:
            dst[l] = a[0]
      @proc
      def mfma(k : size, dst : [f32][4] @VEC, a : [f32][4] @VEC, b : [f32][4] @VEC):
        for l in seq(0, 4):
          if l < k:
            dst[l] += a[l] * b[l]
      """;

  private static final String AXPY =
      INSTRUCTIONS
          + """
          @proc
          def axpy(n : size, a : f32[1] @DRAM, x : f32[n] @DRAM, y : f32[n] @DRAM):
            for i in seq(0, n):
              y[i] += a[0] * x[i]
          """;

  private static final String DOT =
      INSTRUCTIONS
          + """
          @proc
          def dot(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM, r : f32 @DRAM):
            for i in seq(0, n):
              r += x[i] * y[i]
          """;

  @Test
  void axpy() {
    ScheduleTest.of(AXPY)
        .steps(
            """
            - vectorize: { loop: i, width: 4, memory: VEC, instrs: [vload, vstore, vset, vfma, vmul, vadd] }
            """)
        .gives(
            """
            @proc
            def axpy(n : size, a : f32[1] @DRAM, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for io in seq(0, n / 4):
                y_v : f32[4] @VEC
                a_v : f32[4] @VEC
                x_v : f32[4] @VEC
                vload(y_v[0:4], y[4 * io + 0:4 * io + 4])
                vset(a_v[0:4], a[0:1])
                vload(x_v[0:4], x[4 * io + 0:4 * io + 4])
                vfma(y_v[0:4], a_v[0:4], x_v[0:4])
                vstore(y[4 * io + 0:4 * io + 4], y_v[0:4])
              for ii in seq(0, n % 4):
                y[ii + n / 4 * 4] += a[0] * x[ii + n / 4 * 4]
            """);
  }

  @Test
  void axpyWithoutFma() {
    ScheduleTest.of(AXPY)
        .steps(
            """
            - vectorize: { loop: i, width: 4, memory: VEC, instrs: [vload, vstore, vset, vfma, vmul, vadd], fma: false }
            """)
        .gives(
            """
            @proc
            def axpy(n : size, a : f32[1] @DRAM, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for io in seq(0, n / 4):
                y_v : f32[4] @VEC
                t_v : f32[4] @VEC
                a_v : f32[4] @VEC
                x_v : f32[4] @VEC
                vload(y_v[0:4], y[4 * io + 0:4 * io + 4])
                vset(a_v[0:4], a[0:1])
                vload(x_v[0:4], x[4 * io + 0:4 * io + 4])
                vmul(t_v[0:4], a_v[0:4], x_v[0:4])
                for ii in seq(0, 4):
                  y_v[ii] += t_v[ii]
                vstore(y[4 * io + 0:4 * io + 4], y_v[0:4])
              for ii in seq(0, n % 4):
                y[ii + n / 4 * 4] += a[0] * x[ii + n / 4 * 4]
            """);
  }

  @Test
  void axpyPredicated() {
    ScheduleTest.of(AXPY)
        .steps(
            """
            - vectorize: { loop: i, width: 4, memory: VEC, tail: predicate, instrs: [mload, mstore, mset, mfma] }
            """)
        .gives(
            """
            @proc
            def axpy(n : size, a : f32[1] @DRAM, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for io in seq(0, (3 + n) / 4):
                y_v : f32[4] @VEC
                a_v : f32[4] @VEC
                x_v : f32[4] @VEC
                mload(-4 * io + n + 0, y_v[0:4], y[4 * io + 0:n + 0])
                mset(-4 * io + n + 0, a_v[0:4], a[0:1])
                mload(-4 * io + n + 0, x_v[0:4], x[4 * io + 0:n + 0])
                mfma(-4 * io + n + 0, y_v[0:4], a_v[0:4], x_v[0:4])
                mstore(-4 * io + n + 0, y[4 * io + 0:n + 0], y_v[0:4])
            """);
  }

  @Test
  void axpyCutAndPredicate() {
    ScheduleTest.of(AXPY)
        .steps(
            """
            - vectorize: { loop: i, width: 4, memory: VEC, tail: cut_and_predicate, instrs: [vload, vstore, vset, vfma, mload, mstore, mset, mfma] }
            """)
        .gives(
            """
            @proc
            def axpy(n : size, a : f32[1] @DRAM, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for io in seq(0, (3 + n) / 4 - 1):
                y_v : f32[4] @VEC
                a_v : f32[4] @VEC
                x_v : f32[4] @VEC
                vload(y_v[0:4], y[4 * io + 0:4 * io + 4])
                vset(a_v[0:4], a[0:1])
                vload(x_v[0:4], x[4 * io + 0:4 * io + 4])
                vfma(y_v[0:4], a_v[0:4], x_v[0:4])
                vstore(y[4 * io + 0:4 * io + 4], y_v[0:4])
              for io in seq((3 + n) / 4 - 1, (3 + n) / 4):
                y_v_1 : f32[4] @VEC
                a_v_1 : f32[4] @VEC
                x_v_1 : f32[4] @VEC
                mload(-4 * io + n + 0, y_v_1[0:4], y[4 * io + 0:n + 0])
                mset(-4 * io + n + 0, a_v_1[0:4], a[0:1])
                mload(-4 * io + n + 0, x_v_1[0:4], x[4 * io + 0:n + 0])
                mfma(-4 * io + n + 0, y_v_1[0:4], a_v_1[0:4], x_v_1[0:4])
                mstore(-4 * io + n + 0, y[4 * io + 0:n + 0], y_v_1[0:4])
            """);
  }

  @Test
  void refusesAnImperfectLoop() {
    ScheduleTest.of(AXPY)
        .steps(
            """
            - vectorize: { loop: i, width: 4, memory: VEC, tail: perfect, instrs: [vload, vstore, vset, vfma] }
            """)
        .refused("EXO-SCH-002")
        .says("cannot prove n % 4 == 0 here")
        .forExample("n = 1");
  }

  @Test
  void addsUpInLanes() {
    ScheduleTest.of(DOT)
        .steps(
            """
            - vectorize: { loop: i, width: 4, memory: VEC, instrs: [vload, vzero, vfma, vsum] }
            """)
        .gives(
            """
            @proc
            def dot(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM, r : f32 @DRAM):
              r_par : f32[4] @VEC
              vzero(r_par[0:4])
              for io in seq(0, n / 4):
                x_v : f32[4] @VEC
                y_v : f32[4] @VEC
                vload(x_v[0:4], x[4 * io + 0:4 * io + 4])
                vload(y_v[0:4], y[4 * io + 0:4 * io + 4])
                vfma(r_par[0:4], x_v[0:4], y_v[0:4])
              vsum(r, r_par[0:4])
              for ii in seq(0, n % 4):
                r += x[ii + n / 4 * 4] * y[ii + n / 4 * 4]
            """);
  }

  @Test
  void makesAnOuterProduct() {
    ScheduleTest.of(
            INSTRUCTIONS
                + """
            @proc
            def gemm(K : size, A : f32[K, 2] @DRAM, B : f32[K, 8] @DRAM, C : f32[2, 8] @DRAM):
              for k in seq(0, K):
                for i in seq(0, 2):
                  for j in seq(0, 8):
                    C[i, j] += A[k, i] * B[k, j]
            """)
        .steps(
            """
            - auto_stage_mem: { block: k, buf: C, new_name: c }
            - divide_dim: { alloc: c, dim: 1, quotient: 4 }
            - set_memory: { name: c, memory: VEC }
            - vectorize: { loop: j, width: 4, memory: VEC, tail: perfect, instrs: [vload, vset, vfma] }
            - vectorize: { loop: i1, width: 4, memory: VEC, tail: perfect, instrs: [vload] }
            - vectorize: { loop: "i1 #0", width: 4, memory: VEC, tail: perfect, instrs: [vstore] }
            - cleanup
            """)
        .gives(
            """
            @proc
            def gemm(K : size, A : f32[K, 2] @DRAM, B : f32[K, 8] @DRAM, C : f32[2, 8] @DRAM):
              c : f32[2, 2, 4] @VEC
              for i0 in seq(0, 2):
                for i1o in seq(0, 2):
                  vload(c[i0, i1o, 0:4], C[i0, 4 * i1o:4 + 4 * i1o])
              for k in seq(0, K):
                for i in seq(0, 2):
                  for jo in seq(0, 2):
                    A_v : f32[4] @VEC
                    B_v : f32[4] @VEC
                    vset(A_v[0:4], A[k, i:1 + i])
                    vload(B_v[0:4], B[k, 4 * jo:4 + 4 * jo])
                    vfma(c[i, jo, 0:4], A_v[0:4], B_v[0:4])
              for i0 in seq(0, 2):
                for i1o in seq(0, 2):
                  vstore(C[i0, 4 * i1o:4 + 4 * i1o], c[i0, i1o, 0:4])
            """);
  }

  @Test
  void operatesOnEveryKindOfExpression() {
    ScheduleTest.of(
            INSTRUCTIONS
                + """
            @proc
            def f(a : f32 @DRAM, x : f32[4] @DRAM, y : f32[4] @DRAM):
              for i in seq(0, 4):
                t : f32 @DRAM
                t = -x[i] * x[i] + relu(y[i] + 1.0)
                y[i] = t / a
            """)
        .steps(
            """
            - vectorize: { loop: i, width: 4, memory: VEC, tail: perfect, precision: f32 }
            - cleanup
            """)
        .gives(
            """
            @proc
            def f(a : f32 @DRAM, x : f32[4] @DRAM, y : f32[4] @DRAM):
              t : f32[4] @VEC
              t_v : f32[4] @VEC
              x_v : f32[4] @VEC
              x_v_1 : f32[4] @VEC
              t_v_1 : f32[4] @VEC
              t_v_2 : f32[4] @VEC
              y_v : f32[4] @VEC
              t_v_3 : f32[4] @VEC
              y_v_1 : f32[4] @VEC
              a_v : f32[4] @VEC
              for ii in seq(0, 4):
                x_v[ii] = x[ii]
              for ii in seq(0, 4):
                t_v[ii] = -x_v[ii]
              for ii in seq(0, 4):
                x_v_1[ii] = x[ii]
              for ii in seq(0, 4):
                y_v[ii] = y[ii]
              for ii in seq(0, 4):
                t_v_3[ii] = 1.0
              for ii in seq(0, 4):
                t_v_2[ii] = y_v[ii] + t_v_3[ii]
              for ii in seq(0, 4):
                t_v_1[ii] = relu(t_v_2[ii])
              for ii in seq(0, 4):
                t[ii] = t_v[ii] * x_v_1[ii] + t_v_1[ii]
              for ii in seq(0, 4):
                a_v[ii] = a
              for ii in seq(0, 4):
                y_v_1[ii] = t[ii] / a_v[ii]
              for ii in seq(0, 4):
                y[ii] = y_v_1[ii]
            """);
  }

  @Test
  void addsUpInGuardedLanes() {
    ScheduleTest.of(DOT)
        .steps(
            """
            - vectorize: { loop: i, width: 4, memory: VEC, tail: cut_and_predicate, instrs: [vload, mload, vzero, vfma, mfma, vsum] }
            """)
        .gives(
            """
            @proc
            def dot(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM, r : f32 @DRAM):
              r_par : f32[4] @VEC
              vzero(r_par[0:4])
              for io in seq(0, (3 + n) / 4 - 1):
                x_v : f32[4] @VEC
                y_v : f32[4] @VEC
                vload(x_v[0:4], x[4 * io + 0:4 * io + 4])
                vload(y_v[0:4], y[4 * io + 0:4 * io + 4])
                vfma(r_par[0:4], x_v[0:4], y_v[0:4])
              for io in seq((3 + n) / 4 - 1, (3 + n) / 4):
                x_v_1 : f32[4] @VEC
                y_v_1 : f32[4] @VEC
                mload(-4 * io + n + 0, x_v_1[0:4], x[4 * io + 0:n + 0])
                mload(-4 * io + n + 0, y_v_1[0:4], y[4 * io + 0:n + 0])
                mfma(-4 * io + n + 0, r_par[0:4], x_v_1[0:4], y_v_1[0:4])
              vsum(r, r_par[0:4])
            """);
  }

  @Test
  void refusesWhatIsCarried() {
    ScheduleTest.of(
            """
            @memory
            class V:
              pass
            @proc
            def f(n : size, x : f32[n + 1] @DRAM):
              for i in seq(0, n):
                x[i + 1] = x[i]
            """)
        .steps(
            """
            - vectorize: { loop: i, width: 4, memory: V }
            """)
        .refused("EXO-SCH-002")
        .says("'x_v[ii] = x[4 * io + ii]' reads x, which 'x[4 * io + ii +")
        .forExample("n = 4");
  }

  @Test
  void severalBlocksAnIteration() {
    ScheduleTest.of(AXPY)
        .steps(
            """
            - vectorize: { loop: i, width: 4, memory: VEC, unroll: 2, instrs: [vload, vstore, vset, vfma] }
            """)
        .gives(
            """
            @proc
            def axpy(n : size, a : f32[1] @DRAM, x : f32[n] @DRAM, y : f32[n] @DRAM):
              a_v : f32[4] @VEC
              if n / 4 > 0:
                vset(a_v[0:4], a[0:1])
              for ioo in seq(0, n / 4 / 2):
                y_v : f32[4] @VEC
                x_v : f32[4] @VEC
                vload(y_v[0:4], y[4 * (2 * ioo + 0) + 0:4 * (2 * ioo + 0) + 4])
                vload(x_v[0:4], x[4 * (2 * ioo + 0) + 0:4 * (2 * ioo + 0) + 4])
                vfma(y_v[0:4], a_v[0:4], x_v[0:4])
                vstore(y[4 * (2 * ioo + 0) + 0:4 * (2 * ioo + 0) + 4], y_v[0:4])
                y_v : f32[4] @VEC
                x_v : f32[4] @VEC
                vload(y_v[0:4], y[4 * (2 * ioo + 1) + 0:4 * (2 * ioo + 1) + 4])
                vload(x_v[0:4], x[4 * (2 * ioo + 1) + 0:4 * (2 * ioo + 1) + 4])
                vfma(y_v[0:4], a_v[0:4], x_v[0:4])
                vstore(y[4 * (2 * ioo + 1) + 0:4 * (2 * ioo + 1) + 4], y_v[0:4])
              for ioi in seq(0, n / 4 % 2):
                y_v : f32[4] @VEC
                x_v : f32[4] @VEC
                vload(y_v[0:4], y[4 * (ioi + n / 4 / 2 * 2) + 0:4 * (ioi + n / 4 / 2 * 2) + 4])
                vload(x_v[0:4], x[4 * (ioi + n / 4 / 2 * 2) + 0:4 * (ioi + n / 4 / 2 * 2) + 4])
                vfma(y_v[0:4], a_v[0:4], x_v[0:4])
                vstore(y[4 * (ioi + n / 4 / 2 * 2) + 0:4 * (ioi + n / 4 / 2 * 2) + 4], y_v[0:4])
              for ii in seq(0, n % 4):
                y[ii + n / 4 * 4] += a[0] * x[ii + n / 4 * 4]
            """);
  }

  @Test
  void severalAccumulatorsPerLane() {
    ScheduleTest.of(DOT)
        .steps(
            """
            - vectorize: { loop: i, width: 4, memory: VEC, unroll: 2, instrs: [vzero, vload, vfma, vsum] }
            """)
        .gives(
            """
            @proc
            def dot(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM, r : f32 @DRAM):
              r_par : f32[4] @VEC
              vzero(r_par[0:4])
              r_par_par : f32[2, 4] @VEC
              vzero(r_par_par[0 + 0, 0:4])
              vzero(r_par_par[1 + 0, 0:4])
              for ioo in seq(0, n / 8):
                x_v : f32[4] @VEC
                y_v : f32[4] @VEC
                vload(x_v[0:4], x[4 * 0 + 8 * ioo + 0:4 * 0 + 8 * ioo + 4])
                vload(y_v[0:4], y[4 * 0 + 8 * ioo + 0:4 * 0 + 8 * ioo + 4])
                vfma(r_par_par[0 + 0, 0:4], x_v[0:4], y_v[0:4])
                x_v : f32[4] @VEC
                y_v : f32[4] @VEC
                vload(x_v[0:4], x[4 * 1 + 8 * ioo + 0:4 * 1 + 8 * ioo + 4])
                vload(y_v[0:4], y[4 * 1 + 8 * ioo + 0:4 * 1 + 8 * ioo + 4])
                vfma(r_par_par[1 + 0, 0:4], x_v[0:4], y_v[0:4])
              for ii in seq(0, 4):
                r_par[ii] += r_par_par[0, ii]
              for ii in seq(0, 4):
                r_par[ii] += r_par_par[1, ii]
              for ioi in seq(0, n / 4 % 2):
                x_v_1 : f32[4] @VEC
                y_v_1 : f32[4] @VEC
                vload(x_v_1[0:4], x[4 * ioi + 8 * (n / 8) + 0:4 * ioi + 8 * (n / 8) + 4])
                vload(y_v_1[0:4], y[4 * ioi + 8 * (n / 8) + 0:4 * ioi + 8 * (n / 8) + 4])
                vfma(r_par[0:4], x_v_1[0:4], y_v_1[0:4])
              vsum(r, r_par[0:4])
              for ii in seq(0, n % 4):
                r += x[ii + n / 4 * 4] * y[ii + n / 4 * 4]
            """);
  }

  @Test
  void severalAccumulatorsAndGuardedLanesOfTheLastBlock() {
    ScheduleTest.of(DOT)
        .steps(
            """
            - vectorize: { loop: i, width: 4, memory: VEC, unroll: 2, tail: cut_and_predicate, instrs: [vzero, vload, vfma, vsum, mload, mfma] }
            """)
        .gives(
            """
            @proc
            def dot(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM, r : f32 @DRAM):
              r_par : f32[4] @VEC
              vzero(r_par[0:4])
              r_par_par : f32[2, 4] @VEC
              vzero(r_par_par[0 + 0, 0:4])
              vzero(r_par_par[1 + 0, 0:4])
              for ioo in seq(0, ((3 + n) / 4 - 1) / 2):
                x_v_1 : f32[4] @VEC
                y_v_1 : f32[4] @VEC
                vload(x_v_1[0:4], x[4 * 0 + 8 * ioo + 0:4 * 0 + 8 * ioo + 4])
                vload(y_v_1[0:4], y[4 * 0 + 8 * ioo + 0:4 * 0 + 8 * ioo + 4])
                vfma(r_par_par[0 + 0, 0:4], x_v_1[0:4], y_v_1[0:4])
                x_v_1 : f32[4] @VEC
                y_v_1 : f32[4] @VEC
                vload(x_v_1[0:4], x[4 * 1 + 8 * ioo + 0:4 * 1 + 8 * ioo + 4])
                vload(y_v_1[0:4], y[4 * 1 + 8 * ioo + 0:4 * 1 + 8 * ioo + 4])
                vfma(r_par_par[1 + 0, 0:4], x_v_1[0:4], y_v_1[0:4])
              for ii in seq(0, 4):
                r_par[ii] += r_par_par[0, ii]
              for ii in seq(0, 4):
                r_par[ii] += r_par_par[1, ii]
              for ioi in seq(0, ((3 + n) / 4 - 1) % 2):
                x_v_2 : f32[4] @VEC
                y_v_2 : f32[4] @VEC
                vload(x_v_2[0:4], x[4 * ioi + 8 * (((3 + n) / 4 - 1) / 2) + 0:4 * ioi + 8 * (((3 + n) / 4 - 1) / 2) + 4])
                vload(y_v_2[0:4], y[4 * ioi + 8 * (((3 + n) / 4 - 1) / 2) + 0:4 * ioi + 8 * (((3 + n) / 4 - 1) / 2) + 4])
                vfma(r_par[0:4], x_v_2[0:4], y_v_2[0:4])
              for io in seq((3 + n) / 4 - 1, (3 + n) / 4):
                x_v : f32[4] @VEC
                y_v : f32[4] @VEC
                mload(-4 * io + n + 0, x_v[0:4], x[4 * io + 0:n + 0])
                mload(-4 * io + n + 0, y_v[0:4], y[4 * io + 0:n + 0])
                mfma(-4 * io + n + 0, r_par[0:4], x_v[0:4], y_v[0:4])
              vsum(r, r_par[0:4])
            """);
  }

  @Test
  void noBlocksAnIteration() {
    ScheduleTest.of(AXPY)
        .steps(
            """
            - vectorize: { loop: i, width: 4, memory: VEC, unroll: 0 }
            """)
        .refused("EXO-SCH-001")
        .says("at least 1");
  }

  @Test
  void theOldValueAndTheNewOneOfAnElement() {
    String scal =
        INSTRUCTIONS
            + """
            @proc
            def scal(n : size, a : f32[1] @DRAM, x : f32[n] @DRAM):
              for i in seq(0, n):
                x[i] = a[0] * x[i]
            """;
    ScheduleTest.of(scal)
        .steps(
            """
            - vectorize: { loop: i, width: 4, memory: VEC, instrs: [vload, vstore, vset, vmul] }
            """)
        .gives(
            """
            @proc
            def scal(n : size, a : f32[1] @DRAM, x : f32[n] @DRAM):
              for io in seq(0, n / 4):
                a_v : f32[4] @VEC
                x_v : f32[4] @VEC
                x_v_1 : f32[4] @VEC
                vset(a_v[0:4], a[0:1])
                vload(x_v[0:4], x[4 * io + 0:4 * io + 4])
                vmul(x_v_1[0:4], a_v[0:4], x_v[0:4])
                vstore(x[4 * io + 0:4 * io + 4], x_v_1[0:4])
              for ii in seq(0, n % 4):
                x[ii + n / 4 * 4] = a[0] * x[ii + n / 4 * 4]
            """);
  }

  /** Instructions have the product first. */
  @Test
  void theProductOfASumComesFirst() {
    ScheduleTest.of(
            """
            @memory
            class VEC:
              pass
            @proc
            def vfma3(dst : [f32][4] @VEC, a : [f32][4] @VEC, b : [f32][4] @VEC, c : [f32][4] @VEC):
              for l in seq(0, 4):
                dst[l] = a[l] * b[l] + c[l]
            @proc
            def f(n : size, x : f32[4 * n] @VEC, y : f32[4 * n] @VEC, w : f32[4 * n] @VEC, z : f32[4 * n] @VEC):
              for i in seq(0, 4 * n):
                z[i] = w[i] + x[i] * y[i]
            """)
        .steps(
            """
            - vectorize: { loop: i, width: 4, memory: VEC, tail: perfect, instrs: [vfma3] }
            """)
        .gives(
            """
            @proc
            def f(n : size, x : f32[4 * n] @VEC, y : f32[4 * n] @VEC, w : f32[4 * n] @VEC, z : f32[4 * n] @VEC):
              for io in seq(0, n):
                vfma3(z[4 * io + 0:4 * io + 4], x[4 * io + 0:4 * io + 4], y[4 * io + 0:4 * io + 4], w[4 * io + 0:4 * io + 4])
            """);
  }

  private static String numbers(String broadcast, String stmt) {
    return INSTRUCTIONS.substring(0, INSTRUCTIONS.indexOf("@proc\ndef vset"))
        + broadcast
        + INSTRUCTIONS.substring(INSTRUCTIONS.indexOf("@proc\ndef vzero"))
        + "@proc\ndef f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):\n"
        + "  for i in seq(0, n):\n    "
        + stmt
        + "\n";
  }

  private static final String ELEMENT =
      """
      @proc
      def vset(dst : [f32][4] @VEC, a : [f32][1] @DRAM):
        for l in seq(0, 4):
          dst[l] = a[0]
      """;

  private static final String SCALAR =
      """
      @proc
      def vset(dst : [f32][4] @VEC, a : f32 @DRAM):
        for l in seq(0, 4):
          dst[l] = a
      """;

  private static final String NUMBERS =
      """
      - vectorize: { loop: i, width: 4, memory: VEC, instrs: [vload, vstore, vset, vzero, vmul, vadd] }
      """;

  @Test
  void aNumberIsAVariableInFrontOfTheLoop() {
    ScheduleTest.of(numbers(SCALAR, "y[i] = 2.0 * x[i]"))
        .steps(NUMBERS)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              c : f32 @DRAM
              c = 2.0
              for io in seq(0, n / 4):
                y_v : f32[4] @VEC
                c_v : f32[4] @VEC
                x_v : f32[4] @VEC
                vset(c_v[0:4], c)
                vload(x_v[0:4], x[4 * io + 0:4 * io + 4])
                vmul(y_v[0:4], c_v[0:4], x_v[0:4])
                vstore(y[4 * io + 0:4 * io + 4], y_v[0:4])
              for ii in seq(0, n % 4):
                y[ii + n / 4 * 4] = c * x[ii + n / 4 * 4]
            """);
    ScheduleTest.of(numbers(ELEMENT, "y[i] = 2.0"))
        .steps(NUMBERS)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              c : f32[1] @DRAM
              c[0] = 2.0
              for io in seq(0, n / 4):
                y_v : f32[4] @VEC
                vset(y_v[0:4], c[0:1])
                vstore(y[4 * io + 0:4 * io + 4], y_v[0:4])
              for ii in seq(0, n % 4):
                y[ii + n / 4 * 4] = c[0]
            """);
  }

  @Test
  void aNumberThatAnInstructionHoldsStays() {
    ScheduleTest.of(numbers(ELEMENT, "y[i] = 0.0"))
        .steps(NUMBERS)
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for io in seq(0, n / 4):
                y_v : f32[4] @VEC
                vzero(y_v[0:4])
                vstore(y[4 * io + 0:4 * io + 4], y_v[0:4])
              for ii in seq(0, n % 4):
                y[ii + n / 4 * 4] = 0.0
            """);
  }

  @Test
  void registersHaveThePrecisionOfWhatIsComputed() {
    ScheduleTest.of(
            """
            @memory
            class VEC:
              pass
            @proc
            def f(n : size, x : f32[n] @DRAM, y : i8[n] @DRAM):
              for i in seq(0, n):
                y[i] = x[i] * 0.5
            """)
        .steps("- vectorize: { loop: i, width: 4, memory: VEC }")
        .gives(
            """
            @proc
            def f(n : size, x : f32[n] @DRAM, y : i8[n] @DRAM):
              for io in seq(0, n / 4):
                y_v : i8[4] @VEC
                x_v : f32[4] @VEC
                t_v : f32[4] @VEC
                for ii in seq(0, 4):
                  x_v[ii] = x[ii + 4 * io]
                for ii in seq(0, 4):
                  t_v[ii] = 0.5
                for ii in seq(0, 4):
                  y_v[ii] = x_v[ii] * t_v[ii]
                for ii in seq(0, 4):
                  y[ii + 4 * io] = y_v[ii]
              for ii in seq(0, n % 4):
                y[ii + n / 4 * 4] = x[ii + n / 4 * 4] * 0.5
            """);
  }
}
