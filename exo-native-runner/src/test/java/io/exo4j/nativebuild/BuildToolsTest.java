package io.exo4j.nativebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.exo4j.nativebuild.toolchain.NativeBuildException;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs of this test are shell scripts")
class BuildToolsTest {
  @TempDir Path directory;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void path() {
    environment.put("PATH", directory.toString());
  }

  private void program(String name, String says) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, "#!/bin/sh\necho '" + says + "'\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private BuildTools tools(Optional<Path> toolchainFile) {
    return new BuildTools(
        new NativeBuildRequest(
            directory,
            directory,
            directory,
            "g",
            "a",
            toolchainFile,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "Release",
            line -> {}),
        new ToolFinder(environment));
  }

  private String missing(Optional<Path> toolchainFile) {
    NativeBuildException e =
        catchThrowableOfType(
            NativeBuildException.class, () -> tools(toolchainFile).requireCompiler());
    assertThat(e.kind()).isEqualTo(NativeBuildException.Kind.MISSING_TOOL);
    return e.getMessage();
  }

  @Test
  void eachMissingToolIsNamed() throws IOException {
    assertThat(missing(Optional.empty())).startsWith("CMake was not found");
    program("cmake", "cmake version 3.25.1");
    assertThat(missing(Optional.empty()))
        .startsWith("Ninja was not found")
        .contains("CMAKE_GENERATOR");
    program("ninja", "1.11.1");
    assertThat(missing(Optional.empty()))
        .startsWith("A C compiler was not found: it compiles the kernels.");
    environment.put("CC", "my-cc -m64");
    assertThat(missing(Optional.empty()))
        .contains("searched CC=my-cc -m64, which is not a program");
    program("my-cc", "my-cc 1.0");
    assertThat(tools(Optional.empty()).requireCompiler()).contains(directory.resolve("my-cc"));
  }

  @Test
  void anotherGeneratorNeedsNoNinja() throws IOException {
    program("cmake", "cmake version 3.25.1");
    program("gcc", "gcc 12.2.0");
    environment.put("CMAKE_GENERATOR", "Unix Makefiles");
    BuildTools tools = tools(Optional.empty());
    assertThat(tools.generator()).isEqualTo("Unix Makefiles");
    assertThat(tools.ninja()).isEmpty();
    assertThat(tools.versions())
        .containsExactly(
            directory.resolve("cmake") + " 3.25.1",
            "Unix Makefiles",
            directory.resolve("gcc") + " gcc 12.2.0",
            "CMAKE_GENERATOR=Unix Makefiles");
  }

  @Test
  void aCrossBuildNeedsACrossCompiler() throws IOException {
    program("cmake", "cmake version 3.25.1");
    program("ninja", "1.11.1");
    program("gcc", "gcc 12.2.0");
    Optional<Path> toolchain =
        Optional.of(directory.resolve("cmake/toolchains/linux-riscv64.cmake"));
    assertThat(missing(toolchain))
        .startsWith("A C compiler for linux-riscv64 was not found")
        .contains("gcc-riscv64-linux-gnu (Debian, Ubuntu)");
    program("riscv64-linux-gnu-gcc", "gcc 12.2.0");
    assertThat(tools(toolchain).requireCompiler())
        .contains(directory.resolve("riscv64-linux-gnu-gcc"));
  }
}
