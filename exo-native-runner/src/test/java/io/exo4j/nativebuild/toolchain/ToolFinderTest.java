package io.exo4j.nativebuild.toolchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the programs of this test are shell scripts")
class ToolFinderTest {
  @TempDir Path directory;

  private ToolFinder finder() {
    return new ToolFinder(Map.of("PATH", "/no/such/directory:" + directory));
  }

  private Path program(String name, String says) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, "#!/bin/sh\necho '" + says + "'\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void aMissingToolIsOneMessage() {
    NativeBuildException e =
        catchThrowableOfType(
            NativeBuildException.class,
            () -> finder().requireVersion(Tool.CMAKE, Optional.empty()));
    assertThat(e.kind()).isEqualTo(NativeBuildException.Kind.MISSING_TOOL);
    assertThat(e)
        .hasMessage(
            """
            CMake was not found: it builds the native libraries of the kernels.
              needed   version 3.21 or newer of cmake
              install  cmake (Debian, Ubuntu), cmake (Fedora), cmake (macOS)
              or name  -Dexo.cmake=<path>
              searched /no/such/directory:%s (PATH)\
            """
                .formatted(directory));
  }

  @Test
  void aNamedToolMustBeThere() {
    NativeBuildException e =
        catchThrowableOfType(
            NativeBuildException.class,
            () -> finder().require(Tool.NINJA, Optional.of(Path.of("/no/ninja"))));
    assertThat(e).hasMessageContaining("searched /no/ninja, which is not a program");
  }

  @Test
  void anOldToolIsRefused() throws IOException {
    Path cmake = program("cmake", "cmake version 3.10.2");
    NativeBuildException e =
        catchThrowableOfType(
            NativeBuildException.class,
            () -> finder().requireVersion(Tool.CMAKE, Optional.empty()));
    assertThat(e).hasMessageStartingWith("CMake 3.10.2 is too old (" + cmake + ").");
    assertThat(e).hasMessageContaining("needed   version 3.21 or newer");
  }

  @Test
  void otherNamesOfAToolAreTried() throws IOException {
    Path ninja = program("ninja-build", "1.11.1");
    assertThat(finder().requireVersion(Tool.NINJA, Optional.empty()))
        .isEqualTo(new ToolFinder.Found(ninja, Version.of(1, 11, 1)));
  }

  @Test
  void aCrossCompilerIsNamedWithItsPackage() {
    assertThat(Tool.crossCompiler(Classifier.parse("linux-aarch_64")).missing("x"))
        .contains("A C compiler for linux-aarch_64 was not found")
        .contains("gcc-aarch64-linux-gnu (Debian, Ubuntu)");
  }
}
