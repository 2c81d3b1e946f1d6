package io.exo4j.ir;

import java.util.Objects;

/**
 * A name with an identity. Two symbols are equal only if they are the same object, whatever their
 * names, so code can be moved and copied without capturing names; the name is only what is printed.
 */
public final class Sym {
  private final String name;

  /** The identity's; to ask the virtual machine at each look-up takes longer. */
  private final int hash = System.identityHashCode(this);

  /** A new symbol, different from every other, printed as {@code name}. */
  public Sym(String name) {
    this.name = Objects.requireNonNull(name);
  }

  /** The name to print. */
  public String name() {
    return name;
  }

  /** A new symbol that prints as this one does. */
  public Sym fresh() {
    return new Sym(name);
  }

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
    return name;
  }
}
