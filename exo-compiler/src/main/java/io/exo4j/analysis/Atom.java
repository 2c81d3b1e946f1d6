package io.exo4j.analysis;

import java.util.Optional;

/**
 * What a linear form is linear in: an integer variable, or the floor of a linear form over a
 * positive constant. Created and interned by {@link Terms}; two atoms are equal only if they are
 * the same object.
 */
public final class Atom {
  /** Where a variable comes from; decides whether a counterexample names it. */
  public enum Role {
    /**
     * A value that the user named: an argument, a loop variable, a configuration field at entry.
     */
    NAMED,
    /** A coordinate of a location, or another variable that only the proof knows. */
    AUXILIARY,
    /** A value about which nothing is known: using it makes a result an approximation. */
    UNKNOWN
  }

  private final int id;
  private final String name;
  private final Role role;
  private final Affine numerator;
  private final long divisor;

  Atom(int id, String name, Role role, Affine numerator, long divisor) {
    this.id = id;
    this.name = name;
    this.role = role;
    this.numerator = numerator;
    this.divisor = divisor;
  }

  /** The order of creation: an atom's parts have smaller ids. */
  public int id() {
    return id;
  }

  /** What to call it in messages. */
  public String name() {
    return name;
  }

  /** Where it comes from. */
  public Role role() {
    return role;
  }

  /** True for {@code numerator / divisor}. */
  public boolean isDiv() {
    return divisor != 0;
  }

  /** The dividend of a {@link #isDiv()} atom. */
  public Optional<Affine> numerator() {
    return Optional.ofNullable(numerator);
  }

  Affine num() {
    return numerator;
  }

  /** The divisor of a {@link #isDiv()} atom; 0 for a variable. */
  public long divisor() {
    return divisor;
  }

  @Override
  public String toString() {
    return isDiv() ? "(" + numerator + ")/" + divisor : name;
  }
}
