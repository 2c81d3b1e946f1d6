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

  /**
   * For tiles of {@code t} pixels and 16 channels. Each image is loaded once, the weights {@code times} times, of {@code
   * ob} output channels in one instruction; and the bias to each tile of sums, whose rows it fills.
   */
  private static String conv(int dim, int channels, int t, int ob, int times) {
    int images = 4;
    int pixels = images * dim * dim;
    int tiles = pixels / t * (channels / 16);
    int loads = pixels / t * (channels / 64) + times * 9 * (channels / 16) * (channels / ob) + tiles;
    int bytes = pixels * channels + times * 9 * channels * channels + tiles * t * 64;
    int border = images * (channels / 64) * 2 * ((dim + 2 + 15) / 16 + dim);
    return "%d %d: config 3 1 1, redundant 0, loads %d, bytes %d, zeros %d, products %d, stores %d, fences 2\n"
        .formatted(dim, channels, loads, bytes, border, tiles * 9 * (channels / 16), tiles);
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
            conv(56, 64, 14, 64, 1),
            conv(28, 128, 14, 16, 2),
            conv(14, 256, 14, 32, 2),
            conv(7, 512, 7, 64, 1)),
        actual);
  }
}
