package io.exo4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.analysis.FrontEndProofs;
import io.exo4j.analysis.ProofSession;
import io.exo4j.check.ModuleLoader;
import io.exo4j.check.ModuleSource;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.schedule.DirectiveRegistry;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A matrix kernel from the loops to vector instructions: everything that schedule files have,
 * together.
 */
class SgemmScheduleTest {
  private static final Map<String, String> FILES =
      Map.of(
          "sgemm.exo",
          """
      @proc
      def sgemm(M: size, N: size, K: size,
                A: f32[M, K] @ DRAM, B: f32[K, N] @ DRAM, C: [f32][M, N] @ DRAM):
          assert K >= 1
          assert stride(C, 1) == 1
          for k in seq(0, K):
              for i in seq(0, M):
                  for j in seq(0, N):
                      C[i, j] += A[i, k] * B[k, j]
      """,
          "vec.exo",
          """
      @memory
      class VEC:
          readable = False
          element f32 = "__v16" * 16

      @instr("v_loadu({dst_data}, &{src_data});")
      def vloadu(dst: [f32][16] @ VEC, src: [f32][16] @ DRAM):
          assert stride(src, 0) == 1
          assert stride(dst, 0) == 1
          for i in seq(0, 16):
              dst[i] = src[i]

      @instr("v_storeu(&{dst_data}, {src_data});")
      def vstoreu(dst: [f32][16] @ DRAM, src: [f32][16] @ VEC):
          assert stride(src, 0) == 1
          assert stride(dst, 0) == 1
          for i in seq(0, 16):
              dst[i] = src[i]

      @instr("v_bcast({dst_data}, {src_data});")
      def vbcast(dst: [f32][16] @ VEC, src: [f32][1] @ DRAM):
          assert stride(dst, 0) == 1
          for i in seq(0, 16):
              dst[i] = src[0]

      @instr("v_fmadd({c_data}, {a_data}, {b_data});")
      def vfmadd(c: [f32][16] @ VEC, a: [f32][16] @ VEC, b: [f32][16] @ VEC):
          assert stride(a, 0) == 1
          assert stride(b, 0) == 1
          assert stride(c, 0) == 1
          for i in seq(0, 16):
              c[i] += a[i] * b[i]
      """);

  private static final String SCHEDULE =
      """
      import: [sgemm.exo, vec.exo, std]
      params: { VEC: 16, MR: 6, NR: $(4 * VEC) }

      operations:
        stage_operand:
          doc: Loads one vector of an operand into a register.
          args: { expr: expr, name: name, lanes: { kind: int, default: $VEC } }
          steps:
            - bind_expr: [$name, $expr]
            - expand_dim: [$name, $lanes, ji]
            - lift_alloc: $name
            - set_memory: [$name, VEC]
            - set_precision: [$name, f32]
            - fission_after: "$name[_] = _"

      kernels:
        sgemm_kernel:
          from: sgemm
          export: false
          steps:
            - partial_eval: { M: $MR, N: $NR }
            - split: { loop: j, split_const: $VEC, iter_vars: [jo, ji], perfect: true }
            - let: { k: "for k in _: _" }
            - stage_mem: { window: "C[0:$MR, 0:$NR]", new_name: C_reg, stmt_start: $k }
            - repeat: { split: { loop: i1, split_const: $VEC, iter_vars: [c0, c1], perfect: true } }
            - simplify
            - divide_dim: [C_reg, 1, $VEC]
            - set_memory: [C_reg, VEC]
            - simplify
            - for: { b: [A, B], do: [ { stage_operand: { expr: "$b[_]", name: "$(b + '_vec')" } } ] }
            - simplify
            - replace_all: [vloadu, vstoreu, vbcast, vfmadd]
            - simplify
            - expect: { contains: "vfmadd(_)", absent: "_ += _", max_live: { VEC: 26 } }
      """;

  private static final String RESULT =
      """
      @proc
      def sgemm_kernel(K : size, A : f32[6, K] @DRAM, B : f32[K, 64] @DRAM, C : [f32][6, 64] @DRAM):
        assert K >= 1
        assert stride(C, 1) == 1
        C_reg : f32[6, 4, 16] @VEC
        for i0 in seq(0, 6):
          for c0 in seq(0, 4):
            vloadu(C_reg[i0, c0, 0:16], C[i0, 16 * c0:16 + 16 * c0])
        for k in seq(0, K):
          for i in seq(0, 6):
            for jo in seq(0, 4):
              A_vec : f32[16] @VEC
              vbcast(A_vec[0:16], A[i, k:1 + k])
              B_vec : f32[16] @VEC
              vloadu(B_vec[0:16], B[k, 16 * jo:16 + 16 * jo])
              vfmadd(C_reg[i, jo, 0:16], A_vec[0:16], B_vec[0:16])
        for i0 in seq(0, 6):
          for c0 in seq(0, 4):
            vstoreu(C[i0, 16 * c0:16 + 16 * c0], C_reg[i0, c0, 0:16])
      """;

  private static final class Files implements ModuleSource {
    @Override
    public Optional<SourceFile> file(String path) {
      return Optional.ofNullable(FILES.get(path)).map(t -> new SourceFile(path, t));
    }

    @Override
    public Optional<SourceFile> resource(String path) {
      return Optional.empty();
    }
  }

  @Test
  void becomesInstructions() {
    try (ProofSession session = new ProofSession()) {
      ModuleLoader modules =
          new ModuleLoader(
              new Files(),
              (proc, diagnostics) -> new FrontEndProofs(session, diagnostics).check(proc));
      ScheduleResult result =
          new ScheduleLoader(DirectiveRegistry.load(), modules, new Files(), session, text -> {})
              .load(new SourceFile("sgemm.yaml", SCHEDULE), Map.of());
      assertThat(result.kernel("sgemm_kernel").orElseThrow().procedure().print()).isEqualTo(RESULT);
    }
  }
}
