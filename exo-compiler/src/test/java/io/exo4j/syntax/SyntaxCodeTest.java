package io.exo4j.syntax;

import static io.exo4j.syntax.Parsing.brief;
import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.Diagnostics;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every code has a text that triggers it, alone, at the right place and with a hint. */
class SyntaxCodeTest {
  /** What a text is parsed as. */
  enum As {
    MODULE,
    BODY,
    EXPRESSION,
    WINDOW,
    PATTERN
  }

  record Case(SyntaxCode code, As as, String text, String expected) {
    @Override
    public String toString() {
      return code + " " + text.replace("\n", "⏎");
    }
  }

  private static Case module(SyntaxCode code, String text, String expected) {
    return new Case(code, As.MODULE, text, expected);
  }

  /** The text is the body of a procedure: line 3, indented by two. */
  private static Case body(SyntaxCode code, String text, String expected) {
    return new Case(code, As.BODY, text, expected);
  }

  static Stream<Case> cases() {
    String memory = "@memory\nclass M:\n  ";
    return Stream.of(
        body(SyntaxCode.INVALID_CHARACTER, "x = $", "3:7 no part of the language starts with $"),
        body(
            SyntaxCode.INVALID_CHARACTER,
            "x = 1 − 2",
            "3:9 no part of the language starts with − (U+2212)"),
        body(
            SyntaxCode.INVALID_CHARACTER, "x =\u00A01", "3:6 this is not a plain space but U+00A0"),
        body(SyntaxCode.INVALID_CHARACTER, "x = !y", "3:7 no part of the language starts with !"),
        module(
            SyntaxCode.INVALID_CHARACTER,
            "# a\u0000\u0000b",
            "1:4 a NUL character cannot be part of a source file"),
        module(
            SyntaxCode.INVALID_CHARACTER,
            "# \uD800",
            "1:3 half of a surrogate pair (U+D800) cannot be part of a source file"),
        module(
            SyntaxCode.INVALID_CHARACTER,
            "# \u202E",
            "1:3 an invisible character that reverses text (U+202E) cannot be part of a source file"),
        module(
            SyntaxCode.UNTERMINATED_STRING,
            memory + "global = \"abc\n",
            "3:12 this string is never closed"),
        module(
            SyntaxCode.UNTERMINATED_STRING, "\"\"\"abc\n\ndef", "1:1 this string is never closed"),
        module(
            SyntaxCode.INVALID_ESCAPE, memory + "global = \"a\\qb\"", "3:14 unknown escape '\\q'"),
        module(
            SyntaxCode.INVALID_ESCAPE,
            memory + "global = \"\\u12\"",
            "3:13 this escape needs 4 hexadecimal digits"),
        module(
            SyntaxCode.INVALID_ESCAPE,
            memory + "global = \"\\0\"",
            "3:13 a string cannot hold a NUL character"),
        module(
            SyntaxCode.INVALID_ESCAPE,
            memory + "global = \"\\ud800\"",
            "3:13 this escape is not a character"),
        body(SyntaxCode.INVALID_NUMBER, "x = 012", "3:7 a number cannot start with 0"),
        body(SyntaxCode.INVALID_NUMBER, "x = 1.0f", "3:7 'f' cannot follow a number"),
        body(SyntaxCode.INVALID_NUMBER, "x = 3y", "3:7 'y' cannot follow a number"),
        body(SyntaxCode.INVALID_NUMBER, "x = 9223372036854775808", "3:7 this number is too large"),
        body(SyntaxCode.INVALID_NUMBER, "x = " + "9".repeat(1000), "3:7 this number is too large"),
        body(SyntaxCode.INVALID_NUMBER, "x = 1e999", "3:7 this number is too large"),
        body(SyntaxCode.INVALID_NUMBER, "x = 0xG", "3:7 these are not digits to base 16"),
        body(SyntaxCode.INVALID_NUMBER, "x = 1__0", "3:7 '_' must stand between two digits"),
        module(
            SyntaxCode.INVALID_NUMBER,
            memory + "element f32 = \"v\" * 0",
            "3:23 this is not a number of elements"),
        body(SyntaxCode.UNCLOSED_BRACKET, "x = f(a, (b + c)", "3:8 '(' is never closed"),
        body(SyntaxCode.UNCLOSED_BRACKET, "x = f(a\n  y = 1.0", "3:8 '(' is never closed"),
        body(SyntaxCode.UNMATCHED_BRACKET, "x = a)", "3:8 ')' closes nothing"),
        body(SyntaxCode.UNMATCHED_BRACKET, "x = a[i)", "3:10 ')' cannot close '['"),
        module(
            SyntaxCode.INCONSISTENT_TABS,
            "@proc\ndef p():\n        x = 1.0\n\ty = 1.0",
            "4:1 tabs and spaces are mixed so that the indentation depends on the width of a tab"),
        body(
            SyntaxCode.INCONSISTENT_DEDENT,
            "if a:\n      x = 1.0\n    y = 1.0",
            "5:1 this indentation matches no open block"),
        body(
            SyntaxCode.UNEXPECTED_INDENT,
            "x = 1.0\n    y = 1.0",
            "4:1 this line is indented deeper than its block"),
        module(
            SyntaxCode.UNEXPECTED_INDENT, "  from a import *", "1:1 this line belongs to no block"),
        body(SyntaxCode.UNEXPECTED_TOKEN, "x 1.0", "3:5 expected '=', '+=' or ':', found 1.0"),
        body(SyntaxCode.UNEXPECTED_TOKEN, "f(a b)", "3:7 expected ',' or ')', found 'b'"),
        body(
            SyntaxCode.UNEXPECTED_TOKEN,
            "if a\n    x = 1.0",
            "3:7 expected ':' behind the if condition"),
        body(
            SyntaxCode.UNEXPECTED_TOKEN,
            "if a = b:\n    x = 1.0",
            "3:8 '=' assigns; it does not compare"),
        body(SyntaxCode.UNEXPECTED_TOKEN, "else:\n    x = 1.0", "3:3 'else' belongs to no if"),
        body(
            SyntaxCode.UNEXPECTED_TOKEN,
            "if a: for i in seq(0, 1): pass",
            "3:9 'for' cannot stand on the line of the if condition"),
        module(
            SyntaxCode.UNEXPECTED_TOKEN,
            "@proc\ndef p() -> f32:\n  pass",
            "2:9 a procedure returns nothing"),
        module(
            SyntaxCode.UNEXPECTED_TOKEN,
            "@extern(\"a\")\ndef f(x: f32)",
            "2:14 an extern needs the type of its value"),
        module(
            SyntaxCode.UNEXPECTED_TOKEN,
            "@extern(\"a\")\ndef f(x: f32) -> f32: pass",
            "2:21 an extern has no body"),
        body(
            SyntaxCode.EXPECTED_EXPRESSION,
            "x = ",
            "3:6 expected an expression, found the end of the line"),
        body(
            SyntaxCode.EXPECTED_EXPRESSION, "x = y[]", "3:8 expected an index between '[' and ']'"),
        new Case(
            SyntaxCode.EXPECTED_EXPRESSION,
            As.EXPRESSION,
            "",
            "1:1 expected an expression, found the end of the file"),
        body(
            SyntaxCode.EXPECTED_BLOCK,
            "for i in seq(0, n):\n  x = 1.0",
            "3:22 expected a statement in the block of the for statement"),
        module(
            SyntaxCode.EXPECTED_BLOCK,
            "@proc\ndef p():\n  \"doc\"\n",
            "2:5 procedure 'p' has no statements"),
        module(
            SyntaxCode.EXPECTED_BLOCK, "@proc\ndef p():\n", "2:5 procedure 'p' has no statements"),
        module(
            SyntaxCode.EXPECTED_BLOCK,
            "@memory\nclass M:\n",
            "2:9 expected a statement in the block of class 'M'"),
        new Case(
            SyntaxCode.TOO_DEEP,
            As.EXPRESSION,
            "(".repeat(1000) + "a" + ")".repeat(1000),
            "1:201 this expression is nested too deeply (more than 200 levels)"),
        body(
            SyntaxCode.RESERVED_WORD,
            "x = for",
            "3:7 expected an expression, but 'for' is a reserved word"),
        body(
            SyntaxCode.UNSUPPORTED_STATEMENT,
            "global x",
            "3:3 'global' is not part of the language"),
        body(
            SyntaxCode.UNSUPPORTED_STATEMENT,
            "async : f32",
            "3:3 'async' is not part of the language"),
        module(
            SyntaxCode.RESERVED_WORD,
            "@proc\ndef p(in: f32):\n  pass",
            "2:7 expected the name of a parameter, but 'in' is a reserved word"),
        body(
            SyntaxCode.UNSUPPORTED_OPERATOR,
            "if not a: pass",
            "3:6 'not' is not an operator of the language"),
        body(
            SyntaxCode.UNSUPPORTED_OPERATOR,
            "if a != b: pass",
            "3:8 '!=' is not an operator of the language"),
        body(
            SyntaxCode.UNSUPPORTED_OPERATOR,
            "x = a ** -2",
            "3:9 '**' is not an operator of the language"),
        body(
            SyntaxCode.UNSUPPORTED_OPERATOR,
            "x = a // 2",
            "3:9 '//' is not an operator of the language"),
        body(
            SyntaxCode.UNSUPPORTED_OPERATOR,
            "x = a << 2 ",
            "3:9 '<<' is not an operator of the language"),
        body(
            SyntaxCode.UNSUPPORTED_OPERATOR,
            "x = +a",
            "3:7 '+' is not an operator of the language"),
        body(
            SyntaxCode.UNSUPPORTED_OPERATOR,
            "if a is not b: pass",
            "3:8 'is' is not an operator of the language"),
        body(
            SyntaxCode.UNSUPPORTED_OPERATOR,
            "if a not in b: pass",
            "3:8 'not' is not an operator of the language"),
        body(
            SyntaxCode.UNSUPPORTED_OPERATOR,
            "if a in b: pass",
            "3:8 'in' is not an operator of the language"),
        body(
            SyntaxCode.UNSUPPORTED_STATEMENT,
            "while a:\n    x = 1.0",
            "3:3 'while' is not part of the language"),
        body(
            SyntaxCode.UNSUPPORTED_STATEMENT,
            "return x",
            "3:3 'return' is not part of the language"),
        body(SyntaxCode.UNSUPPORTED_STATEMENT, "break", "3:3 'break' is not part of the language"),
        body(
            SyntaxCode.UNSUPPORTED_STATEMENT,
            "x == 1",
            "3:3 an expression alone is not a statement"),
        body(
            SyntaxCode.UNSUPPORTED_STATEMENT,
            "pass\n  \"late\"",
            "4:3 a string is not a statement"),
        body(
            SyntaxCode.UNSUPPORTED_STATEMENT,
            "def q():\n    pass",
            "3:3 'def' cannot be part of a block"),
        body(
            SyntaxCode.UNSUPPORTED_ASSIGNMENT,
            "x -= 1.0",
            "3:5 '-=' is not part of the language; only '+=' is"),
        body(
            SyntaxCode.UNSUPPORTED_ASSIGNMENT,
            "x *= 2.0",
            "3:5 '*=' is not part of the language; only '+=' is"),
        body(
            SyntaxCode.UNSUPPORTED_ASSIGNMENT,
            "x = y = 1.0",
            "3:9 a statement assigns to one target"),
        body(SyntaxCode.UNSUPPORTED_ASSIGNMENT, "x, y = 1.0", "3:4 a statement assigns one value"),
        body(
            SyntaxCode.UNSUPPORTED_ASSIGNMENT,
            "x : f32 = 1.0",
            "3:11 an allocation has no initial value"),
        body(SyntaxCode.UNSUPPORTED_ASSIGNMENT, "f(x) = 1.0", "3:3 this cannot be assigned to"),
        body(
            SyntaxCode.UNSUPPORTED_ASSIGNMENT,
            "C.f += 1.0",
            "3:7 '+=' does not apply to configuration fields"),
        body(
            SyntaxCode.UNSUPPORTED_EXPRESSION,
            "x = a if b else c",
            "3:9 there is no conditional expression"),
        body(
            SyntaxCode.UNSUPPORTED_EXPRESSION,
            "x = lambda: 1",
            "3:7 'lambda' is a reserved word of Python and no expression here"),
        body(
            SyntaxCode.UNSUPPORTED_EXPRESSION,
            "x = 'a'",
            "3:7 a string cannot be part of an expression"),
        body(SyntaxCode.UNSUPPORTED_EXPRESSION, "x = [1, 2]", "3:7 there are no lists"),
        body(SyntaxCode.UNSUPPORTED_EXPRESSION, "x = (1, 2)", "3:7 there are no tuples"),
        body(
            SyntaxCode.UNSUPPORTED_EXPRESSION,
            "x = y[i][j]",
            "3:11 only a name can be subscripted, not an element"),
        body(
            SyntaxCode.UNSUPPORTED_EXPRESSION,
            "x = C.f(1)",
            "3:10 only a name can be called, not this"),
        body(
            SyntaxCode.UNSUPPORTED_EXPRESSION,
            "x = f(i for i in y)",
            "3:11 there are no comprehensions"),
        body(
            SyntaxCode.UNSUPPORTED_EXPRESSION,
            "x = y[...]",
            "3:9 '...' is not part of the language"),
        body(
            SyntaxCode.UNSUPPORTED_EXPRESSION,
            "x = (y := 1)",
            "3:10 ':=' is not part of the language"),
        module(
            SyntaxCode.UNSUPPORTED_EXPRESSION,
            memory + "global = f\"a\"",
            "3:12 strings have no prefix 'f'"),
        body(SyntaxCode.UNSUPPORTED_ARGUMENT, "f(a, n=3)", "3:8 arguments have no names in a call"),
        body(SyntaxCode.UNSUPPORTED_ARGUMENT, "f(*a)", "3:5 a call cannot unpack arguments"),
        module(
            SyntaxCode.UNSUPPORTED_ARGUMENT,
            "@proc\ndef p(n: size = 3):\n  pass",
            "2:15 parameters have no default values"),
        body(
            SyntaxCode.METAPROGRAMMING,
            "with python:\n    x = 1",
            "3:3 'with' is not part of the language"),
        body(SyntaxCode.METAPROGRAMMING, "x = {y}", "3:7 '{...}' is not part of .exo files"),
        body(SyntaxCode.METAPROGRAMMING, "x : {T}[n]", "3:7 '{...}' is not part of .exo files"),
        body(
            SyntaxCode.INVALID_LOOP_RANGE,
            "for i in range(0, n): pass",
            "3:12 'range' is not a kind of loop"),
        body(
            SyntaxCode.INVALID_LOOP_RANGE,
            "for i in seq(n): pass",
            "3:12 seq takes a lower and an upper bound, not 1 value"),
        body(
            SyntaxCode.INVALID_LOOP_RANGE,
            "for i in par(0, n, 2): pass",
            "3:12 par takes a lower and an upper bound, not 3 values"),
        body(
            SyntaxCode.INVALID_LOOP_RANGE,
            "for i in x: pass",
            "3:12 a loop runs over seq(lo, hi) or par(lo, hi)"),
        body(
            SyntaxCode.INVALID_LOOP_RANGE,
            "for i, j in seq(0, 1): pass",
            "3:8 a loop has one variable"),
        body(
            SyntaxCode.MISPLACED_ASSERT,
            "x = 1.0\n  assert n > 1",
            "4:3 assertions stand at the head of a procedure"),
        body(
            SyntaxCode.ASSERT_MESSAGE,
            "assert n > 1, \"why\"\n  pass",
            "3:17 an assertion has no message"),
        module(
            SyntaxCode.UNKNOWN_DECORATOR,
            "@prok\ndef p():\n  pass",
            "1:2 there is no decorator '@prok'"),
        module(
            SyntaxCode.MISSING_DECORATOR,
            "def p():\n  pass",
            "1:1 this definition has no decorator"),
        module(
            SyntaxCode.MISSING_DECORATOR, "class C:\n  x: f32", "1:1 this class has no decorator"),
        module(
            SyntaxCode.INVALID_DECORATOR,
            "@instr\ndef p():\n  pass",
            "1:2 @instr needs the C text it stands for"),
        module(
            SyntaxCode.INVALID_DECORATOR,
            "@proc(1)\ndef p():\n  pass",
            "1:7 @proc takes nothing, or (export=False)"),
        module(
            SyntaxCode.INVALID_DECORATOR,
            "@proc(exprt=True)\ndef p():\n  pass",
            "1:7 @proc has no argument 'exprt'"),
        module(
            SyntaxCode.INVALID_DECORATOR,
            "@proc(export=1)\ndef p():\n  pass",
            "1:14 'export' must be True or False"),
        module(
            SyntaxCode.INVALID_DECORATOR,
            "@instr(1)\ndef p():\n  pass",
            "1:8 'c' must be a string"),
        module(
            SyntaxCode.INVALID_DECORATOR,
            "@instr('a', c='b')\ndef p():\n  pass",
            "1:13 'c' is given twice"),
        module(
            SyntaxCode.INVALID_DECORATOR,
            "@proc\n@proc\ndef p():\n  pass",
            "2:1 a definition has one decorator"),
        module(
            SyntaxCode.INVALID_DECORATOR,
            "@config\ndef p():\n  pass",
            "2:1 expected 'class' behind @config, found 'def'"),
        module(SyntaxCode.INVALID_IMPORT, "import a.b", "1:1 an import starts with 'from'"),
        module(SyntaxCode.INVALID_IMPORT, "from a import b as c", "1:17 an import cannot rename"),
        module(
            SyntaxCode.INVALID_IMPORT,
            "from .a import b",
            "1:6 there are no relative library names"),
        module(
            SyntaxCode.INVALID_PARAMETER,
            "@proc\ndef p(n, m: size):\n  pass",
            "2:7 parameter 'n' has no type"),
        module(
            SyntaxCode.INVALID_PARAMETER,
            "@proc\ndef p(*, m: size):\n  pass",
            "2:7 parameters cannot be starred, keyword-only or positional-only"),
        body(SyntaxCode.INVALID_TYPE, "x : 3", "3:7 expected a type, found 3"),
        body(SyntaxCode.INVALID_TYPE, "x : f32[]", "3:10 a tensor needs at least one extent"),
        body(SyntaxCode.INVALID_TYPE, "x[n] : f32", "3:3 extents belong to the type"),
        body(SyntaxCode.INVALID_TYPE, "x : [f32][n]", "3:7 a window cannot be allocated"),
        body(SyntaxCode.INVALID_TYPE, "x : [f32]", "3:7 a window type needs extents"),
        body(
            SyntaxCode.INVALID_TYPE,
            "x : f32[n][m]",
            "3:13 a type has one pair of brackets with extents"),
        body(SyntaxCode.INVALID_TYPE, "x : f32 @ a.B", "3:14 a memory is a plain name"),
        module(
            SyntaxCode.INVALID_MEMBER,
            memory + "def alloc(): pass",
            "3:3 'def' cannot be part of this class"),
        module(
            SyntaxCode.INVALID_MEMBER,
            memory + "x: f32",
            "3:4 only a configuration has fields with types"),
        module(
            SyntaxCode.INVALID_MEMBER,
            "@config\nclass C:\n  x = 1",
            "3:5 a configuration holds fields with types"),
        module(
            SyntaxCode.INVALID_MEMBER,
            "@config\nclass C:\n  x: f32 = 1",
            "3:10 a field has no initial value"),
        module(
            SyntaxCode.INVALID_MEMBER,
            "@target\nclass C(D):\n  pass",
            "2:8 a target cannot extend another"),
        body(SyntaxCode.INVALID_SLICE, "w = x[0:n:2]", "3:12 a slice has no step"),
        body(
            SyntaxCode.INVALID_SLICE,
            "x[0:n] = 1.0",
            "3:3 an assignment writes one element, not a slice"),
        body(
            SyntaxCode.INVALID_SLICE,
            "x : f32[0:n]",
            "3:12 an extent is a number of elements, not a slice"),
        body(
            SyntaxCode.INVALID_STRIDE,
            "x = stride(y)",
            "3:7 stride takes the name of a tensor and the number of a dimension"),
        body(
            SyntaxCode.INVALID_STRIDE,
            "f(stride(y, -1))",
            "3:5 stride takes the name of a tensor and the number of a dimension"),
        new Case(
            SyntaxCode.INVALID_PATTERN,
            As.PATTERN,
            "_",
            "1:1 a pattern of holes only matches everything"),
        new Case(
            SyntaxCode.INVALID_PATTERN_INDEX,
            As.PATTERN,
            "x #",
            "1:3 '#' must be followed by the number of a match and the end of the pattern"),
        module(
            SyntaxCode.STRAY_STATEMENT,
            "x = 1\ny = 2\nfor i in z:\n  pass\n",
            "1:1 a file consists of imports and definitions, not statements"),
        body(
            SyntaxCode.INVALID_CONTINUATION,
            "x = \\ \n  y",
            "3:7 blanks follow the '\\' that continues this line"),
        body(
            SyntaxCode.INVALID_CONTINUATION,
            "x = \\ y",
            "3:7 '\\' must be the last character of a line"),
        new Case(
            SyntaxCode.TRAILING_INPUT,
            As.EXPRESSION,
            "a b",
            "1:3 expected the end of the expression, found 'b'"),
        new Case(
            SyntaxCode.INVALID_WINDOW,
            As.WINDOW,
            "x + 1",
            "1:1 expected a window: the name of a buffer with indices and slices"),
        module(SyntaxCode.DUPLICATE_SETTING, memory + "a = 1\n  a = 2", "4:3 'a' is given twice"),
        module(
            SyntaxCode.DUPLICATE_SETTING,
            memory + "element f32 = 'a' * 1\n  element f32 = 'b' * 2",
            "4:11 'element f32' is given twice"));
  }

  private static List<Diagnostic> parse(Case c) {
    Diagnostics diagnostics = new Diagnostics();
    switch (c.as()) {
      case MODULE -> Parser.parseModule(Parsing.file(c.text()), diagnostics);
      case BODY ->
          Parser.parseModule(
              Parsing.file("@proc\ndef p(n: size):\n  " + c.text() + "\n"), diagnostics);
      case EXPRESSION -> Parser.parseExpression(Parsing.file(c.text()), diagnostics);
      case WINDOW -> Parser.parseWindow(Parsing.file(c.text()), diagnostics);
      default -> Parser.parsePattern(Parsing.file(c.text()), diagnostics);
    }
    return diagnostics.list();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isReportedAlone(Case c) {
    List<Diagnostic> found = parse(c);
    String number = c.code().id().substring(8);
    assertThat(brief(found)).isEqualTo(c.expected().replaceFirst(" ", " " + number + " ") + "\n");
    assertThat(found.get(0).render()).contains("^");
  }

  @Test
  void everyCodeIsTriggered() {
    Set<SyntaxCode> missing = EnumSet.allOf(SyntaxCode.class);
    cases().map(Case::code).forEach(missing::remove);
    assertThat(missing).isEmpty();
  }

  @Test
  void idsAreUniqueAndStable() {
    assertThat(Arrays.stream(SyntaxCode.values()).map(SyntaxCode::id)).doesNotHaveDuplicates();
    assertThat(SyntaxCode.INVALID_CHARACTER.id()).isEqualTo("EXO-SYN-001");
    assertThat(SyntaxCode.DUPLICATE_SETTING.id()).isEqualTo("EXO-SYN-039");
    assertThat(Arrays.stream(SyntaxCode.values()).map(SyntaxCode::title)).doesNotHaveDuplicates();
  }
}
