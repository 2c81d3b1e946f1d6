package io.exo4j.ir;

import java.util.Optional;

/**
 * Binary operators. {@code /} and {@code %} on control values are floor division and its remainder.
 */
public enum BinOp {
  ADD("+", 4),
  SUB("-", 4),
  MUL("*", 5),
  DIV("/", 5),
  MOD("%", 5),
  LT("<", 3),
  GT(">", 3),
  LE("<=", 3),
  GE(">=", 3),
  EQ("==", 3),
  AND("and", 2),
  OR("or", 1);

  private final String text;
  private final int precedence;

  BinOp(String text, int precedence) {
    this.text = text;
    this.precedence = precedence;
  }

  /** The operator's spelling. */
  public String text() {
    return text;
  }

  /** Higher binds tighter. */
  public int precedence() {
    return precedence;
  }

  /** True for {@code + - * / %}. */
  public boolean isArithmetic() {
    return precedence >= 4;
  }

  /** True for {@code < > <= >= ==}. */
  public boolean isComparison() {
    return precedence == 3;
  }

  /** True for {@code and or}. */
  public boolean isLogical() {
    return precedence <= 2;
  }

  /** The operator with that spelling, if there is one. */
  public static Optional<BinOp> of(String text) {
    for (BinOp op : values()) {
      if (op.text.equals(text)) {
        return Optional.of(op);
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return text;
  }
}
