package com.example.gemmini;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The instruction streams, as the functional model counts them: every state is set once, and what is loaded is what the
 * blocking needs.
 */
class InstructionCountTest {
  private static final Path NATIVE = Path.of("target", "exo", "native");

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.replace("\r\n", "\n");
  }

  private static boolean hasCompiler() {
    return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
        .anyMatch(d -> new File(d, "cc").canExecute());
  }

  /** For tiles of {@code t} pixels and 16 channels, the weights of {@code ob} channels at a time. */
  private static String conv(int dim, int channels, int t, int ob) {
    int images = 4;
    int input = images * dim * (dim / t) * (channels / 64);
    int weights = images * (channels / ob) * 9 * (channels / 16) * ((ob + 63) / 64);
    int tiles = images * dim * (dim / t) * (channels / 16);
    return "%d %d: config 3 1 1, redundant 0, loads %d, products %d, stores %d\n"
        .formatted(dim, channels, input + weights + tiles, tiles * 9 * (channels / 16), tiles);
  }

  @Test
  void counts() throws IOException, InterruptedException {
    Assumptions.assumeTrue(hasCompiler(), "there is no cc");
    String program = Path.of("target", "counts").toString();
    run(
        "cc",
        "-std=gnu11",
        "-O2",
        "-I" + NATIVE.resolve("include/gemmini-conv"),
        "-o",
        program,
        Path.of("src", "test", "c", "counts.c").toString(),
        NATIVE.resolve("src/conv.c").toString());
    String actual = run(Path.of(program).toAbsolutePath().toString());
    System.out.print(actual);
    assertEquals(
        String.join(
            "",
            conv(56, 64, 14, 64),
            conv(28, 128, 14, 64),
            conv(14, 256, 14, 64),
            conv(7, 512, 7, 32)),
        actual);
  }
}
