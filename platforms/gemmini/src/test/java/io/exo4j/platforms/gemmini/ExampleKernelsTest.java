package io.exo4j.platforms.gemmini;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.Exo;
import io.exo4j.analysis.ProofCache;
import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.schedule.Procedure;
import io.exo4j.yaml.ScheduleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The C of the examples' kernels as machine code of the accelerator: compiled as for a machine
 * without an operating system, it needs no library, and computes what the kernel as written does.
 */
class ExampleKernelsTest {
  private static final Path EXAMPLES = Path.of("..", "..", "examples");

  /** How the accelerator's software library has programs compiled. */
  private static final List<String> BARE =
      List.of(
          "-std=gnu99", "-O2", "-ffast-math", "-fno-common", "-mcmodel=medany", "-march=rv64gc");

  private static final String MAIN =
      """
      #include <stdio.h>
      #include <string.h>
      #include "reference.h"
      #include "kernels.h"
      static int8_t a[1 << 20], b[9 * 512 * 512], c[1 << 20], d[1 << 20];
      static int32_t bias[512];
      static void random_bytes(int8_t *to, size_t size) {
        static uint32_t state = 1;
        for (size_t i = 0; i < size; i++) {
          state = state * 1664525 + 1013904223;
          to[i] = (int8_t)(state >> 24);
        }
      }
      int main(void) {
        random_bytes(a, sizeof a);
        random_bytes(b, sizeof b);
        for (int i = 0; i < 512; i++) {
          bias[i] = 97 * i - 25000;
        }
        for (int act = 0; act < 2; act++) {
          memset(c, 85, sizeof c);
          memset(d, 85, sizeof d);
          const float scale = SCALE;
          KERNEL
          puts(memcmp(c, d, sizeof c) ? "wrong" : "right");
        }
        return 0;
      }
      """;

  @TempDir Path directory;

  private void check(String example, String source, String kernel, String scale, String calls)
      throws IOException {
    MachineCode machine = MachineCode.require(directory);
    Path sources = EXAMPLES.resolve(example).resolve("src/main/exo");
    Assumptions.assumeTrue(Files.isDirectory(sources), () -> "there is no " + sources);
    Exo exo = Exo.create(getClass().getClassLoader(), sources, ProofCache.inMemory(), w -> {});
    String yaml = Files.readString(sources.resolve(source + ".yaml"));
    ScheduleResult result = exo.load(source + ".yaml", yaml, Map.of(), text -> {});
    Procedure scheduled =
        result.kernels().stream()
            .filter(k -> k.procedure().name().equals(kernel))
            .findFirst()
            .orElseThrow()
            .procedure();
    exo.compileC(directory, "kernels.c", scheduled);
    exo.compileC(directory, "reference.c", result.scope().procedure(source).orElseThrow());
    Files.writeString(
        directory.resolve("main.c"), MAIN.replace("SCALE", scale).replace("KERNEL", calls));

    List<String> bare = new ArrayList<>(BARE);
    bare.addAll(
        List.of("-Wall", "-I" + MachineCode.resource("exo/gemmini/rocc"), "-c", "kernels.c"));
    machine.compile(bare.toArray(String[]::new));
    machine.compile("-nostdlib", "-static", "-Wl,-e," + kernel, "-o", "alone", "kernels.o");
    machine.compile(
        "-O2",
        "-static",
        "-o",
        "program",
        "main.c",
        "reference.c",
        "kernels.o",
        "rocc_emulator.o",
        "-lm");
    CommandResult run = machine.run("program");
    assertThat(run.text()).isEqualTo("right\nright");
  }

  @Test
  void matmul() throws IOException {
    check(
        "gemmini-matmul",
        "matmul",
        "matmul_196_2048_512",
        "0.0004f",
        """
        matmul(196, 2048, 512, &scale, act, a, b, d);
        matmul_196_2048_512(&scale, act, a, b, c);
        """);
  }

  @Test
  void conv() throws IOException {
    check(
        "gemmini-conv",
        "conv",
        "conv_14_256",
        "0.0002f",
        """
        conv(4, 14, 256, 256, &scale, act, a, b, bias, d);
        conv_14_256(&scale, act, a, b, bias, c);
        """);
  }
}
