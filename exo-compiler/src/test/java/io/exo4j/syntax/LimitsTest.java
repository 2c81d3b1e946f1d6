package io.exo4j.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.diagnostics.Diagnostic;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Size and depth: bounded stack, linear time. */
class LimitsTest {
  private static final long SMALL_STACK = 512 * 1024;

  /** Runs on a thread with little stack and fails with what it fails with. */
  private static void onSmallStack(Runnable task) {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(null, task, "small stack", SMALL_STACK);
    thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
    thread.start();
    try {
      thread.join(60_000);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(thread.isAlive()).isFalse();
    assertThat(thrown.get()).isNull();
  }

  private static void assertTooDeep(List<Diagnostic> found) {
    assertThat(found).isNotEmpty();
    assertThat(found.get(0).code()).isEqualTo(SyntaxCode.TOO_DEEP.id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "-", "f(", "x[", "a + (", "a or b and c < d + e * -(", "x[0:", "a < -"})
  void deepExpressions(String opener) {
    onSmallStack(
        () -> assertTooDeep(withoutBrackets(Parsing.mistakesInExpression(opener.repeat(100_000)))));
    onSmallStack(
        () ->
            assertTooDeep(
                withoutBrackets(
                    Parsing.mistakes("@proc\ndef p():\n  x = " + opener.repeat(100_000) + "\n"))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"not ", "2 ** ", "~", "+", "not (", "lambda: ", "x if ", "{", "[", "f(a="})
  void deepMistakes(String opener) {
    onSmallStack(
        () -> assertThat(Parsing.mistakesInExpression(opener.repeat(100_000))).isNotEmpty());
    onSmallStack(
        () ->
            assertThat(Parsing.mistakes("@proc\ndef p():\n  " + opener.repeat(100_000)))
                .isNotEmpty());
  }

  /** Leaves what is reported on the way in: unclosed brackets. */
  private static List<Diagnostic> withoutBrackets(List<Diagnostic> found) {
    return found.stream()
        .filter(d -> !d.code().equals(SyntaxCode.UNCLOSED_BRACKET.id()))
        .collect(Collectors.toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {" + a", " - a", " * a", " and a", " or a", " < a"})
  void longChains(String link) {
    onSmallStack(() -> assertTooDeep(Parsing.mistakesInExpression("a" + link.repeat(50_000))));
    onSmallStack(() -> assertThat(Parsing.expression("a" + link.repeat(190))).isNotEmpty());
  }

  @Test
  void heightsAddUp() {
    String text = "a";
    for (int i = 0; i < 20; i++) {
      text = "(" + text + ")" + " + a".repeat(20);
    }
    String nested = text;
    onSmallStack(() -> assertTooDeep(Parsing.mistakesInExpression(nested)));
  }

  @Test
  void deepBlocks() {
    StringBuilder text = new StringBuilder("@proc\ndef p():\n");
    for (int i = 1; i <= 3000; i++) {
      text.append(" ".repeat(i)).append(i % 2 == 0 ? "if a:\n" : "for i in seq(0, n):\n");
    }
    text.append(" ".repeat(3001)).append("pass\n").append(" x -= 1.0\n");
    onSmallStack(
        () -> {
          List<Diagnostic> found = Parsing.mistakes(text.toString());
          assertTooDeep(found);
          assertThat(found).hasSize(2);
          assertThat(found.get(1).message()).contains("'-='");
        });
  }

  @Test
  void deepUnexpectedIndentation() {
    String text =
        "@proc\ndef p():\n"
            + IntStream.range(1, 2000)
                .mapToObj(i -> " ".repeat(i) + "x = 1.0\n")
                .collect(Collectors.joining());
    onSmallStack(() -> assertThat(Parsing.mistakes(text)).isNotEmpty());
    onSmallStack(
        () -> assertThat(Parsing.mistakes(text.replace("x = 1.0", "x -= 1.0"))).isNotEmpty());
    onSmallStack(
        () -> assertThat(Parsing.mistakes(text.substring(text.indexOf(":\n") + 2))).isNotEmpty());
  }

  @Test
  void manyElifsAndOneLinePatterns() {
    onSmallStack(
        () ->
            assertTooDeep(
                Parsing.mistakes(
                    "@proc\ndef p():\n  if a:\n    pass\n"
                        + "  elif a:\n    pass\n".repeat(10_000))));
    onSmallStack(() -> assertTooDeep(Parsing.mistakesInPattern("if _: ".repeat(10_000) + "_")));
    onSmallStack(
        () -> assertTooDeep(Parsing.mistakesInPattern("for i in _: ".repeat(10_000) + "_")));
  }

  @Test
  void theDeepestTreeThatIsAcceptedCanBeWalkedOnASmallStack() {
    StringBuilder text = new StringBuilder("@proc\ndef p():\n");
    for (int i = 1; i < Parser.MAX_STATEMENT_DEPTH; i++) {
      text.append(" ".repeat(i)).append("if a:\n");
    }
    text.append(" ".repeat(Parser.MAX_STATEMENT_DEPTH))
        .append("x = ")
        .append("-".repeat(190))
        .append("a\n");
    onSmallStack(
        () -> {
          AstModule module = Parsing.module(text.toString());
          assertThat(AstDump.of(module)).contains("x = (-");
          assertThat(module.items().equals(Parsing.module(text.toString()).items())).isTrue();
        });
  }

  @Test
  void oneHundredThousandLinesInTwoSeconds() {
    String procedure =
        """
        @proc
        def p%d(n: size, A: f32[n, n] @ DRAM, B: [f32][n] @ DRAM):
            assert n >= 1
            for i in seq(0, n):
                t : f32 @ DRAM
                t = 0.0
                for j in seq(0, n):
                    t += A[i, j] * B[j]
                if i < n - 1:
                    B[i] = t + 1.5

        """;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 100_000 / 11; i++) {
      text.append(String.format(procedure, i));
    }
    String all = text.toString();
    Parsing.module(all.substring(0, all.indexOf("@proc\ndef p1000(")));
    // Processor time: what else the machine does must not matter.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    AstModule module = Parsing.module(all);
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(2));
    assertThat(module.items()).hasSize(100_000 / 11);
  }

  @Test
  void hugeTokensAndLinesTakeLinearTime() {
    List<String> texts =
        List.of(
            "a".repeat(20_000),
            "9".repeat(20_000),
            "0x" + "f".repeat(20_000),
            "1." + "9".repeat(20_000),
            "\"" + "x".repeat(20_000),
            "\"\"\"" + "x\n".repeat(100_000),
            "\u0000".repeat(20_000),
            "$ ".repeat(50_000),
            "(".repeat(100_000),
            ")".repeat(100_000),
            "[".repeat(50_000) + "]".repeat(50_000),
            "x=1;".repeat(30_000),
            "\\".repeat(30_000),
            "\n".repeat(100_000),
            "'a' ".repeat(30_000),
            "f(\n".repeat(20_000),
            "@".repeat(30_000),
            "@proc\n".repeat(10_000));
    for (String text : texts) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () -> {
            Parsing.mistakes(text);
            Parsing.mistakes("@proc\ndef p():\n  " + text);
            Parsing.mistakesInExpression(text);
            Parsing.mistakesInPattern(text);
          },
          () -> text.substring(0, 10));
    }
  }
}
