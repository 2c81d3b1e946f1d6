package io.exo4j.syntax;

import java.util.HashMap;
import java.util.Map;

/** The kinds of tokens. The text of operators and keywords is part of the kind. */
enum TokenKind {
  NAME("a name"),
  INT("a number"),
  FLOAT("a number"),
  STRING("a string"),
  NEWLINE("the end of the line"),
  INDENT("indentation"),
  DEDENT("the end of the block"),
  EOF("the end of the file"),
  /** Something the lexer has already reported; the parser gives up on the statement in silence. */
  ERROR("an invalid token"),
  /** {@code #3} behind a pattern. */
  MATCH_INDEX("a match number"),

  FOR("for"),
  IN("in"),
  IF("if"),
  ELIF("elif"),
  ELSE("else"),
  PASS("pass"),
  ASSERT("assert"),
  AND("and"),
  OR("or"),
  TRUE("True"),
  FALSE("False"),
  DEF("def"),
  CLASS("class"),
  FROM("from"),
  IMPORT("import"),
  /** A keyword of Python that means nothing here; reserved, so that mistakes are recognised. */
  PYTHON_KEYWORD("a reserved word"),

  LPAREN("("),
  RPAREN(")"),
  LBRACKET("["),
  RBRACKET("]"),
  LBRACE("{"),
  RBRACE("}"),
  COMMA(","),
  COLON(":"),
  SEMICOLON(";"),
  DOT("."),
  AT("@"),
  ARROW("->"),
  ASSIGN("="),
  PLUS_ASSIGN("+="),
  PLUS("+"),
  MINUS("-"),
  STAR("*"),
  SLASH("/"),
  PERCENT("%"),
  LESS("<"),
  GREATER(">"),
  LESS_EQUAL("<="),
  GREATER_EQUAL(">="),
  EQUAL("=="),

  // Operators of Python that the language does not have.
  NOT_EQUAL("!="),
  POWER("**"),
  FLOOR_DIVIDE("//"),
  BIT_OPERATOR("a bit operator"),
  TILDE("~"),
  WALRUS(":="),
  ELLIPSIS("..."),
  OTHER_ASSIGN("an augmented assignment");

  private static final Map<String, TokenKind> BY_TEXT = byText();

  private final String text;

  TokenKind(String text) {
    this.text = text;
  }

  private static Map<String, TokenKind> byText() {
    Map<String, TokenKind> map = new HashMap<>();
    for (TokenKind kind : values()) {
      if (kind.hasFixedText()) {
        map.put(kind.text, kind);
      }
    }
    String pythonKeywords =
        "not is None while return with try except finally raise lambda yield del break continue global nonlocal"
            + " async await as";
    for (String keyword : pythonKeywords.split(" ")) {
      map.put(keyword, PYTHON_KEYWORD);
    }
    for (String operator : "& | ^ << >>".split(" ")) {
      map.put(operator, BIT_OPERATOR);
    }
    for (String operator : "-= *= /= //= %= **= @= &= |= ^= <<= >>=".split(" ")) {
      map.put(operator, OTHER_ASSIGN);
    }
    return Map.copyOf(map);
  }

  private boolean hasFixedText() {
    return !text.contains(" ");
  }

  /** Returns the kind of a word. */
  static TokenKind ofWord(String word) {
    return BY_TEXT.getOrDefault(word, NAME);
  }

  /** Returns the kind of an operator, or {@link #ERROR} if there is no such operator. */
  static TokenKind ofOperator(String operator) {
    return BY_TEXT.getOrDefault(operator, ERROR);
  }

  /** Returns whether this is a keyword, of this language or of Python. */
  boolean isKeyword() {
    return ordinal() >= FOR.ordinal() && ordinal() <= PYTHON_KEYWORD.ordinal();
  }

  /**
   * Returns whether an operand can end with this token, so that another operand cannot follow at
   * once.
   */
  boolean endsOperand() {
    return switch (this) {
      case NAME, INT, FLOAT, STRING, TRUE, FALSE, RPAREN, RBRACKET, RBRACE -> true;
      default -> false;
    };
  }

  /** Returns whether this token ends a line or a block rather than being part of it. */
  boolean isLayout() {
    return this == NEWLINE || this == INDENT || this == DEDENT || this == EOF;
  }

  /** Returns how messages call this kind: operators and keywords in quotes. */
  String describe() {
    return hasFixedText() ? "'" + text + "'" : text;
  }
}
