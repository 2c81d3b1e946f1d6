package io.exo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.diagnostics.ExoException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every definition has to pass: each kind of refusal, with its values, and its nearest
 * accepted form.
 */
class FrontEndProofsTest {
  private static final String CALLEES =
      """
      @config
      class Cfg:
          i: index
          s: f32
          n: size

      @proc(export=False)
      def fill(n: size, x: [f32][n]):
          for i in seq(0, n):
              x[i] = 1.0

      @proc(export=False)
      def small(n: size, x: [f32][n]):
          assert n <= 8
          for i in seq(0, n):
              x[i] = 1.0

      @proc(export=False)
      def copy(n: size, x: [f32][n], y: [f32][n]):
          for i in seq(0, n):
              x[i] = y[i]

      @proc(export=False)
      def sets(s: f32):
          Cfg.s = 1.0
          s = 2.0

      """;

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            "EXO-ANA-002",
            "n = 1, i = 0",
            "def p(n: size, x: f32[n]):\n  for i in seq(0, n):\n    x[i + 1] = 0.0\n"),
        Arguments.of(
            "EXO-ANA-002", "n = 1", "def p(n: size, x: f32[n], y: f32):\n  y = sin(x[n])\n"),
        Arguments.of("EXO-ANA-002", "", "def p(x: f32[10]):\n  w = x[4:8]\n  w[4] = 0.0\n"),
        Arguments.of(
            "EXO-ANA-002", "i = -1", "def p(i: index, x: f32[4]):\n  assert i < 4\n  x[i] = 0.0\n"),
        Arguments.of("EXO-ANA-002", "", "def p(x: f32[4]):\n  Cfg.i = 4\n  x[Cfg.i] = 0.0\n"),
        Arguments.of("EXO-ANA-003", "", "def p(x: f32[4]):\n  w = x[0:5]\n  pass\n"),
        Arguments.of(
            "EXO-ANA-003",
            "n = 5",
            "def p(n: size, x: f32[4]):\n  assert n <= 5\n  fill(n, x[0:n])\n"),
        Arguments.of("EXO-ANA-004", "n = 1", "def p(n: size):\n  t: f32[n - 1]\n  pass\n"),
        Arguments.of(
            "EXO-ANA-005", "n = 1", "def p(n: size):\n  for i in seq(0, n - 4):\n    pass\n"),
        Arguments.of(
            "EXO-ANA-006", "n = 9", "def p(n: size, x: f32[n]):\n  assert n <= 9\n  small(n, x)\n"),
        Arguments.of(
            "EXO-ANA-007", "", "def p(n: size):\n  assert n > 3\n  assert n < 3\n  pass\n"),
        Arguments.of(
            "EXO-ANA-007", "", "def p(x: f32[4, 4]):\n  assert stride(x, 0) == 1\n  pass\n"),
        Arguments.of("EXO-ANA-008", "n = 1", "def p(n: size, x: f32[n]):\n  fill(n + 1, x)\n"),
        Arguments.of(
            "EXO-ANA-009", "n = 1", "def p(n: size, x: f32[4]):\n  fill(n - 1, x[0:n - 1])\n"),
        Arguments.of("EXO-ANA-009", "k = 0", "def p(k: index):\n  assert k >= 0\n  Cfg.n = k\n"),
        Arguments.of("EXO-ANA-010", "", "def p(x: f32[8]):\n  copy(4, x[0:4], x[3:7])\n"),
        Arguments.of("EXO-ANA-010", "", "def p():\n  sets(Cfg.s)\n"),
        Arguments.of(
            "EXO-ANA-011",
            "",
            "def p(n: size, s: f32, x: f32[n]):\n  for i in par(0, n):\n    s += x[i]\n"),
        Arguments.of(
            "EXO-ANA-011",
            "i = 0, i' = 1",
            "def p(x: f32[9]):\n  for j in seq(0, 3):\n    for i in par(0, 8):\n      x[i] = x[i + 1]\n"),
        Arguments.of("EXO-ANA-011", "", "def p():\n  for i in par(0, 8):\n    Cfg.i = 3\n"),
        Arguments.of(
            "EXO-ANA-002",
            "i = 4",
            "def p(i: index, x: f32[4]):\n  if -i - 9223372036854775807 - 1 == 0:\n    pass\n"
                + "  if i == 4:\n    x[i] = 0.0\n"),
        Arguments.of(
            "EXO-ANA-002",
            "",
            "def p(i: index, x: f32[4]):\n  if -i - 9223372036854775807 - 1 == 0:\n    x[9] = 0.0\n"),
        Arguments.of(
            "EXO-ANA-002",
            "",
            "def p(x: f32[4]):\n  for i in seq(0, 4):\n    x[9223372036854775807 * i * 2] = 0.0\n"),
        Arguments.of(
            "EXO-ANA-012",
            "'p' leaves 64 bits",
            "def p(x: f32[9223372036854775807, 3, 4]):\n  x[0, 0, 0] = 0.0\n"),
        Arguments.of(
            "EXO-ANA-012",
            "'p' leaves 64 bits",
            "def p(i: index, x: f32[4]):\n  if i + 9223372036854775807 < 0:\n"
                + "    x[i - 9223372036854775807] = 0.0\n"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void isRefused(String code, String values, String proc) {
    assertThatThrownBy(() -> Exo.create().parse("p.exo", CALLEES + "@proc\n" + proc))
        .isInstanceOf(ExoException.class)
        .hasMessageContaining("[" + code + "]")
        .hasMessageContaining(values);
  }

  /** What refutes a claim about a value that leaves 64 bits need not be an example of anything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "def p(n: size, x: f32[4]):\n  for i in seq(0, 9223372036854775807 * n * 2):\n    x[0] = 0.0\n",
        "def p(x: f32[4]):\n  for i in seq(0, 4):\n    x[9223372036854775807 * i * 2] = 0.0\n",
        "def p(n: size, x: f32[4]):\n  for i in seq(0, 4):\n    if 9223372036854775807 * n * 2 > 5:\n      x[i + 1] = 0.0\n"
      })
  void thereIsNoExampleOfAnOverflow(String proc) {
    assertThatThrownBy(() -> Exo.create().parse("p.exo", "@proc\n" + proc))
        .isInstanceOf(ExoException.class)
        .hasMessageNotContaining("counterexample");
  }

  static Stream<String> accepted() {
    return Stream.of(
        "def p(n: size, x: f32[n]):\n  for i in seq(0, n - 1):\n    x[i + 1] = 0.0\n",
        "def p(x: f32[10]):\n  w = x[4:8]\n  w[3] = 0.0\n",
        "def p(n: size, x: f32[n]):\n  for io in seq(0, n / 4):\n    for ii in seq(0, 4):\n      x[4 * io + ii] = 0.0\n",
        "def p(n: size, x: f32[n]):\n  for i in seq(0, (n + 7) / 8):\n    for j in seq(0, 8):\n      if 8 * i + j < n:\n        x[8 * i + j] = 0.0\n",
        "def p(n: size, x: f32[n]):\n  assert n <= 8\n  small(n, x)\n",
        "def p(n: size, x: f32[2, n]):\n  copy(n, x[0, 0:n], x[1, 0:n])\n",
        "def p(x: f32[8]):\n  copy(4, x[0:4], x[4:8])\n",
        "def p(x: f32[4]):\n  Cfg.i = 3\n  x[Cfg.i] = 0.0\n",
        "def p(b: bool, x: f32[4]):\n  Cfg.i = 3\n  if b:\n    Cfg.i = 2\n  x[Cfg.i] = 0.0\n",
        "def p(n: size, x: f32[n], y: f32[n]):\n  for i in par(0, n):\n    t: f32\n    t = x[i]\n    y[i] = t + t\n",
        "def p(n: size, x: f32[2 * n]):\n  for i in par(0, n):\n    x[2 * i] = x[2 * i + 1]\n",
        "def p(n: size, i: index, x: f32[n]):\n  if 0 <= i < n:\n    x[i] = 0.0\n",
        "def p(i: index, x: f32[4]):\n  x[i % 4] = 0.0\n");
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void isAccepted(String proc) {
    assertThat(Exo.create().parse("p.exo", CALLEES + "@proc\n" + proc).procedureNames())
        .contains("p");
  }

  @Test
  void aConfigurationFieldIsUnknownAfterALoopThatChangesIt() {
    assertThatThrownBy(
            () ->
                Exo.create()
                    .parse(
                        "p.exo",
                        CALLEES
                            + "@proc\ndef p(n: size, x: f32[4]):\n  Cfg.i = 3\n"
                            + "  for i in seq(0, n):\n    x[Cfg.i] = 0.0\n    Cfg.i = 4\n"))
        .hasMessageContaining("EXO-ANA-002");
  }
}
