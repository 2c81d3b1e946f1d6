package io.exo4j.platforms.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.Exo;
import io.exo4j.analysis.ProofCache;
import io.exo4j.nativebuild.run.Launch;
import io.exo4j.schedule.Procedure;
import io.exo4j.yaml.ScheduleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A product of matrices becomes AMX instructions, and computes the same on the model and as machine
 * code.
 */
class AmxKernelTest {
  private static final String KERNEL =
      """
      @proc
      def matmul(K: size, A: i8[16, 64 * K], B: i8[16 * K, 64], C: i32[16, 16]):
          for i in seq(0, 16):
              for j in seq(0, 16):
                  for k in seq(0, 16 * K):
                      for l in seq(0, 4):
                          x: i32
                          y: i32
                          x = A[i, 4 * k + l]
                          y = B[k, 4 * j + l]
                          C[i, j] += x * y
      """;

  private static final String SCHEDULE =
      """
      import: [matmul.exo, x86/amx.exo]
      kernels:
        matmul_amx:
          from: matmul
          target: amx
          steps:
            - split: { loop: k, split_const: 16, iter_vars: [ko, ki], perfect: true }
            - reorder: [j, ko]
            - reorder: [i, ko]
            - stage_mem: ["C[0:16, 0:16]", c, "for ko in _: _"]
            - stage_mem: ["A[0:16, 64 * ko:64 * ko + 64]", a, "for i in _: _"]
            - stage_mem: ["B[16 * ko:16 * ko + 16, 0:64]", b, "for i in _: _"]
            - for: { tile: [a, b, c], do: { set_memory: [$tile, AMX_TILE] } }
            - simplify
            - replace_all_stmts: { instrs: [tile_load_i8, tile_load_i32, tile_store_i32, tile_dpbssd] }
      """;

  private static final String MAIN =
      """
      #include <stdio.h>
      #include <string.h>
      int main(void) {
        static int8_t a[16 * 64 * 5], b[16 * 5 * 64];
        int32_t c[256], d[256];
        for (int i = 0; i < 16 * 64 * 5; i++) {
          a[i] = (int8_t)(i * 37 % 251);
          b[i] = (int8_t)(i * 91 % 241);
        }
        for (int64_t k = 1; k <= 5; k++) {
          for (int i = 0; i < 256; i++) {
            c[i] = d[i] = 1000 * i;
          }
          matmul(k, a, b, c);
          matmul_amx(k, a, b, d);
          puts(memcmp(c, d, sizeof(c)) ? "wrong" : "right");
        }
        return 0;
      }
      """;

  @Test
  void matmul(@TempDir Path directory) throws IOException {
    AmxPrograms.assumeLinux();
    AmxPrograms programs = new AmxPrograms(directory);
    Files.writeString(directory.resolve("matmul.exo"), KERNEL);
    Exo exo =
        Exo.create(getClass().getClassLoader(), directory, ProofCache.inMemory(), warning -> {});
    ScheduleResult result = exo.load("matmul.yaml", SCHEDULE, Map.of(), text -> {});
    Procedure amx = result.kernels().get(0).procedure();
    assertThat(amx.print())
        .isEqualTo(
            """
            @proc
            def matmul_amx(K : size, A : i8[16, 64 * K] @DRAM, B : i8[16 * K, 64] @DRAM, C : i32[16, 16] @DRAM):
              c : i32[16, 16] @AMX_TILE
              tile_load_i32(c[0:16, 0:16], C[0:16, 0:16])
              for ko in seq(0, K):
                a : i8[16, 64] @AMX_TILE
                tile_load_i8(a[0:16, 0:64], A[0:16, 64 * ko + 0:64 * ko + 64])
                b : i8[16, 64] @AMX_TILE
                tile_load_i8(b[0:16, 0:64], B[16 * ko + 0:16 * ko + 16, 0:64])
                tile_dpbssd(c[0:16, 0:16], a[0:16, 0:64], b[0:16, 0:64])
              tile_store_i32(C[0:16, 0:16], c[0:16, 0:16])
            """);

    Procedure source = result.scope().procedure("matmul").orElseThrow();
    String code = exo.compileToC(source, amx) + MAIN;
    assertThat(outputs(programs, code, AmxPrograms.MODEL, "on_model", programs.plainly()))
        .containsOnly("right")
        .hasSize(5);
    Launch machine = AmxPrograms.onProcessor() ? programs.plainly() : programs.preloaded();
    assertThat(outputs(programs, code, AmxPrograms.MACHINE, "on_machine", machine))
        .containsOnly("right")
        .hasSize(5);
  }

  private static List<String> outputs(
      AmxPrograms programs, String code, List<String> options, String name, Launch launch)
      throws IOException {
    Files.writeString(programs.directory().resolve("matmul.c"), code);
    programs.copy("exo/x86/amx_model.h");
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("-Wconversion", "matmul.c"));
    programs.compile("gcc", name, all);
    return programs.run(launch, name).output();
  }
}
