package io.exo4j.nativebuild;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.nativebuild.toolchain.NativeBuildException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Number formats that Java has no type for. */
class FormatsTest {
  private static final String SOURCE =
      """
      @proc
      def half(n: size, a: f16, x: f16[n]):
          for i in seq(0, n):
              x[i] = x[i] * a

      @proc
      def brain(n: size, a: bf16, x: bf16[n]):
          for i in seq(0, n):
              x[i] = x[i] * a

      @proc
      def unsigned(n: size, a: ui8, b: ui16, c: ui32, u: ui8[n], v: ui16[n], w: ui32[n]):
          for i in seq(0, n):
              u[i] = u[i] + a
              v[i] = v[i] + b
              w[i] = w[i] / c
      """;

  @TempDir Path temporary;

  @Test
  void arePassedAsBits() throws IOException {
    Workshop.requireTools();
    Workshop workshop = new Workshop(temporary);
    workshop.write(
        ProjectGenerator.generate(
            Kernels.settings("com.acme.k"), List.of(Kernels.parse("half.exo", SOURCE))));
    try {
      workshop.build();
    } catch (NativeBuildException e) {
      Assumptions.assumeFalse(
          e.getMessage().contains("no _Float16"), "this C compiler has no _Float16");
      throw e;
    }
    workshop.compile("HalfCalls.java");
    assertThat(workshop.run("com.acme.k.HalfCalls").output())
        .containsExactly("3800 3c00", "3f00 3f80", "[6, -1][0, -2][1, 0]");
  }
}
