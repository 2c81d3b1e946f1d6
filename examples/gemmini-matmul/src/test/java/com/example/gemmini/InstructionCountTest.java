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

  /** The panel of A is the outer one, and loaded once; B is loaded once for each {@code pa} rows. */
  private static String rowsFirst(int n, int m, int k, int rows, int pa) {
    return matmul(n, m, k, rows, 1, n / pa);
  }

  /** The panel of B is the outer one, and loaded once; A is loaded once for each {@code pb} columns. */
  private static String columnsFirst(int n, int m, int k, int pb) {
    return matmul(n, m, k, 16, m / pb, 1);
  }

  /** Loads are of up to 64 columns and 16 rows; products and stores of {@code rows} x 16. */
  private static String matmul(int n, int m, int k, int rows, int timesA, int timesB) {
    int loads = timesA * (n / rows * (k / 64)) + timesB * (k / 16 * (m / 64));
    int bytes = timesA * n * k + timesB * k * m;
    int tiles = n / rows * (m / 16);
    return "%d %d %d: config 2 1 1, redundant 0, loads %d, bytes %d, zeros 0, products %d, stores %d, fences 2\n"
        .formatted(n, m, k, loads, bytes, tiles * (k / 16), tiles);
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
            rowsFirst(512, 512, 512, 16, 256),
            columnsFirst(12544, 64, 256, 64),
            columnsFirst(12544, 256, 64, 256),
            columnsFirst(3136, 128, 512, 128),
            columnsFirst(3136, 512, 128, 512),
            rowsFirst(784, 1024, 256, 16, 784),
            columnsFirst(784, 256, 1024, 128),
            rowsFirst(196, 2048, 512, 14, 196)),
        actual);
  }
}
