package io.exo4j.ir;

/**
 * The identity of a statement. It survives every edit that keeps the statement, so a cursor is an
 * id that is looked up in the newer version of the procedure; a copy of a statement gets a new id.
 */
public final class StmtId {
  /** The identity's; to ask the virtual machine at each look-up takes longer. */
  private final int hash = System.identityHashCode(this);

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public String toString() {
    return "#" + Integer.toHexString(hash);
  }
}
