package io.exo4j.schedule;

import io.exo4j.cursor.Cursor;

/**
 * An expression, given by a cursor or by text. Looked up by {@link Context#expr} and {@link
 * Context#exprs}.
 *
 * @param target the place
 */
public record ExprRef(Target target) implements PlaceRef {
  /** The place at a cursor. */
  public static ExprRef of(Cursor cursor) {
    return new ExprRef(Target.of(cursor));
  }

  /**
   * The place that a text means: {@code "x[_]"}, {@code "a + _ #1"}, {@code "proc.body[0].rhs"}.
   */
  public static ExprRef of(String text) {
    return new ExprRef(Target.of(text));
  }

  @Override
  public String toString() {
    return target.toString();
  }
}
