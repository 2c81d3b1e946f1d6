package io.exo4j.backend;

/**
 * The text of a C expression.
 *
 * @param text the text
 * @param level how tight its outermost operator binds
 */
record CText(String text, int level) {
  static final int OR = 1;
  static final int AND = 2;
  static final int EQUALITY = 3;
  static final int RELATION = 4;
  static final int SUM = 5;
  static final int PRODUCT = 6;
  static final int UNARY = 7;
  static final int POSTFIX = 8;

  /** A name, literal, call or subscript. */
  static CText atom(String text) {
    return new CText(text, POSTFIX);
  }

  /** {@code function(args)}. */
  static CText call(String function, String... args) {
    return atom(function + "(" + String.join(", ", args) + ")");
  }

  /** {@code (type)operand}. */
  static CText cast(String type, CText operand) {
    return new CText("(" + type + ")" + operand.in(UNARY), UNARY);
  }

  /** {@code left op right}; the right operand is grouped if it binds no tighter. */
  static CText binary(CText left, String op, CText right, int level) {
    return new CText(left.in(level) + " " + op + " " + right.in(level + 1), level);
  }

  /** The text, in parentheses if it binds less tightly than that. */
  String in(int context) {
    return level < context ? "(" + text + ")" : text;
  }

  /** The text in parentheses, whatever it is. */
  String grouped() {
    return "(" + text + ")";
  }
}
