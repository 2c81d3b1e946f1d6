package io.exo4j.schedule;

import io.exo4j.cursor.Cursor;
import io.exo4j.ir.Stmt;

/**
 * A call of a procedure, given by a cursor or by text. Looked up by {@link Context#call}.
 *
 * @param target the place
 */
public record CallRef(Target target) implements PlaceRef {
  /** The place at a cursor. */
  public static CallRef of(Cursor cursor) {
    return new CallRef(Target.of(cursor));
  }

  /** The place that a text means: {@code "foo"}, {@code "foo(_) #1"}. */
  public static CallRef of(String text) {
    return new CallRef(Target.of(text));
  }

  /** A statement. */
  public static CallRef of(Stmt stmt) {
    return of(Cursor.of(stmt));
  }

  @Override
  public String toString() {
    return target.toString();
  }
}
