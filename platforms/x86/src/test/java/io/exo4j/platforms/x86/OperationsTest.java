package io.exo4j.platforms.x86;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.Exo;
import io.exo4j.analysis.ProofCache;
import io.exo4j.ir.Target;
import io.exo4j.nativebuild.run.Emulator;
import io.exo4j.nativebuild.run.Launch;
import io.exo4j.nativebuild.run.Launcher;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.Tool;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import io.exo4j.schedule.Procedure;
import io.exo4j.yaml.ScheduleResult;
import io.exo4j.yaml.ScheduledKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operations of avx2.yaml and avx512.yaml: what they make of loops, and that it computes. */
class OperationsTest {
  private static final String KERNELS =
      """
      @proc
      def axpy(n: size, a: f32, x: f32[n], y: f32[n]):
          for i in seq(0, n):
              y[i] += a * x[i]

      @proc
      def dot(n: size, a: f32, x: f32[n], y: f32[n]):
          s: f32
          s = 0.0
          for i in seq(0, n):
              s += x[i] * y[i]
          y[0] = s * a

      @proc
      def mix(n: size, a: f32, x: f32[n], y: f32[n]):
          for i in seq(0, n):
              y[i] = sqrt(fabs(a * x[i])) / y[i] - x[i]

      @proc
      def axpy64(n: size, a: f64, x: f64[n], y: f64[n]):
          for i in seq(0, n):
              y[i] += a * x[i]

      @proc
      def muladd(n: size, a: i32, x: i32[n], y: i32[n]):
          for i in seq(0, n):
              y[i] = x[i] * y[i] + x[i]
      """;

  @TempDir Path directory;

  private ScheduleResult schedule(String platform, String kernels) throws IOException {
    Files.writeString(directory.resolve("k.exo"), KERNELS);
    String yaml = "import: [k.exo, x86/" + platform + ".yaml]\nkernels:\n" + kernels;
    Exo exo =
        Exo.create(getClass().getClassLoader(), directory, ProofCache.inMemory(), warning -> {});
    return exo.load("k.yaml", yaml, Map.of(), text -> {});
  }

  private static String line(String kernel, String operation, String more) {
    return "  %s_fast: { from: %s, steps: [ { %s: { loop: i%s } } ] }\n"
        .formatted(kernel, kernel, operation, more);
  }

  @Test
  void aLoopBecomesInstructionsAndItsTailMasks() throws IOException {
    assertThat(
            schedule("avx512", line("axpy", "vectorize_avx512_f32", ""))
                .kernels()
                .get(0)
                .procedure()
                .print())
        .isEqualTo(
            """
            @proc
            def axpy_fast(n : size, a : f32 @DRAM, x : f32[n] @DRAM, y : f32[n] @DRAM):
              for io in seq(0, (15 + n) / 16 - 1):
                y_v : f32[16] @AVX512
                a_v : f32[16] @AVX512
                x_v : f32[16] @AVX512
                mm512_loadu_ps(y_v[0:16], y[16 * io + 0:16 * io + 16])
                mm512_set1_ps_scalar(a_v[0:16], a)
                mm512_loadu_ps(x_v[0:16], x[16 * io + 0:16 * io + 16])
                mm512_fmadd_ps(a_v[0:16], x_v[0:16], y_v[0:16])
                mm512_storeu_ps(y[16 * io + 0:16 * io + 16], y_v[0:16])
              for io in seq((15 + n) / 16 - 1, (15 + n) / 16):
                y_v_1 : f32[16] @AVX512
                a_v_1 : f32[16] @AVX512
                x_v_1 : f32[16] @AVX512
                mm512_mask_loadu_ps(-16 * io + n + 0, y_v_1[0:16], y[16 * io + 0:n + 0])
                mm512_mask_set1_ps_scalar(-16 * io + n + 0, a_v_1[0:16], a)
                mm512_mask_loadu_ps(-16 * io + n + 0, x_v_1[0:16], x[16 * io + 0:n + 0])
                mm512_mask_fmadd_ps(-16 * io + n + 0, a_v_1[0:16], x_v_1[0:16], y_v_1[0:16])
                mm512_mask_storeu_ps(-16 * io + n + 0, y[16 * io + 0:n + 0], y_v_1[0:16])
            """);
  }

  /** Both forms of every kernel on vectors of 1 to 70 elements. */
  private static String program(String source) {
    StringBuilder c = new StringBuilder(source);
    c.append("#include <math.h>\n#include <stdio.h>\n#include <string.h>\n");
    c.append("static int wrong;\n");
    for (String[] k :
        List.of(
            new String[] {"axpy", "float"},
            new String[] {"dot", "float"},
            new String[] {"mix", "float"},
            new String[] {"axpy64", "double"},
            new String[] {"muladd", "int32_t"})) {
      c.append(
          """
          static void test_%1$s(void) {
            for (int64_t n = 1; n <= 70; n++) {
              %2$s a = 3, x[80], y[80], z[80];
              for (int i = 0; i < 80; i++) {
                x[i] = (%2$s)(i * 7 %% 23 - 11);
                y[i] = z[i] = (%2$s)(i * 5 %% 17 + 1);
              }
              %1$s(n, &a, x, y);
              %1$s_fast(n, &a, x, z);
              for (int i = 0; i < 80; i++) {
                if (!(fabs((double)y[i] - (double)z[i]) <= 1e-5 * (1 + fabs((double)y[i])))) {
                  printf("%1$s %%d of %%d: %%g %%g\\n", i, (int)n, (double)y[i], (double)z[i]);
                  wrong++;
                }
              }
            }
          }
          """
              .formatted(k[0], k[1]));
    }
    c.append("int main(void) {\n");
    for (String k : List.of("axpy", "dot", "mix", "axpy64", "muladd")) {
      c.append("  test_").append(k).append("();\n");
    }
    return c.append("  printf(\"%d wrong\\n\", wrong);\n  return wrong != 0;\n}\n").toString();
  }

  @ParameterizedTest
  @CsvSource({
    "avx512, ''",
    "avx512, ', unroll: 2'",
    "avx512, ', tail: cut'",
    "avx2, ''",
    "avx2, ', tail: predicate'"
  })
  void whatTheyMakeComputesTheSame(String platform, String options) throws IOException {
    String prefix = "vectorize_" + platform;
    ScheduleResult result =
        schedule(
            platform,
            line("axpy", prefix + "_f32", options)
                + line("dot", prefix + "_f32", options)
                + line("mix", prefix + "_f32", options)
                + line("axpy64", prefix + "_f64", options)
                + line("muladd", prefix + "_i32", platform.equals("avx2") ? "" : options));
    List<Procedure> all = new ArrayList<>();
    for (ScheduledKernel k : result.kernels()) {
      all.add(k.procedure());
      all.add(result.scope().procedure(k.from()).orElseThrow());
    }
    String c = Exo.create().compileToC(all.toArray(Procedure[]::new));
    Files.writeString(directory.resolve("program.c"), program(c));

    Target target = result.scope().module().target(platform).orElseThrow();
    Launch launch = Launcher.ofProcess(Emulator.AUTO).choose(target, Classifier.host());
    Assumptions.assumeTrue(launch.runs(), launch::description);
    List<String> arguments =
        new ArrayList<>(List.of("-O2", "-Wall", "-Wextra", "-ffp-contract=off"));
    arguments.addAll(Arrays.asList(target.flags().split(" ")));
    arguments.addAll(List.of("-o", "program", "program.c", "-lm"));
    Commands commands = new Commands(Duration.ofMinutes(2), said -> {});
    CommandResult compiled =
        commands.run(
            directory, ToolFinder.ofProcess().require(Tool.CC, Optional.empty()), arguments);
    assertThat(compiled.succeeded()).as(compiled.text()).isTrue();
    CommandResult ran = Launcher.run(launch, directory.resolve("program"), List.of(), commands);
    assertThat(ran.text()).isEqualTo("0 wrong");
    assertThat(compiled.text()).as("warnings").isEmpty();
  }
}
