package io.exo4j.syntax;

import io.exo4j.diagnostics.Code;

/** The mistakes that lexer and parser report. */
public enum SyntaxCode implements Code {
  /** A character that no token starts with. */
  INVALID_CHARACTER(1, "invalid character"),
  /** A string without its closing quotes. */
  UNTERMINATED_STRING(2, "unterminated string"),
  /** An unknown or incomplete escape in a string. */
  INVALID_ESCAPE(3, "invalid escape in a string"),
  /** A malformed or too large number. */
  INVALID_NUMBER(4, "invalid number"),
  /** A bracket that is never closed. */
  UNCLOSED_BRACKET(5, "bracket never closed"),
  /** A closing bracket that closes nothing, or another kind of bracket. */
  UNMATCHED_BRACKET(6, "unmatched closing bracket"),
  /** Indentation whose depth depends on the width of a tab. */
  INCONSISTENT_TABS(7, "inconsistent use of tabs and spaces"),
  /** A line that goes back to an indentation no open block has. */
  INCONSISTENT_DEDENT(8, "indentation matches no open block"),
  /** An indented line where no block starts. */
  UNEXPECTED_INDENT(9, "unexpected indentation"),
  /** Something other than the grammar asks for. */
  UNEXPECTED_TOKEN(10, "unexpected token"),
  /** No expression where one is needed. */
  EXPECTED_EXPRESSION(11, "expected an expression"),
  /** No statement where a block is needed. */
  EXPECTED_BLOCK(12, "expected a block"),
  /** Nesting beyond the limits. */
  TOO_DEEP(13, "nested too deeply"),
  /** A keyword used as a name. */
  RESERVED_WORD(14, "reserved word used as a name"),
  /** An operator of Python that the language does not have. */
  UNSUPPORTED_OPERATOR(15, "unsupported operator"),
  /** A statement of Python that the language does not have. */
  UNSUPPORTED_STATEMENT(16, "unsupported statement"),
  /** An assignment of Python that the language does not have. */
  UNSUPPORTED_ASSIGNMENT(17, "unsupported assignment"),
  /** An expression of Python that the language does not have. */
  UNSUPPORTED_EXPRESSION(18, "unsupported expression"),
  /** A keyword, starred or default argument. */
  UNSUPPORTED_ARGUMENT(19, "unsupported argument"),
  /** Code that Exo would run in Python while parsing. */
  METAPROGRAMMING(20, "metaprogramming is not part of .exo files"),
  /** A loop over something other than {@code seq(lo, hi)} or {@code par(lo, hi)}. */
  INVALID_LOOP_RANGE(21, "invalid loop range"),
  /** An assertion behind the first statement or inside a block. */
  MISPLACED_ASSERT(22, "assertion not at the head of a procedure"),
  /** A message behind an assertion. */
  ASSERT_MESSAGE(23, "assertion with a message"),
  /** A decorator that does not exist. */
  UNKNOWN_DECORATOR(24, "unknown decorator"),
  /** A definition without a decorator. */
  MISSING_DECORATOR(25, "missing decorator"),
  /** Decorator arguments other than those it takes. */
  INVALID_DECORATOR(26, "invalid use of a decorator"),
  /** An import in a form other than {@code from ... import ...}. */
  INVALID_IMPORT(27, "invalid import"),
  /** A parameter without a type, or of a form that does not exist. */
  INVALID_PARAMETER(28, "invalid parameter"),
  /** Something that is not a type. */
  INVALID_TYPE(29, "invalid type"),
  /** Something in a class that it cannot hold. */
  INVALID_MEMBER(30, "invalid class member"),
  /** A slice with a step, or where no slice can be. */
  INVALID_SLICE(31, "invalid slice"),
  /** {@code stride} with something other than a tensor and a literal. */
  INVALID_STRIDE(32, "invalid stride expression"),
  /** A pattern that can match nothing, or everything. */
  INVALID_PATTERN(33, "invalid pattern"),
  /** A {@code #} in a pattern that is not followed by a number and the end. */
  INVALID_PATTERN_INDEX(34, "invalid match number in a pattern"),
  /** A statement outside a procedure. */
  STRAY_STATEMENT(35, "statement outside a procedure"),
  /** A backslash that is not the last character of its line. */
  INVALID_CONTINUATION(36, "invalid line continuation"),
  /** Text behind the end of a fragment. */
  TRAILING_INPUT(37, "unexpected text behind the end"),
  /** Something other than {@code name[...]} where a window is needed. */
  INVALID_WINDOW(38, "invalid window"),
  /** A setting given twice. */
  DUPLICATE_SETTING(39, "setting given twice");

  private final int number;
  private final String title;

  SyntaxCode(int number, String title) {
    this.number = number;
    this.title = title;
  }

  @Override
  public String id() {
    return Code.id("SYN", number);
  }

  @Override
  public String title() {
    return title;
  }
}
