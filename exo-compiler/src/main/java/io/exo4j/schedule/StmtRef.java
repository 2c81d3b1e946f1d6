package io.exo4j.schedule;

import io.exo4j.cursor.Cursor;
import io.exo4j.ir.Stmt;

/**
 * A statement, given by a cursor or by text. Looked up by {@link Context#stmt} and its relatives.
 *
 * @param target the place
 */
public record StmtRef(Target target) implements PlaceRef {
  /** The place at a cursor. */
  public static StmtRef of(Cursor cursor) {
    return new StmtRef(Target.of(cursor));
  }

  /**
   * The place that a text means: {@code "x[_] = _"}, {@code "if _: _ #1"}, {@code "proc.body[0]"}.
   */
  public static StmtRef of(String text) {
    return new StmtRef(Target.of(text));
  }

  /** A statement. */
  public static StmtRef of(Stmt stmt) {
    return of(Cursor.of(stmt));
  }

  @Override
  public String toString() {
    return target.toString();
  }
}
