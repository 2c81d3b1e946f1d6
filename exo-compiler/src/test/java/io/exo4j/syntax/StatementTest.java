package io.exo4j.syntax;

import static io.exo4j.syntax.Parsing.body;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementTest {
  @Test
  void simpleStatements() {
    assertThat(
            body(
                """
                x = 1.0
                x[i, j] = y
                x += 2.0
                x[i] += y[i] * z
                t : f32
                t2 : R[n, 4 * m] @ MEM
                w = x[0:4, j]
                Cfg.scale = 3.0
                pass
                f(x, y[0:n], 3)
                a = 1.0; b = 2.0
                """))
        .isEqualTo(
            """
            x = 1.0
            x[i, j] = y
            x += 2.0
            x[i] += (y[i] * z)
            t : f32
            t2 : R[n, (4 * m)] @ MEM
            w = x[0:4, j]
            <Cfg.scale> = 3.0
            pass
            call f(x, y[0:n], 3)
            a = 1.0
            b = 2.0
            """);
  }

  @Test
  void blocks() {
    assertThat(
            body(
                """
                for i in seq(0, n):
                    for j in par(i, n):  # parallel
                      x = 0.0

                # a comment at the margin of the file
                    y = 0.0
                if i < n:
                    x = 0.0
                elif i == n: x = 1.0; y = 1.0
                elif True:
                    x = 2.0
                else:
                    pass
                z = 0.0
                """))
        .isEqualTo(
            """
            for i SEQ 0..n
              for j PAR i..n
                x = 0.0
              y = 0.0
            if (i < n)
              x = 0.0
            else
              if (i == n)
                x = 1.0
                y = 1.0
              else
                if True
                  x = 2.0
                else
                  pass
            z = 0.0
            """);
  }

  @Test
  void bracketsAndBackslashesContinueLines() {
    assertThat(body("x[i,\n j] = f(a,\n  # why\n\n        b)\ny = \\\n   a + \\\nb"))
        .isEqualTo("x[i, j] = f(a, b)\ny = (a + b)\n");
  }

  @Test
  void allLineEndsAreTheSame() {
    String text = "@proc\ndef p(n: size):\n  for i in seq(0, n):\n    x = 1.0\n  y = f(a,\n  b)\n";
    String tree = Parsing.dump(text);
    assertThat(Parsing.dump(text.replace("\n", "\r\n"))).isEqualTo(tree);
    assertThat(Parsing.dump(text.replace("\n", "\r"))).isEqualTo(tree);
    assertThat(Parsing.dump("\uFEFF" + text.strip())).isEqualTo(tree);
  }

  @Test
  void tabsGoToTheNextMultipleOfEight() {
    assertThat(body("for i in seq(0, n):\n\tx = 1.0\n\ty = 1.0"))
        .isEqualTo("for i SEQ 0..n\n  x = 1.0\n  y = 1.0\n");
    assertThat(Parsing.mistakes("@proc\ndef p():\n        x = 1.0\n\ty = 1.0\n"))
        .singleElement()
        .satisfies(d -> assertThat(d.code()).isEqualTo(SyntaxCode.INCONSISTENT_TABS.id()));
  }

  @Test
  void statementsKnowWhereTheyEnd() {
    AstModule module =
        Parsing.module("@proc\ndef p():\n  for i in seq(0, n):\n    x = 1.0\n\n  y = 1.0  # end\n");
    AstItem.Proc proc = (AstItem.Proc) module.items().get(0);
    assertThat(proc.body().get(0).span().text()).isEqualTo("for i in seq(0, n):\n    x = 1.0");
    assertThat(proc.body().get(1).span().text()).isEqualTo("y = 1.0");
    assertThat(proc.span().text()).startsWith("@proc").endsWith("y = 1.0");
  }
}
