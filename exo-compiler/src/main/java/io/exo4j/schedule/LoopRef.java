package io.exo4j.schedule;

import io.exo4j.cursor.Cursor;
import io.exo4j.ir.Stmt;

/**
 * A loop, given by a cursor or by text. Looked up by {@link Context#loop}.
 *
 * @param target the place
 */
public record LoopRef(Target target) implements PlaceRef {
  /** The place at a cursor. */
  public static LoopRef of(Cursor cursor) {
    return new LoopRef(Target.of(cursor));
  }

  /** The place that a text means: {@code "i"}, {@code "i #1"}, {@code "for i in _: _"}. */
  public static LoopRef of(String text) {
    return new LoopRef(Target.of(text));
  }

  /** A statement. */
  public static LoopRef of(Stmt stmt) {
    return of(Cursor.of(stmt));
  }

  @Override
  public String toString() {
    return target.toString();
  }
}
