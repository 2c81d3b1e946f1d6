package io.exo4j.ir;

/**
 * The identity of a statement. It survives every edit that keeps the statement, so a cursor is an
 * id that is looked up in the newer version of the procedure; a copy of a statement gets a new id.
 */
public final class StmtId {
  @Override
  public String toString() {
    return "#" + Integer.toHexString(System.identityHashCode(this));
  }
}
