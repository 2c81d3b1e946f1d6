package io.exo4j.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only shows in JVMs of their own. */
class ProcessesTest {
  private static final String MAIN = "io.exo4j.runtime.example.ExampleMain";

  @TempDir static Path shared;
  private static Path packaged;

  @TempDir Path temporary;

  @BeforeAll
  static void compile() {
    packaged = TestLibrary.packaged(shared.resolve("packaged"));
  }

  @Test
  void manyProcessesStartAtOnceOverAnEmptyCache() throws Exception {
    Path cache = temporary.resolve("cache");
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      processes.add(TestLibrary.java(packaged, Map.of("exo.native.cache", cache.toString()), MAIN));
    }
    for (Process process : processes) {
      assertThat(TestLibrary.output(process)).contains("[12.0, 24.0, 36.0]");
    }
    try (Stream<Path> files = Files.walk(cache)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(1);
    }
  }

  @Test
  void aTamperedCacheIsRepairedBeforeItIsLoaded() throws Exception {
    Map<String, String> options = Map.of("exo.native.cache", temporary.resolve("cache").toString());
    TestLibrary.output(TestLibrary.java(packaged, options, MAIN));
    Path file;
    try (Stream<Path> files = Files.walk(temporary.resolve("cache"))) {
      file = files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
    byte[] good = Files.readAllBytes(file);
    byte[] bad = good.clone();
    bad[bad.length / 2] ^= 1;
    Files.write(file, bad);
    assertThat(TestLibrary.output(TestLibrary.java(packaged, options, MAIN)))
        .contains("[12.0, 24.0, 36.0]");
    assertThat(file).hasBinaryContent(good);
  }

  @Test
  void homeAndTemporaryDirectoryThatCannotBeUsed() throws Exception {
    Path file = Files.writeString(temporary.resolve("file"), "");
    String output =
        TestLibrary.output(
            TestLibrary.java(
                packaged,
                Map.of(
                    "user.home", file.resolve("home").toString(),
                    "java.io.tmpdir", file.resolve("tmp").toString(),
                    "exo.native.cache", file.resolve("cache").toString()),
                MAIN));
    assertThat(output)
        .contains("NativeLibraryError: cannot load the native library 'example'")
        .contains("cannot extract to " + file.resolve("cache"))
        .contains("-Dexo.native.cache=<directory>");
  }

  @Test
  void deniedNativeAccessIsExplained() throws Exception {
    assumeTrue(Runtime.version().feature() >= 24, "needs Java 24: --illegal-native-access");
    Map<String, String> options = Map.of("exo.native.cache", temporary.resolve("cache").toString());
    assertThat(
            TestLibrary.output(
                TestLibrary.java(packaged, options, "--illegal-native-access=deny", MAIN)))
        .contains("NativeLibraryError: cannot load the native library 'example'")
        .contains("--enable-native-access=ALL-UNNAMED");
    assertThat(
            TestLibrary.output(
                TestLibrary.java(
                    packaged,
                    options,
                    "--illegal-native-access=deny",
                    "--enable-native-access=ALL-UNNAMED",
                    MAIN)))
        .contains("[12.0, 24.0, 36.0]")
        .doesNotContain("WARNING");
  }
}
