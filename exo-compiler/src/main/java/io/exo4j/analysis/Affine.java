package io.exo4j.analysis;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A quasi-affine form {@code c0 + c1*a1 + … + ck*ak}: the one normal form of an integer control
 * expression. Hash-consed by {@link Terms}, so two equal forms are the same object. A remainder is
 * {@code e - d*(e/d)}; a quotient is split so that no part of its dividend is divisible by its
 * divisor.
 *
 * <p>Arithmetic is exact; a coefficient that leaves 64 bits throws {@link ArithmeticException},
 * which the prover takes as "not proved".
 */
public final class Affine {
  /** Large: many forms differ a little in two places, and should not collide. */
  private static final int MIX = 0x9E3779B1;

  private final Terms terms;
  private final long constant;
  private final Atom[] atoms;
  private final long[] coefs;
  private final int hash;

  Affine(Terms terms, long constant, Atom[] atoms, long[] coefs) {
    this.terms = terms;
    this.constant = constant;
    this.atoms = atoms;
    this.coefs = coefs;
    int h = (int) constant;
    for (int i = 0; i < atoms.length; i++) {
      h = MIX * h + atoms[i].id();
      h = MIX * h + (int) coefs[i];
    }
    this.hash = h;
  }

  /** The factory that made it. */
  public Terms terms() {
    return terms;
  }

  /** The constant term. */
  public long constant() {
    return constant;
  }

  /** True if there are no atoms. */
  public boolean isConstant() {
    return atoms.length == 0;
  }

  /** True if it is the constant {@code value}. */
  public boolean is(long value) {
    return atoms.length == 0 && constant == value;
  }

  /** The number of atoms. */
  public int size() {
    return atoms.length;
  }

  /** The {@code i}-th atom, by ascending id. */
  public Atom atom(int i) {
    return atoms[i];
  }

  /** The coefficient of the {@code i}-th atom; never 0. */
  public long coef(int i) {
    return coefs[i];
  }

  /** The coefficient of an atom, 0 if it does not occur (directly). */
  public long coefOf(Atom a) {
    for (int i = 0; i < atoms.length; i++) {
      if (atoms[i] == a) {
        return coefs[i];
      }
    }
    return 0;
  }

  /** {@code this + other}. */
  public Affine plus(Affine other) {
    return combine(1, other, 1);
  }

  /** {@code this - other}. */
  public Affine minus(Affine other) {
    return combine(1, other, -1);
  }

  /** {@code this + k}. */
  public Affine plus(long k) {
    return k == 0 ? this : terms.make(Math.addExact(constant, k), atoms, coefs);
  }

  /** {@code k * this}. */
  public Affine times(long k) {
    if (k == 1) {
      return this;
    }
    if (k == 0) {
      return terms.constant(0);
    }
    long[] c = new long[coefs.length];
    for (int i = 0; i < c.length; i++) {
      c[i] = Math.multiplyExact(coefs[i], k);
    }
    return terms.make(Math.multiplyExact(constant, k), atoms, c);
  }

  /** {@code -this}. */
  public Affine negate() {
    return times(-1);
  }

  /** {@code k*this + m*other}. */
  public Affine combine(long k, Affine other, long m) {
    Atom[] a = new Atom[atoms.length + other.atoms.length];
    long[] c = new long[a.length];
    int n = 0;
    int i = 0;
    int j = 0;
    while (i < atoms.length || j < other.atoms.length) {
      Atom next;
      long coef;
      if (j >= other.atoms.length || i < atoms.length && atoms[i].id() < other.atoms[j].id()) {
        next = atoms[i];
        coef = Math.multiplyExact(k, coefs[i++]);
      } else if (i >= atoms.length || atoms[i].id() > other.atoms[j].id()) {
        next = other.atoms[j];
        coef = Math.multiplyExact(m, other.coefs[j++]);
      } else {
        next = atoms[i];
        coef =
            Math.addExact(
                Math.multiplyExact(k, coefs[i++]), Math.multiplyExact(m, other.coefs[j++]));
      }
      if (coef != 0) {
        a[n] = next;
        c[n++] = coef;
      }
    }
    long k0 = Math.addExact(Math.multiplyExact(k, constant), Math.multiplyExact(m, other.constant));
    return terms.make(k0, Arrays.copyOf(a, n), Arrays.copyOf(c, n));
  }

  /** Floor of {@code this / d}, {@code d > 0}. */
  public Affine div(long d) {
    return terms.div(this, d);
  }

  /** {@code this - d * (this / d)}, in {@code [0, d)}. */
  public Affine mod(long d) {
    return minus(div(d).times(d));
  }

  /**
   * For a form whose newest atom is a quotient with the coefficient 1 or -1: one without it that is
   * non-negative just if this is.
   */
  Affine undivided() {
    Atom q = atoms[atoms.length - 1];
    long k = coefs[atoms.length - 1];
    long d = q.divisor();
    Affine r = combine(1, terms.of(q), -k);
    // q + r >= 0 just if num >= -d*r; r - q >= 0 just if num <= d*r + d-1
    return k == 1 ? q.num().combine(1, r, d) : r.combine(d, q.num(), -1).plus(d - 1);
  }

  /** The form without its constant. */
  public Affine linearPart() {
    return constant == 0 ? this : terms.make(0, atoms, coefs);
  }

  /** The greatest common divisor of the coefficients (not of the constant); 0 for a constant. */
  public long content() {
    long g = 0;
    for (long c : coefs) {
      g = Terms.gcd(g, c);
    }
    return g;
  }

  /** Replaces variables, inside quotients too. A variable for which {@code f} gives null stays. */
  public Affine substitute(Function<Atom, Affine> f) {
    Affine sum = terms.constant(constant);
    boolean same = true;
    Affine[] parts = new Affine[atoms.length];
    for (int i = 0; i < atoms.length; i++) {
      Atom a = atoms[i];
      Affine r;
      if (a.isDiv()) {
        Affine num = a.num().substitute(f);
        r = num == a.num() ? null : num.div(a.divisor());
      } else {
        r = f.apply(a);
      }
      parts[i] = r;
      same &= r == null;
    }
    if (same) {
      return this;
    }
    for (int i = 0; i < atoms.length; i++) {
      Affine r = parts[i] == null ? terms.of(atoms[i]) : parts[i];
      sum = sum.combine(1, r, coefs[i]);
    }
    return sum;
  }

  /** Gives every variable in it to {@code f}, those inside quotients too. */
  public void variables(Consumer<Atom> f) {
    for (Atom a : atoms) {
      if (a.isDiv()) {
        a.num().variables(f);
      } else {
        f.accept(a);
      }
    }
  }

  /** True if {@code variable} occurs in it, inside quotients too. */
  public boolean mentions(Atom variable) {
    boolean[] found = {false};
    variables(v -> found[0] |= v == variable);
    return found[0];
  }

  Atom[] rawAtoms() {
    return atoms;
  }

  long[] rawCoefs() {
    return coefs;
  }

  /** Structural equality, for interning only; everywhere else identity is enough. */
  boolean sameAs(Affine o) {
    return constant == o.constant && Arrays.equals(atoms, o.atoms) && Arrays.equals(coefs, o.coefs);
  }

  @Override
  public boolean equals(Object o) {
    return o == this || o instanceof Affine a && a.terms == terms && a.hash == hash && sameAs(a);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    StringBuilder b = new StringBuilder();
    for (int i = 0; i < atoms.length; i++) {
      long c = coefs[i];
      b.append(c < 0 ? (i == 0 ? "-" : " - ") : (i == 0 ? "" : " + "));
      if (Math.abs(c) != 1) {
        b.append(Math.abs(c)).append('*');
      }
      b.append(atoms[i]);
    }
    if (constant != 0 || atoms.length == 0) {
      b.append(
          atoms.length == 0
              ? Long.toString(constant)
              : constant < 0 ? " - " + Math.abs(constant) : " + " + constant);
    }
    return b.toString();
  }
}
