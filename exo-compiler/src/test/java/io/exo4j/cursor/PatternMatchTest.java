package io.exo4j.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Printer;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.Scheduling;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternMatchTest {
  private static final Procedure P =
      Scheduling.parse(
          """
          @config
          class Cfg:
            scale: f32

          @proc
          def callee(x : [f32][4] @DRAM):
            x[0] = 0.0

          @proc
          def f(n : size, x : f32[n, 8] @DRAM, y : f32[8] @DRAM, z : f32 @DRAM):
            assert n > 4
            a : f32[8, 4] @DRAM
            b : f32 @DRAM
            for i in seq(0, n):
              for j in seq(0, 8):
                x[i, j] = y[j] * 2.0 + 1.0
                x[i, j] += -z
              z = 3.0
            w = y[0:4]
            callee(w)
            callee(y[4:8])
            Cfg.scale = z
            if n > 5 and n < 9:
              b = 1.0
              pass
            else:
              b = fmaxf(z, -3.0)
            for i in seq(2, 4):
              y[i] = Cfg.scale
          """);

  private static String all(String pattern) {
    List<Cursor> found = Pattern.parse(pattern).find(P.index(), Cursor.root());
    return String.join(" | ", found.stream().map(PatternMatchTest::show).toList());
  }

  private static String show(Cursor c) {
    if (c instanceof Cursor.OfExpr e) {
      Expr x = P.index().expr(e).orElseThrow();
      return Printer.print(x);
    }
    return String.join(
        "; ",
        P.navigate().members(c, "").stream()
            .map(s -> Printer.print(s).lines().findFirst().orElseThrow())
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "for i in _: _ ~ for i in seq(0, n): | for i in seq(2, 4):",
        "for i in par(0, _): _ ~ for i in seq(0, n):",
        "for _ in _: _ ~ for i in seq(0, n): | for j in seq(0, 8): | for i in seq(2, 4):",
        "for i in _: y[_] = _ ~ for i in seq(2, 4):",
        "for i in seq(0, _): _ ~ for i in seq(0, n):",
        "x = _ ~ x[i, j] = y[j] * 2.0 + 1.0",
        "x[_] += _ ~ x[i, j] += -z",
        "x[_] = _ ; x[_] += _ ~ x[i, j] = y[j] * 2.0 + 1.0; x[i, j] += -z",
        "a : _ ~ a : f32[8, 4] @DRAM",
        "a : f32[8] @ DRAM ~ a : f32[8, 4] @DRAM",
        "_ : _ ~ a : f32[8, 4] @DRAM | b : f32 @DRAM",
        "a : _ ; _ ; z = _ ~ ",
        "for j in _: _ ; z = _ ~ ",
        "for i in _: _ ; z = _ ~ for i in seq(0, n):",
        "a : _ ; _ ; callee(_) ~ a : f32[8, 4] @DRAM; b : f32 @DRAM; for i in seq(0, n):; w ="
            + " y[0:4]; callee(w)",
        "callee(_) ~ callee(w) | callee(y[4:8])",
        "callee(y[_]) ~ callee(y[4:8])",
        "w = y[_] ~ w = y[0:4]",
        "if _: _ ~ if n > 5 and n < 9:",
        "pass ~ pass",
        "Cfg.scale = _ ~ Cfg.scale = z",
        "Cfg.scale ~ Cfg.scale",
        "y[_] ~ y[j] | y[0:4] | y[4:8]",
        "y[0:_] ~ y[0:4]",
        "_ * 2.0 ~ y[j] * 2.0",
        "_ * 2 ~ y[j] * 2.0",
        "n > 5 ~ n > 5",
        "-3.0 ~ -3.0",
        "-_ ~ -z | -3.0",
        "fmaxf(_) ~ fmaxf(z, -3.0)",
        "z ~ z | z | z",
        "3.0 ~ 3.0",
        "q = _ ~ ",
      })
  void finds(String pattern, String expected) {
    assertThat(all(pattern)).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void aSequenceWithALoopNeedsLines() {
    assertThat(all("for j in _: _\nz = _")).isEqualTo("for j in seq(0, 8):; z = 3.0");
  }

  @Test
  void anElseInThePatternWantsAnElse() {
    assertThat(all("if _:\n  _\nelse:\n  _")).isEqualTo("if n > 5 and n < 9:");
    assertThat(all("if _:\n  _\nelse:\n  pass")).isEmpty();
  }

  @Test
  void theNumberSelects() {
    assertThat(show(P.find("for i in _: _ #1"))).isEqualTo("for i in seq(2, 4):");
    assertThat(show(P.find("callee #1"))).isEqualTo("callee(y[4:8])");
    assertThat(show(P.findLoop("i # 1"))).isEqualTo("for i in seq(2, 4):");
    assertThatThrownBy(() -> P.find("for i in _: _ #2"))
        .hasMessageContaining("asks for match 2 (counted from 0), but there are only 2");
  }

  @Test
  void saysWhatThereIs() {
    assertThatThrownBy(() -> P.findLoop("jj")).hasMessageContaining("did you mean 'j'?");
    assertThatThrownBy(() -> P.findLoop("k")).hasMessageContaining("there are: i, j");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "proc.body[0] ~ a : f32[8, 4] @DRAM",
        "proc.body[-1] ~ for i in seq(2, 4):",
        "proc.body[0:2] ~ a : f32[8, 4] @DRAM; b : f32 @DRAM",
        "proc.body[:2][1] ~ b : f32 @DRAM",
        "proc.body[2].body[0].body[0].rhs ~ y[j] * 2.0 + 1.0",
        "proc.body[2].body[0].body[0].rhs.lhs.rhs ~ 2.0",
        "proc.body[2].body[0].body[0].idx[1] ~ j",
        "proc.body[2].body[0].body[1].rhs.arg ~ z",
        "proc.body[2].hi ~ n",
        "proc.body[2].lo ~ 0",
        "proc.body[3].rhs.idx[0].hi ~ 4",
        "proc.body[5].args[0].idx[0].lo ~ 4",
        "proc.body[7].cond.lhs ~ n > 5",
        "proc.body[7].orelse[0].rhs.args[1] ~ -3.0",
        "proc.body[7].body[0].next ~ pass",
        "proc.body[7].body[1].prev ~ b = 1.0",
        "proc.body[7].body[1].parent ~ if n > 5 and n < 9:",
        "proc.body[7].cond.lhs.parent ~ n > 5 and n < 9",
        "proc.body[7].cond.parent ~ if n > 5 and n < 9:",
        "proc.body[2].body.anchor ~ for i in seq(0, n):",
        "proc.body[2].after.anchor ~ for i in seq(0, n):",
        "proc.body[1].expand(1, 0) ~ a : f32[8, 4] @DRAM; b : f32 @DRAM",
        "proc.body[1].as_block.expand(9, 1)[2] ~ for i in seq(0, n):",
        "proc.find(\"for i in _: _\").body[0] ~ for j in seq(0, 8):",
        "proc.body[2].find(\"z\") ~ z",
        "proc.body[0:3].find(\"z = _\") ~ z = 3.0",
        "\"for i in _: _\".body[1] ~ z = 3.0",
      })
  void navigates(String cursor, String expected) {
    assertThat(show(P.find(cursor))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "proc.body[99] ~ there is no [99] in a block of 9 statements",
        "proc.body[0].body ~ the allocation of a has no body",
        "proc.body[0].prev ~ the allocation of a is the first of its block",
        "proc.body[2].orelse ~ the loop i has no else",
        "proc.body[2].rhs ~ the loop i has no .rhs",
        "proc.bodi ~ did you mean 'body'?",
        "proc.body[0 ~ expected ']' at the end",
        "proc.body[1:1] ~ is empty",
        "proc.body[0]x ~ expected '.' or '['",
        "$k.body ~ there is no cursor $k",
      })
  void refusesToNavigate(String cursor, String message) {
    assertThatThrownBy(() -> P.find(cursor)).hasMessageContaining(message);
  }

  @Test
  void namesMatchAsTheyArePrinted() {
    Procedure p =
        Scheduling.scheduled(
            """
            @proc
            def g(x : f32[8] @DRAM, u : f32 @DRAM):
              t : f32 @DRAM
              t = u + 1.0
              x[1] = t

            @proc
            def f(x : f32[8] @DRAM):
              t : f32 @DRAM
              t = x[0]
              g(x, t)
              x[2] = t
            """,
            "- inline: g");
    assertThat(p.print()).contains("t_1 = t + 1.0");
    assertThat(Pattern.parse("t_1 = _").find(p.index(), Cursor.root())).hasSize(1);
    assertThat(Pattern.parse("x[_] = t_1").find(p.index(), Cursor.root())).hasSize(1);
    assertThat(Pattern.parse("t = _").find(p.index(), Cursor.root())).hasSize(2);
    assertThat(Pattern.parse("t_2 = _").find(p.index(), Cursor.root())).isEmpty();
  }
}
