package io.exo4j.syntax;

import static io.exo4j.syntax.Parsing.expression;
import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.diagnostics.Diagnostics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1                        | 1
          0x1F + 0b11 + 0o17       | ((31 + 3) + 15)
          1_000                    | 1000
          00                       | 0
          1.                       | 1.0
          .5                       | 0.5
          1e-3                     | 0.001
          1.5e+2                   | 150.0
          1_0.2_5                  | 10.25
          9223372036854775807      | 9223372036854775807
          -9223372036854775808     | -9223372036854775808
          True and False           | (True and False)
          a + b * c - d            | ((a + (b * c)) - d)
          a - b - c                | ((a - b) - c)
          a / b % c * d            | (((a / b) % c) * d)
          (a + b) * c              | ((a + b) * c)
          -a * b                   | ((-a) * b)
          - - a                    | (-(-a))
          -(a + b)                 | (-(a + b))
          a + -b                   | (a + (-b))
          a < b                    | (a < b)
          a < b <= c               | {a < b <= c}
          a + 1 == b               | ((a + 1) == b)
          a < b and b < c or d     | (((a < b) and (b < c)) or d)
          a or b and c             | (a or (b and c))
          (a or b) and c           | ((a or b) and c)
          x[i, j + 1]              | x[i, (j + 1)]
          x[i, ]                   | x[i]
          x[0:n, :, i:, :m, k]     | x[0:n, :, i:, :m, k]
          f(a, x[0:4], -1)         | f(a, x[0:4], (-1))
          f(a,)                    | f(a)
          f()                      | f()
          stride(x, 0) == 1        | (<stride of x 0> == 1)
          Cfg.scale * 2.0          | (<Cfg.scale> * 2.0)
          größe + 变量              | (größe + 变量)
          _                        | _
          """)
  void parses(String text, String tree) {
    assertThat(expression(text)).isEqualTo(tree);
  }

  @Test
  void lineEndsAndCommentsMeanNothing() {
    assertThat(expression("\n  a +  # one\n b\n")).isEqualTo("(a + b)");
  }

  @Test
  void namesAreNormalised() {
    assertThat(Parsing.file("e\u0301").text()).isNotEqualTo("\u00e9");
    assertThat(expression("e\u0301")).isEqualTo("\u00e9");
  }

  @Test
  void equalTextGivesEqualTrees() {
    Diagnostics none = new Diagnostics();
    assertThat(Parser.parseExpression(Parsing.file("a+b*x[i]"), none))
        .isEqualTo(Parser.parseExpression(Parsing.file("  a + (b * x[ i ])"), none));
  }

  @Test
  void spansCoverWhatWasWritten() {
    AstExpr e =
        Parser.parseExpression(Parsing.file("a + f(b)[0:n]".substring(0, 8)), new Diagnostics())
            .orElseThrow();
    assertThat(e.span().text()).isEqualTo("a + f(b)");
    assertThat(((AstExpr.Binary) e).right().span().text()).isEqualTo("f(b)");
    AstExpr window =
        Parser.parseExpression(Parsing.file(" x[i, 0:n] "), new Diagnostics()).orElseThrow();
    assertThat(window.span().text()).isEqualTo("x[i, 0:n]");
    assertThat(((AstExpr.Subscript) window).indices().get(1).span().text()).isEqualTo("0:n");
  }

  @Test
  void windowsAreSubscripts() {
    Diagnostics diagnostics = new Diagnostics();
    AstExpr.Subscript window =
        Parser.parseWindow(Parsing.file("x[i, 0:n]"), diagnostics).orElseThrow();
    assertThat(AstDump.of(window)).isEqualTo("x[i, 0:n]");
    assertThat(window.hasSlice()).isTrue();
    assertThat(Parser.parseWindow(Parsing.file("x"), diagnostics)).isEmpty();
    assertThat(diagnostics.hasErrors()).isTrue();
  }
}
