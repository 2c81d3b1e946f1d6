package io.exo4j.nativebuild.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java methods against the source of the kernels that they say they are. */
class KernelCheckTest {
  @TempDir private Path sources;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        sources.resolve("k.exo"),
        """
        @proc
        def saxpy(n: size, up: bool, a: f32, x: [f32][n], y: f32[n], z: ui8[n], count: i64):
            assert n % 4 == 0
            count = 0.0
            for i in seq(0, n):
                y[i] += a * x[i]
                z[i] = z[i] + 1
                if up:
                    count += 1.0

        @proc
        def other(n: size, x: f32[n]):
            for i in seq(0, n):
                x[i] = x[i] * 2.0
        """);
  }

  /** In the place of a generated class. */
  public static final class Right {
    private Right() {}

    /** As generated: a window is an array, an offset and strides. */
    public static void saxpy(
        long n,
        boolean up,
        float a,
        float[] x,
        long xOffset,
        long xStride,
        float[] y,
        byte[] z,
        long[] count) {
      count[0] = up ? n : 0;
      for (int i = 0; i < n; i++) {
        y[i] += a * x[(int) (xOffset + i * xStride)];
        z[i]++;
      }
    }

    /** Wrong from the fifth element on. */
    public static void other(long n, float[] x) {
      for (int i = 0; i < n; i++) {
        x[i] *= i < 5 ? 2 : 3;
      }
    }
  }

  @Test
  void right() {
    assertThat(KernelCheck.of(Right.class, "saxpy", sources, "k.exo").verify()).isGreaterThan(5);
    assertThat(KernelCheck.of(Right.class, "saxpy", sources, "k.exo").withRandomSizes(50).verify())
        .isEqualTo(50);
  }

  @Test
  void wrong() {
    assertThatThrownBy(
            () ->
                KernelCheck.of(Right.class, "other", sources, "k.exo")
                    .withTolerance(1e-6, 0)
                    .verify())
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("other with n=\\d+: element 5 of x is .*, not .*");
  }

  @Test
  void aMethodWithOtherArguments() {
    assertThatThrownBy(() -> KernelCheck.of(String.class, "saxpy", sources, "k.exo").verify())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.String has no method saxpy");
  }
}
