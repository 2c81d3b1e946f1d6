package io.exo4j.syntax;

import static io.exo4j.syntax.Parsing.brief;
import static io.exo4j.syntax.Parsing.mistakesInPattern;
import static io.exo4j.syntax.Parsing.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          for i in _: _                       | for i ANY HOLE..HOLE;  HOLE;
          for i in _:_                        | for i ANY HOLE..HOLE;  HOLE;
          for _ in _: x = _                   | for _ ANY HOLE..HOLE;  x = HOLE;
          for i in seq(_, n): _               | for i SEQ HOLE..n;  HOLE;
          for i in par(0, _): _               | for i PAR 0..HOLE;  HOLE;
          for i in _(0, n): _                 | for i ANY 0..n;  HOLE;
          for i in _: for j in _: x += _      | for i ANY HOLE..HOLE;  for j ANY HOLE..HOLE;    x += HOLE;
          for i in _: x = _ ; y = _           | for i ANY HOLE..HOLE;  x = HOLE;  y = HOLE;
          if _: _                             | if HOLE;  HOLE;
          if i < n: _                         | if (i < n);  HOLE;
          if _: _ else: _                     | if HOLE;  HOLE;else;  HOLE;
          if _: x = _ elif _: y = _ else: _   | if HOLE;  x = HOLE;else;  if HOLE;    y = HOLE;  else;    HOLE;
          x : _                               | x : _;
          _ : _                               | _ : _;
          x : R[n, _] @ DRAM                  | x : R[n, HOLE] @ DRAM;
          x : [f32][_]                        | x : [f32][HOLE];
          a = _ ; b += _                      | a = HOLE;b += HOLE;
          a = _ ; for i in _: _               | a = HOLE;for i ANY HOLE..HOLE;  HOLE;
          _ = _                               | _ = HOLE;
          _[_] += _                           | _[HOLE] += HOLE;
          x[i, _] = y[_] + 1                  | x[i, HOLE] = (y[HOLE] + 1);
          x = _ ; _                           | x = HOLE;HOLE;
          Cfg.f = _                           | <Cfg.f> = HOLE;
          _._ = _                             | <_._> = HOLE;
          pass                                | pass;
          f(_)                                | call f(HOLE);or an expression;
          _(_, x)                             | call _(HOLE, x);or an expression;
          f(_) ; g(_)                         | call f(HOLE);call g(HOLE);
          a + _                               | expr (a + HOLE);
          _ + _                               | expr (HOLE + HOLE);
          x[_]                                | expr x[HOLE];
          x                                   | expr x;
          -3                                  | expr (-3);
          a < _ <= b                          | expr {a < HOLE <= b};
          stride(x, _)                        | expr <stride of x _>;
          stride(_, 1)                        | expr <stride of _ 1>;
          Cfg.f                               | expr <Cfg.f>;
          x = _ #2                            | x = HOLE;#2;
          x = _#0                             | x = HOLE;#0;
          x #12                               | expr x;#12;
          for i in _: _ # 1                   | for i ANY HOLE..HOLE;  HOLE;#1;
          f(_) #1                             | call f(HOLE);or an expression;#1;
          """)
  void parses(String text, String tree) {
    assertThat(pattern(text).replace("\n", ";")).isEqualTo(tree);
  }

  @Test
  void severalLines() {
    String tree =
        "for i ANY HOLE..HOLE\n  x = HOLE\n  if HOLE\n    HOLE\n  else\n    HOLE\ny = HOLE\n#3\n";
    assertThat(pattern("for i in _:\n  x = _\n  if _:\n    _\n  else:\n    _\ny = _ #3\n"))
        .isEqualTo(tree);
    assertThat(
            pattern(
                "\n    for i in _:\n      x = _\n      if _: _\n      else: _\n    y = _\n    #3\n"))
        .isEqualTo(tree);
  }

  @Test
  void mistakes() {
    assertThat(brief(mistakesInPattern(""))).isEqualTo("1:1 011 the pattern is empty\n");
    assertThat(brief(mistakesInPattern("_")))
        .isEqualTo("1:1 033 a pattern of holes only matches everything\n");
    assertThat(brief(mistakesInPattern("_ ; _ #1")))
        .isEqualTo("1:1 033 a pattern of holes only matches everything\n");
    assertThat(brief(mistakesInPattern("a + b ; x = _")))
        .isEqualTo("1:1 033 an expression cannot stand among statements\n");
    assertThat(brief(mistakesInPattern("for i in _: a + b")))
        .isEqualTo("1:13 033 an expression cannot stand among statements\n");
    assertThat(brief(mistakesInPattern("x = _ #one")))
        .isEqualTo(
            "1:7 034 '#' must be followed by the number of a match and the end of the pattern\n");
    assertThat(brief(mistakesInPattern("x = _ #1\ny = _")))
        .isEqualTo(
            "1:7 034 '#' must be followed by the number of a match and the end of the pattern\n");
    assertThat(brief(mistakesInPattern("x = _ #99999999999")))
        .isEqualTo(
            "1:7 034 '#' must be followed by the number of a match and the end of the pattern\n");
    assertThat(brief(mistakesInPattern("for i in _:")))
        .isEqualTo("1:12 012 expected a statement in the block of the for statement\n");
    assertThat(brief(mistakesInPattern("assert x == 1")))
        .isEqualTo("1:1 022 assertions cannot be matched\n");
    assertThat(brief(mistakesInPattern("x = = _")))
        .isEqualTo("1:5 011 expected an expression, found '='\n");
    assertThat(brief(mistakesInPattern("else: _"))).isEqualTo("1:1 010 'else' belongs to no if\n");
  }
}
