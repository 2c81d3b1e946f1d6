package io.exo4j.schedule;

import io.exo4j.cursor.Cursor;
import io.exo4j.ir.Stmt;

/**
 * An allocation or an argument that is a buffer, given by a cursor or by text. Looked up by {@link
 * Context#alloc} and {@link Context#buffer}.
 *
 * @param target the place
 */
public record AllocRef(Target target) implements PlaceRef {
  /** The place at a cursor. */
  public static AllocRef of(Cursor cursor) {
    return new AllocRef(Target.of(cursor));
  }

  /** The place that a text means: {@code "x"}, {@code "x #1"}, {@code "x : _"}. */
  public static AllocRef of(String text) {
    return new AllocRef(Target.of(text));
  }

  /** A statement. */
  public static AllocRef of(Stmt stmt) {
    return of(Cursor.of(stmt));
  }

  @Override
  public String toString() {
    return target.toString();
  }
}
