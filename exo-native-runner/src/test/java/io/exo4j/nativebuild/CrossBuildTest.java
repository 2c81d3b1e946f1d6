package io.exo4j.nativebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.nativebuild.cmake.CMakeProject;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The project of a kernel is built for aarch64 with its own toolchain file, and its kernel run
 * under QEMU.
 */
class CrossBuildTest {
  private static final String COMPILER = "aarch64-linux-gnu-gcc";
  private static final String EMULATOR = "qemu-aarch64";

  @TempDir private Path temporary;

  private static Path tool(String name) {
    Optional<Path> found = ToolFinder.ofProcess().find(List.of(name));
    Assumptions.assumeTrue(found.isPresent(), name + " is not installed");
    return found.orElseThrow();
  }

  private CommandResult run(Path program, String... arguments) {
    return new Commands(Duration.ofMinutes(3), line -> {})
        .run(temporary, program, List.of(arguments));
  }

  @Test
  void aarch64() throws IOException {
    Workshop.requireTools();
    Path compiler = tool(COMPILER);
    Path emulator = tool(EMULATOR);
    Workshop workshop = new Workshop(temporary);
    String source =
        """
        @proc
        def dot(n: size, x: f32[n], y: f32[n], s: f32):
            s = 0.0
            for i in seq(0, n):
                s += x[i] * y[i]
        """;
    workshop.write(
        ProjectGenerator.generate(
            Kernels.settings("com.acme.k"), List.of(Kernels.parse("dot.exo", source))));
    Classifier target = Classifier.parse("linux-aarch_64");
    NativeBuildRequest here = workshop.request();
    NativeBuildResult result =
        NativeBuild.run(
            new NativeBuildRequest(
                here.projectDir(),
                here.buildDir(),
                here.resourcesDir(),
                here.groupId(),
                here.artifactId(),
                Optional.of(here.projectDir().resolve(CMakeProject.toolchainFile(target))),
                here.compiler(),
                here.generator(),
                here.cmake(),
                here.ninja(),
                here.buildType(),
                true,
                here.timeout(),
                line -> {}));
    assertThat(result.classifier()).isEqualTo("linux-aarch_64");
    assertThat(result.libraries()).hasSize(1);

    Path main =
        Files.writeString(
            temporary.resolve("main.c"),
            """
            #include <my-kernels/dot.h>
            #include <stdio.h>
            int main(void) {
              float x[3] = {1, 2, 3}, y[3] = {4, 5, 6}, s;
              dot(3, x, y, &s);
              printf("%g\\n", (double)s);
              return 0;
            }
            """);
    String include = "-I" + workshop.nativeProject().resolve("include");
    CommandResult compiled =
        run(
            compiler,
            "-static",
            include,
            include + "/my-kernels",
            main.toString(),
            workshop.nativeProject().resolve("src/dot.c").toString(),
            "-o",
            "main");
    assertThat(compiled.output()).isEmpty();
    assertThat(run(emulator, "./main").output()).containsExactly("32");
  }
}
