package io.exo4j.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Formulas over {@link Affine} forms and boolean variables, in negation normal form. Build them
 * with the static methods, which simplify.
 */
public sealed interface Formula {
  /** The formula that always holds. */
  Formula TRUE = new Const(true);

  /** The formula that never holds. */
  Formula FALSE = new Const(false);

  /** Dispatch without a chain of {@code instanceof}. */
  <T> T accept(Visitor<T> visitor);

  /** The formula that holds where this one does not. */
  Formula negate();

  /** One method per kind. */
  interface Visitor<T> {
    /** True or false. */
    T constant(boolean value);

    /** {@code e >= 0}. */
    T nonNegative(Affine e);

    /** {@code e == 0} or {@code e != 0}. */
    T zero(Affine e, boolean equal);

    /** A boolean variable or its negation. */
    T bool(BoolVar v, boolean positive);

    /** All of them. */
    T and(List<Formula> parts);

    /** One of them. */
    T or(List<Formula> parts);

    /** For some ({@code forAll} false) or all integer values of the variables. */
    T quantified(boolean forAll, List<Atom> variables, Formula body);
  }

  /** A boolean variable; equal only to itself. */
  final class BoolVar {
    private final int id;
    private final String name;
    private final Atom.Role role;

    /** A new variable. The id makes results reproducible: take it from a counter of the session. */
    BoolVar(int id, String name, Atom.Role role) {
      this.id = id;
      this.name = name;
      this.role = role;
    }

    /** The order of creation. */
    public int id() {
      return id;
    }

    /** What to call it in messages. */
    public String name() {
      return name;
    }

    /** Where it comes from. */
    public Atom.Role role() {
      return role;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** See {@link Visitor#constant}. */
  record Const(boolean value) implements Formula {
    @Override
    public boolean equals(Object o) {
      return o instanceof Const c && c.value == value;
    }

    @Override
    public int hashCode() {
      return Boolean.hashCode(value);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.constant(value);
    }

    @Override
    public Formula negate() {
      return of(!value);
    }
  }

  /**
   * See {@link Visitor#nonNegative}. Proofs hash formulas often: what records do is slow at first.
   */
  record NonNegative(Affine e) implements Formula {
    @Override
    public int hashCode() {
      return e.hashCode();
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof NonNegative n && n.e.equals(e);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.nonNegative(e);
    }

    @Override
    public Formula negate() {
      return Formula.nonNegative(e.negate().plus(-1));
    }
  }

  /** See {@link Visitor#zero}. */
  record Zero(Affine e, boolean equal) implements Formula {
    @Override
    public int hashCode() {
      return equal ? ~e.hashCode() : 31 * e.hashCode();
    }

    @Override
    public boolean equals(Object o) {
      return o instanceof Zero z && z.equal == equal && z.e.equals(e);
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.zero(e, equal);
    }

    @Override
    public Formula negate() {
      return new Zero(e, !equal);
    }
  }

  /** See {@link Visitor#bool}. */
  record Bool(BoolVar v, boolean positive) implements Formula {
    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.bool(v, positive);
    }

    @Override
    public Formula negate() {
      return new Bool(v, !positive);
    }
  }

  /** See {@link Visitor#and}. */
  record And(List<Formula> parts) implements Formula {
    @Override
    public boolean equals(Object o) {
      return o instanceof And a && a.parts.equals(parts);
    }

    @Override
    public int hashCode() {
      return parts.hashCode();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.and(parts);
    }

    @Override
    public Formula negate() {
      return Formula.or(parts.stream().map(Formula::negate).toList());
    }
  }

  /** See {@link Visitor#or}. */
  record Or(List<Formula> parts) implements Formula {
    @Override
    public boolean equals(Object o) {
      return o instanceof Or a && a.parts.equals(parts);
    }

    @Override
    public int hashCode() {
      return ~parts.hashCode();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.or(parts);
    }

    @Override
    public Formula negate() {
      return Formula.and(parts.stream().map(Formula::negate).toList());
    }
  }

  /** See {@link Visitor#quantified}. */
  record Quantified(boolean forAll, List<Atom> variables, Formula body) implements Formula {
    @Override
    public boolean equals(Object o) {
      return o instanceof Quantified q
          && q.forAll == forAll
          && q.variables.equals(variables)
          && q.body.equals(body);
    }

    @Override
    public int hashCode() {
      return 31 * variables.hashCode() + body.hashCode();
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.quantified(forAll, variables, body);
    }

    @Override
    public Formula negate() {
      return new Quantified(!forAll, variables, body.negate());
    }
  }

  /** {@link #TRUE} or {@link #FALSE}. */
  static Formula of(boolean value) {
    return value ? TRUE : FALSE;
  }

  /** {@code e >= 0}. */
  static Formula nonNegative(Affine e) {
    if (e.isConstant()) {
      return of(e.constant() >= 0);
    }
    long g = e.content();
    if (g > 1) {
      long c = Math.floorDiv(e.constant(), g);
      Affine linear = e.linearPart();
      long[] coefs = new long[linear.size()];
      for (int i = 0; i < coefs.length; i++) {
        coefs[i] = linear.coef(i) / g;
      }
      return new NonNegative(e.terms().make(c, linear.rawAtoms(), coefs));
    }
    return new NonNegative(e);
  }

  /** {@code a >= b}. */
  static Formula geq(Affine a, Affine b) {
    return nonNegative(a.minus(b));
  }

  /** {@code a < b}. */
  static Formula less(Affine a, Affine b) {
    return nonNegative(b.minus(a).plus(-1));
  }

  /** {@code e == 0}. */
  static Formula zero(Affine e) {
    if (e.isConstant()) {
      return of(e.constant() == 0);
    }
    long g = e.content();
    if (e.constant() % g != 0) {
      return FALSE;
    }
    Affine n = e;
    if (g > 1) {
      long[] coefs = new long[e.size()];
      for (int i = 0; i < coefs.length; i++) {
        coefs[i] = e.coef(i) / g;
      }
      n = e.terms().make(e.constant() / g, e.rawAtoms(), coefs);
    }
    return new Zero(n.coef(n.size() - 1) < 0 ? n.negate() : n, true);
  }

  /** {@code a == b}. */
  static Formula equal(Affine a, Affine b) {
    return zero(a.minus(b));
  }

  /** The variable itself. */
  static Formula bool(BoolVar v) {
    return new Bool(v, true);
  }

  /** All of them. */
  static Formula and(Collection<Formula> parts) {
    Set<Formula> flat = new LinkedHashSet<>();
    for (Formula p : parts) {
      if (p == FALSE) {
        return FALSE;
      }
      if (p instanceof And a) {
        flat.addAll(a.parts());
      } else if (p != TRUE) {
        flat.add(p);
      }
    }
    if (flat.isEmpty()) {
      return TRUE;
    }
    return flat.size() == 1 ? flat.iterator().next() : new And(List.copyOf(flat));
  }

  /** All of them. */
  static Formula and(Formula... parts) {
    return and(List.of(parts));
  }

  /** One of them. */
  static Formula or(Collection<Formula> parts) {
    Set<Formula> flat = new LinkedHashSet<>();
    for (Formula p : parts) {
      if (p == TRUE) {
        return TRUE;
      }
      if (p instanceof Or o) {
        flat.addAll(o.parts());
      } else if (p != FALSE) {
        flat.add(p);
      }
    }
    if (flat.isEmpty()) {
      return FALSE;
    }
    return flat.size() == 1 ? flat.iterator().next() : new Or(List.copyOf(flat));
  }

  /** One of them. */
  static Formula or(Formula... parts) {
    return or(List.of(parts));
  }

  /** {@code a} implies {@code b}. */
  static Formula implies(Formula a, Formula b) {
    return or(a.negate(), b);
  }

  /** Both hold or neither does. */
  static Formula iff(Formula a, Formula b) {
    return a.equals(b) ? TRUE : and(implies(a, b), implies(b, a));
  }

  /** For some values of the variables; those that do not occur are dropped. */
  static Formula exists(Collection<Atom> variables, Formula body) {
    Set<Atom> used = new LinkedHashSet<>();
    body.variables(used::add);
    List<Atom> kept = variables.stream().filter(used::contains).toList();
    return kept.isEmpty() ? body : new Quantified(false, kept, body);
  }

  /** For all values of the variables. */
  static Formula forAll(Collection<Atom> variables, Formula body) {
    return exists(variables, body.negate()).negate();
  }

  /** The conjuncts of a conjunction; otherwise the formula itself. */
  default List<Formula> conjuncts() {
    return this == TRUE ? List.of() : this instanceof And a ? a.parts() : List.of(this);
  }

  /** Gives every integer variable in it to {@code f}. */
  default void variables(Consumer<Atom> f) {
    accept(
        new Visitor<Void>() {
          @Override
          public Void constant(boolean value) {
            return null;
          }

          @Override
          public Void nonNegative(Affine e) {
            e.variables(f);
            return null;
          }

          @Override
          public Void zero(Affine e, boolean equal) {
            e.variables(f);
            return null;
          }

          @Override
          public Void bool(BoolVar v, boolean positive) {
            return null;
          }

          @Override
          public Void and(List<Formula> parts) {
            for (Formula p : parts) {
              p.accept(this);
            }
            return null;
          }

          @Override
          public Void or(List<Formula> parts) {
            for (Formula p : parts) {
              p.accept(this);
            }
            return null;
          }

          @Override
          public Void quantified(boolean forAll, List<Atom> variables, Formula body) {
            return body.accept(this);
          }
        });
  }

  /** Gives every boolean variable in it to {@code f}. */
  default void boolVariables(Consumer<BoolVar> f) {
    accept(
        new Visitor<Void>() {
          @Override
          public Void constant(boolean value) {
            return null;
          }

          @Override
          public Void nonNegative(Affine e) {
            return null;
          }

          @Override
          public Void zero(Affine e, boolean equal) {
            return null;
          }

          @Override
          public Void bool(BoolVar v, boolean positive) {
            f.accept(v);
            return null;
          }

          @Override
          public Void and(List<Formula> parts) {
            for (Formula p : parts) {
              p.accept(this);
            }
            return null;
          }

          @Override
          public Void or(List<Formula> parts) {
            for (Formula p : parts) {
              p.accept(this);
            }
            return null;
          }

          @Override
          public Void quantified(boolean forAll, List<Atom> variables, Formula body) {
            return body.accept(this);
          }
        });
  }

  /** Replaces variables; one for which the function gives null stays. */
  default Formula substitute(Function<Atom, Affine> ints, Function<BoolVar, Formula> bools) {
    return accept(
        new Visitor<Formula>() {
          @Override
          public Formula constant(boolean value) {
            return of(value);
          }

          @Override
          public Formula nonNegative(Affine e) {
            Affine r = e.substitute(ints);
            return r == e ? new NonNegative(e) : Formula.nonNegative(r);
          }

          @Override
          public Formula zero(Affine e, boolean equal) {
            Affine r = e.substitute(ints);
            Formula z = r == e ? new Zero(e, true) : Formula.zero(r);
            return equal ? z : z.negate();
          }

          @Override
          public Formula bool(BoolVar v, boolean positive) {
            Formula r = bools.apply(v);
            return r == null ? new Bool(v, positive) : positive ? r : r.negate();
          }

          @Override
          public Formula and(List<Formula> parts) {
            return Formula.and(all(parts));
          }

          @Override
          public Formula or(List<Formula> parts) {
            return Formula.or(all(parts));
          }

          private List<Formula> all(List<Formula> parts) {
            List<Formula> out = new ArrayList<>(parts.size());
            for (Formula p : parts) {
              out.add(p.accept(this));
            }
            return out;
          }

          @Override
          public Formula quantified(boolean forAll, List<Atom> variables, Formula body) {
            Formula b = body.substitute(v -> variables.contains(v) ? null : ints.apply(v), bools);
            return new Quantified(forAll, variables, b);
          }
        });
  }
}
