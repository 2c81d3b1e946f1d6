package io.exo4j.schedule;

import io.exo4j.cursor.Cursor;
import io.exo4j.ir.Stmt;

/**
 * Neighbouring statements, or one, given by a cursor or by text. Looked up by {@link
 * Context#block}.
 *
 * @param target the place
 */
public record BlockRef(Target target) implements PlaceRef {
  /** The place at a cursor. */
  public static BlockRef of(Cursor cursor) {
    return new BlockRef(Target.of(cursor));
  }

  /** The place that a text means: {@code "x = _ ; y = _"}, {@code "proc.body[0:2]"}. */
  public static BlockRef of(String text) {
    return new BlockRef(Target.of(text));
  }

  /** A statement. */
  public static BlockRef of(Stmt stmt) {
    return of(Cursor.of(stmt));
  }

  @Override
  public String toString() {
    return target.toString();
  }
}
