package io.exo4j.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.Exo;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which statements count when only some buffers are changed. */
class MentionsTest {
  private static final String CALLEE = "@proc\ndef g(a : [f32][2]):\n  a[0] = 1.0\n\n";

  /** The first lines of the statements that mention {@code x}, in the order of the procedure. */
  private static List<String> ofX(String arguments, String... body) {
    String code = CALLEE + "@proc\ndef f(" + arguments + "):\n  " + String.join("\n  ", body);
    Proc proc = Exo.create().parse("test.exo", code + "\n").procedure("f").proc();
    Set<?> found = Mentions.of(proc, s -> s.name().equals("x"));
    List<String> lines = new ArrayList<>();
    new Walker() {
      @Override
      public void stmt(Stmt s) {
        if (found.contains(s.id())) {
          lines.add(Printer.print(s).lines().findFirst().orElseThrow());
        }
        super.stmt(s);
      }
    }.stmts(proc.body());
    return lines;
  }

  @Test
  void accessesCountAndNotTheLoopsAroundThem() {
    assertThat(
            ofX(
                "n : size, x : f32[n], y : f32[n]",
                "for i in seq(0, n):",
                "  y[i] = 1.0",
                "  if i < 3:",
                "    y[i] = x[i]",
                "  else:",
                "    x[i] += 2.0",
                "for j in seq(0, n):",
                "  y[j] = 0.0"))
        .containsExactly("y[i] = x[i]", "x[i] += 2.0");
  }

  @Test
  void aLoopOrBranchCountsWholeIfItsOwnExpressionsDo() {
    assertThat(
            ofX(
                "n : size, x : [f32][n], y : f32[n]",
                "if stride(x, 0) == 1:",
                "  y[0] = 1.0",
                "y[0] = 2.0"))
        .containsExactly("if stride(x, 0) == 1:");
  }

  @Test
  void windowsOfABufferAreTheBuffer() {
    assertThat(
            ofX(
                "y : f32[8]",
                "x : f32[8]",
                "w = x[2:6]",
                "u = w[1:3]",
                "v = y[0:2]",
                "g(v)",
                "g(u)",
                "u[0] = 1.0",
                "v[0] = 1.0"))
        .containsExactly("x : f32[8] @DRAM", "w = x[2:6]", "u = w[1:3]", "g(u)", "u[0] = 1.0");
  }
}
