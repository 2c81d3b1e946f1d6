package io.exo4j.cursor;

/**
 * One step of a path from a statement down to an expression in it.
 *
 * @param field which field of the statement or expression
 * @param index which element, for the fields that are lists; 0 otherwise
 */
public record ExprStep(Field field, int index) {
  @Override
  public boolean equals(Object o) {
    return o instanceof ExprStep s && s.field == field && s.index == index;
  }

  @Override
  public int hashCode() {
    return 31 * field.hashCode() + index;
  }

  /** The fields that hold expressions. */
  public enum Field {
    /** Subscript {@code index} of an assignment, a reduction or a read. */
    IDX("idx", true),
    /**
     * Right-hand side of an assignment, reduction or configuration write; the view of a window
     * statement.
     */
    RHS("rhs", false),
    /** Condition of an {@code if}. */
    COND("cond", false),
    /** Lower bound of a loop. */
    LO("lo", false),
    /** Upper bound of a loop. */
    HI("hi", false),
    /** Argument {@code index} of a call, of a procedure or of an extern. */
    ARG("args", true),
    /** Extent {@code index} of an allocation. */
    DIM("dims", true),
    /** Left operand of a binary operation. */
    LHS_OP("lhs", false),
    /** Right operand of a binary operation. */
    RHS_OP("rhs", false),
    /** Operand of a negation. */
    OPERAND("arg", false),
    /** Coordinate {@code index} of a window, which is a point. */
    POINT("pt", true),
    /** Start of coordinate {@code index} of a window, which is an interval. */
    INTERVAL_LO("lo", true),
    /** End of coordinate {@code index} of a window, which is an interval. */
    INTERVAL_HI("hi", true);

    private final String text;
    private final boolean list;

    Field(String text, boolean list) {
      this.text = text;
      this.list = list;
    }
  }

  /** The step to a field that is not a list. */
  public static ExprStep of(Field field) {
    return new ExprStep(field, 0);
  }

  /** The step to an element of a list. */
  public static ExprStep of(Field field, int index) {
    return new ExprStep(field, index);
  }

  /** True if the field belongs to a statement rather than to an expression. */
  boolean isInterval() {
    return field == Field.POINT || field == Field.INTERVAL_LO || field == Field.INTERVAL_HI;
  }

  /** The step in cursor notation: {@code .rhs}, {@code .idx[1]}, {@code .idx[0].lo}. */
  @Override
  public String toString() {
    if (isInterval()) {
      return ".idx[" + index + "]." + field.text;
    }
    return "." + field.text + (field.list ? "[" + index + "]" : "");
  }
}
