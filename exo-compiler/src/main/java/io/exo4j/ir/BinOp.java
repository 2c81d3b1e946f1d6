package io.exo4j.ir;

import java.util.Optional;

/**
 * Binary operators. {@code /} and {@code %} on control values are floor division and its remainder.
 */
public enum BinOp {
  /** The sum of numbers or of control values. */
  ADD("+", 4),
  /** The difference of numbers or of control values. */
  SUB("-", 4),
  /** The product of numbers or of control values. */
  MUL("*", 5),
  /** The quotient of numbers; the floor of that of control values. */
  DIV("/", 5),
  /**
   * The remainder of the floor division of control values; never negative for a positive divisor.
   */
  MOD("%", 5),
  /** Less than, of control values. */
  LT("<", 3),
  /** Greater than, of control values. */
  GT(">", 3),
  /** At most, of control values. */
  LE("<=", 3),
  /** At least, of control values. */
  GE(">=", 3),
  /** Equal, of control values: integers or truth values. */
  EQ("==", 3),
  /** Both of two truth values; the second is not evaluated if the first is false. */
  AND("and", 2),
  /** One of two truth values; the second is not evaluated if the first is true. */
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
