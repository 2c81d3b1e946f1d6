package io.exo4j.syntax;

import static io.exo4j.syntax.Parsing.brief;
import static io.exo4j.syntax.Parsing.mistakes;
import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.diagnostics.Diagnostics;
import org.junit.jupiter.api.Test;

/** One run reports every independent mistake, and none twice. */
class RecoveryTest {
  @Test
  void everyStatementsMistakesAreReported() {
    assertThat(
            brief(
                mistakes(
                    """
                    @proc
                    def p(n: size, m, k: size = 3, A: f32[n):
                      for i in range(n):
                        x -= 1.0
                        if not i == 0:
                          y = $
                        else:
                          while True:
                            z = lambda: 0
                      ok = 1.0
                      for j in seq(0 n):
                        w = )
                      return ok

                    @prok
                    def q(): pass

                    @memory
                    class M:
                      a = b
                      def f():
                        pass
                      c = 3 4

                    stray = 1
                    also stray

                    @proc
                    def r():
                      x = y[
                    @proc
                    def s():
                      x = 1.0 +
                    """)))
        .isEqualTo(
            """
            2:16 028 parameter 'm' has no type
            2:27 019 parameters have no default values
            2:38 005 '[' is never closed
            3:12 021 'range' is not a kind of loop
            4:7 017 '-=' is not part of the language; only '+=' is
            5:8 015 'not' is not an operator of the language
            6:11 001 no part of the language starts with $
            8:7 016 'while' is not part of the language
            9:13 018 'lambda' is a reserved word of Python and no expression here
            11:18 010 expected ',' or ')', found 'n'
            12:9 006 ')' closes nothing
            13:3 016 'return' is not part of the language
            15:2 024 there is no decorator '@prok'
            20:7 010 expected the value of a: a string, a number, True or False, found 'b'
            21:3 030 'def' cannot be part of this class
            23:9 010 expected the end of the line, found 4
            25:1 035 a file consists of imports and definitions, not statements
            30:8 005 '[' is never closed
            33:12 011 expected an expression, found the end of the line
            """);
  }

  @Test
  void aForgottenBracketDoesNotHideTheRest() {
    assertThat(
            brief(
                mistakes(
                    """
                    @proc
                    def p(n: size:
                      x = f(a, b
                      y = 1.0 +
                      for i in seq(0, n:
                        z[i = 1.0
                        z = 2.0
                      w -= 1.0
                    @proc
                    def q(a: f32
                          @ DRAM, b: f32):
                      v -= 1.0
                    """)))
        .isEqualTo(
            """
            2:6 005 '(' is never closed
            3:8 005 '(' is never closed
            4:12 011 expected an expression, found the end of the line
            6:6 005 '[' is never closed
            8:5 017 '-=' is not part of the language; only '+=' is
            12:5 017 '-=' is not part of the language; only '+=' is
            """);
  }

  @Test
  void aBrokenHeadStillHasItsBlockRead() {
    assertThat(
            brief(
                mistakes(
                    "@proc\ndef p(:\n  assert n >\n  if $:\n    x -= 1.0\n  elif a:\n    y -= 1.0\n  z = 1.0\n")))
        .isEqualTo(
            """
            2:6 005 '(' is never closed
            3:13 011 expected an expression, found the end of the line
            4:6 001 no part of the language starts with $
            5:7 017 '-=' is not part of the language; only '+=' is
            7:7 017 '-=' is not part of the language; only '+=' is
            """);
  }

  @Test
  void goodItemsSurvive() {
    Diagnostics diagnostics = new Diagnostics();
    AstModule module =
        Parser.parseModule(
            Parsing.file(
                "@proc\ndef a():\n  x -= 1.0\n  y = 1.0\n\n@config\nclass C:\n  $\n  f: f32\n\n@proc\ndef b(: pass\n"),
            diagnostics);
    assertThat(AstDump.of(module)).isEqualTo("proc a()\n  y = 1.0\nconfig C\n  f: f32\n");
    assertThat(diagnostics.errorCount()).isEqualTo(3);
  }

  @Test
  void manyMistakesAreCutOff() {
    assertThat(mistakes("@proc\ndef p():\n" + "  x -= 1.0\n".repeat(1000))).hasSize(101);
  }

  @Test
  void hintsSayWhatToWrite() {
    assertThat(mistakes("@proc\ndef p(n: size):\n  for i in seq(n):\n    pass\n").get(0).render())
        .isEqualTo(
            """
            t.exo:3:12: error: seq takes a lower and an upper bound, not 1 value [EXO-SYN-021]
                  for i in seq(n):
                           ^^^^^^
              hint: write seq(0, n)""");
    assertThat(mistakes("@prok\ndef p():\n  pass\n").get(0).hint())
        .contains("did you mean 'proc'?");
  }
}
