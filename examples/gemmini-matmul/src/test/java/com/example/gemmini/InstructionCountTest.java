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

  /** For blocks of {@code ti * tj} tiles of {@code rows} x 16. */
  private static String matmul(int n, int m, int k, int rows, int ti, int tj) {
    int a = n / rows * (k / 64);
    int b = n / (rows * ti) * (k / 16) * (m / 64);
    int tiles = n / rows * (m / 16);
    return "%d %d %d: config 2 1 1, redundant 0, loads %d, zeros %d, products %d, stores %d\n"
        .formatted(n, m, k, a + b, tiles, tiles * (k / 16), tiles);
  }

  @Test
  void counts() throws IOException, InterruptedException {
    Assumptions.assumeTrue(hasCompiler(), "there is no cc");
    String program = Path.of("target", "counts").toString();
    run(
        "cc",
        "-std=gnu11",
        "-O2",
        "-I" + NATIVE.resolve("include/gemmini-matmul"),
        "-o",
        program,
        Path.of("src", "test", "c", "counts.c").toString(),
        NATIVE.resolve("src/matmul.c").toString());
    String actual = run(Path.of(program).toAbsolutePath().toString());
    System.out.print(actual);
    assertEquals(
        String.join(
            "",
            matmul(512, 512, 512, 16, 8, 8),
            matmul(12544, 64, 256, 16, 16, 4),
            matmul(12544, 256, 64, 16, 8, 8),
            matmul(3136, 128, 512, 16, 7, 8),
            matmul(3136, 512, 128, 16, 7, 8),
            matmul(784, 1024, 256, 16, 7, 8),
            matmul(784, 256, 1024, 16, 7, 8),
            matmul(196, 2048, 512, 14, 7, 8)),
        actual);
  }
}
