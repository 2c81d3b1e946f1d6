package io.exo4j.platforms.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.Exo;
import io.exo4j.analysis.ProofCache;
import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.Tool;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import io.exo4j.schedule.Procedure;
import io.exo4j.yaml.ScheduleResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A product of matrices becomes AMX instructions, and computes the same on the model. */
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

  @TempDir Path directory;

  @Test
  void matmul() throws IOException {
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
    Files.writeString(directory.resolve("matmul.c"), exo.compileToC(source, amx) + MAIN);
    try (InputStream in = getClass().getResourceAsStream("/exo/x86/amx_model.h")) {
      Files.write(directory.resolve("amx_model.h"), in.readAllBytes());
    }
    Commands commands = new Commands(Duration.ofMinutes(2), line -> {});
    CommandResult compiled =
        commands.run(
            directory,
            ToolFinder.ofProcess().require(Tool.CC, Optional.empty()),
            List.of(
                "-O2",
                "-Wall",
                "-Wextra",
                "-Wconversion",
                "-include",
                "amx_model.h",
                "-o",
                "matmul",
                "matmul.c"));
    assertThat(compiled.succeeded()).as(compiled.text()).isTrue();
    assertThat(compiled.text()).as("warnings").isEmpty();
    assertThat(commands.run(directory, directory.resolve("matmul"), List.of()).output())
        .containsOnly("right")
        .hasSize(5);
  }
}
