package io.exo4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.syntax.Parser;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Large and deep inputs take linear time and little stack. */
class ScaleTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private static Checked.Result check(CharSequence text) {
    AtomicReference<Checked.Result> result = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(null, () -> result.set(Checked.check(text.toString())), "small", 512 << 10);
    thread.setUncaughtExceptionHandler((t, e) -> failure.set(e));
    Assertions.assertTimeoutPreemptively(
        LONG,
        () -> {
          thread.start();
          thread.join();
        });
    assertThat(failure.get()).isNull();
    return result.get();
  }

  private static final String HEAD = "@proc\ndef f(n: size, x: f32[n]):\n";

  @Test
  void manyStatements() {
    StringBuilder b = new StringBuilder(HEAD);
    for (int i = 0; i < 100_000; i++) {
      b.append("    x[").append(i).append("] = x[0] + 1.0\n");
    }
    assertThat(check(b).codes()).isEmpty();
  }

  @Test
  void manyMistakes() {
    StringBuilder b = new StringBuilder(HEAD);
    for (int i = 0; i < 20_000; i++) {
      b.append("    y").append(i).append(" = undefined_name_").append(i).append('\n');
    }
    assertThat(check(b).diagnostics()).hasSizeLessThan(200);
  }

  @Test
  void manyProceduresEachCallingThePrevious() {
    StringBuilder b =
        new StringBuilder(
            "@config\nclass C:\n    a: index\n@proc\ndef p0(k: index):\n    C.a = k\n");
    for (int i = 1; i < 10_000; i++) {
      b.append("@proc\ndef p").append(i).append("(k: index):\n    p").append(i - 1).append("(k)\n");
    }
    assertThat(check(b).codes()).isEmpty();
    b.append("@proc\ndef last():\n    for i in seq(0, 4):\n        p9999(i)\n");
    assertThat(check(b).codes()).containsExactly(CheckCode.CONFIG_DEPENDS_ON_LOOP.id());
  }

  @Test
  void manyWindowsOfWindows() {
    StringBuilder b = new StringBuilder(HEAD);
    b.append("    w0 = x[1:]\n");
    for (int i = 1; i < 5_000; i++) {
      b.append("    w").append(i).append(" = w").append(i - 1).append("[1:]\n");
    }
    b.append("    w4999[0] = 1.0\n");
    assertThat(check(b).codes()).isEmpty();
  }

  @Test
  void boundsThatGrowWithoutEnd() {
    StringBuilder b = new StringBuilder("@proc\ndef f(n: size, k: index, x: f32[n]):\n");
    b.append("    w0 = x[k:]\n");
    for (int i = 1; i < 5_000; i++) {
      b.append("    w").append(i).append(" = w").append(i - 1).append("[k:]\n");
    }
    assertThat(check(b).codes()).containsExactly(CheckCode.BOUND_TOO_COMPLEX.id());
  }

  @Test
  void deepNesting() {
    StringBuilder b = new StringBuilder(HEAD);
    int depth = Parser.MAX_STATEMENT_DEPTH - 1;
    String condition = "if " + "n < 4 or ".repeat(100) + "n > 1:\n";
    for (int i = 1; i <= depth; i++) {
      b.append("    ".repeat(i)).append(condition);
    }
    b.append("    ".repeat(depth + 1)).append("x[0] = ").append("-(".repeat(60)).append("x[0]");
    b.append(")".repeat(60)).append('\n');
    assertThat(check(b).codes()).isEmpty();
  }

  @Test
  void manyMemoriesExtendingEachOther() {
    StringBuilder b = new StringBuilder("@memory\nclass M0:\n    readable = False\n");
    for (int i = 1; i < 2_000; i++) {
      b.append("@memory\nclass M").append(i).append("(M").append(i - 1).append("):\n    pass\n");
    }
    assertThat(check(b).codes()).containsExactly(CheckCode.INVALID_SETTING.id());
  }
}
