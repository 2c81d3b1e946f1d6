package io.exo4j.nativebuild.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.ir.Proc;
import io.exo4j.nativebuild.Kernels;
import io.exo4j.nativebuild.model.Kernel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Test specifications: what they say, and what is wrong with them, with the place. */
class TestSpecReaderTest {
  private static final Map<String, Kernel> KERNELS =
      Map.of(
          "gemv",
          Kernel.of(
              procs(
                  """
                  @proc
                  def gemv(M: size, N: size, flag: bool, A: f32[M, N], y: f32[M]):
                      assert N % 8 == 0
                      assert M <= 20
                      for i in seq(0, M):
                          y[i] += A[i, 0]
                  """)));

  private static Proc procs(String text) {
    return Kernels.procs("gemv.exo", text).get(0);
  }

  private static List<TestSpec> read(String yaml) {
    return TestSpecReader.read(new SourceFile("src/test/exo/gemv.yaml", yaml), KERNELS).specs();
  }

  @Test
  void everything() {
    TestSpec spec =
        read("""
        kernel: gemv
        against: interpreter
        sizes:
          - { M: 1, N: "8..40 step 16", flag: true }
          - { M: [2, 3] }
        random: { count: 7, seed: 3, M: "1..4" }
        inputs: { A: "uniform(-1, 2.5)", y: zeros }
        tolerance: { relative: 1.0e-5, absolute: 2 }
        """)
            .get(0);
    assertThat(spec.name()).isEqualTo("gemv");
    assertThat(spec.interpreter()).isTrue();
    assertThat(spec.sizes().get(0).values())
        .isEqualTo(Map.of("M", List.of(1L), "N", List.of(8L, 24L, 40L), "flag", List.of(1L)));
    assertThat(spec.random().orElseThrow().count()).isEqualTo(7);
    assertThat(spec.random().orElseThrow().ranges().values())
        .isEqualTo(Map.of("M", List.of(1L, 2L, 3L, 4L)));
    assertThat(spec.inputs())
        .containsEntry("A", new Fill(Fill.Kind.UNIFORM, -1, 2.5))
        .containsEntry("y", new Fill(Fill.Kind.CONSTANT, 0, 0));
    assertThat(spec.tolerance()).isEqualTo(Optional.of(new Tolerance(1e-5, 2)));
  }

  @Test
  void casesSatisfyTheAssertions() {
    Kernel kernel = KERNELS.get("gemv");
    CaseChooser chooser = new CaseChooser(kernel, kernel.reference());
    for (List<TestCase> cases :
        List.of(
            chooser.standard(),
            chooser.listed(read("{ kernel: gemv, sizes: { M: \"1..30\" } }").get(0).sizes()),
            chooser.random(read("{ kernel: gemv, random: 100 }").get(0).random().orElseThrow()))) {
      assertThat(cases).hasSizeGreaterThan(5);
      for (TestCase c : cases) {
        assertThat(c.controls().get(0)).isBetween(1L, 20L);
        assertThat(c.controls().get(1) % 8).isZero();
        assertThat(c.layouts().get(0).extents()).isEqualTo(c.controls().subList(0, 2));
      }
    }
    assertThat(chooser.standard()).isEqualTo(chooser.standard());
  }

  @Test
  void instructions() {
    assertThat(
            TestSpecReader.read(
                    new SourceFile("i.yaml", "- instructions: [a/b.exo, c.exo]"), KERNELS)
                .instructions()
                .keySet())
        .containsExactly("a/b.exo", "c.exo");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ kernel: gemv, sises: 3 }|EXO-TEST-001|did you mean 'sizes'",
        "{ sizes: { M: 3 } }|EXO-TEST-002|which 'kernel' it is about",
        "{ kernel: gemv, sizes: 3 }|EXO-TEST-003|sizes must be a map, not '3'",
        "{ kernel: gemv, tolerance: much }|EXO-TEST-003|'much' is no tolerance",
        "{ kernel: gem }|EXO-TEST-004|did you mean 'gemv'",
        "{ kernel: gemv, sizes: { A: 3 } }|EXO-TEST-005|has no size 'A'",
        "{ kernel: gemv, inputs: { M: ones } }|EXO-TEST-005|has no buffer 'M'",
        "{ kernel: gemv, sizes: { M: 3x } }|EXO-TEST-006|'3x' is no size",
        "{ kernel: gemv, random: 0 }|EXO-TEST-006|no whole number from 1 to",
        "{ kernel: gemv, inputs: { A: normal } }|EXO-TEST-007|inputs are uniform(lo, hi)",
        "{ kernel: gemv, against: gem@source }|EXO-TEST-010|there are gemv@source and interpreter",
      })
  void mistakes(String yaml, String code, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ExoException.class)
        .hasMessageContaining(code)
        .hasMessageContaining(message)
        .hasMessageContaining("src/test/exo/gemv.yaml:1:");
  }

  @Test
  void sizesThatTheKernelForbids() {
    Kernel kernel = KERNELS.get("gemv");
    CaseChooser chooser = new CaseChooser(kernel, kernel.reference());
    assertThatThrownBy(
            () -> chooser.listed(read("{ kernel: gemv, sizes: { M: 21, N: 8 } }").get(0).sizes()))
        .isInstanceOf(ExoException.class)
        .hasMessageContaining("EXO-TEST-008")
        .hasMessageContaining("it asserts M <= 20");
    assertThatThrownBy(
            () ->
                chooser.random(
                    read("{ kernel: gemv, random: { count: 3, M: 21 } }")
                        .get(0)
                        .random()
                        .orElseThrow()))
        .isInstanceOf(ExoException.class)
        .hasMessageContaining("EXO-TEST-009")
        .hasMessageContaining("only 0 of 3 random sizes");
  }
}
