package io.exo4j.syntax;

/** The binary operators of the language. */
public enum AstBinaryOp {
  /** Addition. */
  ADD("+"),
  /** Subtraction. */
  SUB("-"),
  /** Multiplication. */
  MUL("*"),
  /** Division; floor division of control values. */
  DIV("/"),
  /** Modulo. */
  MOD("%"),
  /** Less than. */
  LT("<"),
  /** Greater than. */
  GT(">"),
  /** Less than or equal. */
  LE("<="),
  /** Greater than or equal. */
  GE(">="),
  /** Equal. */
  EQ("=="),
  /** Conjunction. */
  AND("and"),
  /** Disjunction. */
  OR("or");

  private final String symbol;

  AstBinaryOp(String symbol) {
    this.symbol = symbol;
  }

  /** Returns the operator as it is written. */
  public String symbol() {
    return symbol;
  }

  /** Returns whether this is one of {@code < > <= >= ==}. */
  public boolean isComparison() {
    return ordinal() >= LT.ordinal() && ordinal() <= EQ.ordinal();
  }

  /** Returns whether this is {@code and} or {@code or}. */
  public boolean isLogical() {
    return this == AND || this == OR;
  }
}
