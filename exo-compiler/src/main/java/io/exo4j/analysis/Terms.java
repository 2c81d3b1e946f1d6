package io.exo4j.analysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes and interns {@link Atom}s and {@link Affine} forms. Confined to one thread; one per {@link
 * ProofSession}.
 */
public final class Terms {
  private static final Atom[] NO_ATOMS = {};
  private static final long[] NO_COEFS = {};

  private final Map<Affine, Affine> forms = new HashMap<>();
  private final Map<Long, Map<Affine, Atom>> quotients = new HashMap<>();
  private int next;

  /** A new integer variable, different from every other. */
  public Atom variable(String name, Atom.Role role) {
    return new Atom(next++, name, role, null, 0);
  }

  /** How many atoms there are: those made later have this id or a greater one. */
  public int mark() {
    return next;
  }

  /** The constant form. */
  public Affine constant(long value) {
    return make(value, NO_ATOMS, NO_COEFS);
  }

  /** The form that is just that atom. */
  public Affine of(Atom atom) {
    return make(0, new Atom[] {atom}, new long[] {1});
  }

  /**
   * Forgets what has been made; what is still in use stays valid, new equal forms are other
   * objects.
   */
  void forget() {
    forms.clear();
    quotients.clear();
  }

  Affine make(long constant, Atom[] atoms, long[] coefs) {
    Affine form = new Affine(this, constant, atoms, coefs);
    Affine known = forms.putIfAbsent(form, form);
    return known == null ? form : known;
  }

  /** Floor of {@code e / d}; {@code d > 0}. */
  Affine div(Affine e, long d) {
    if (d <= 0) {
      throw new IllegalArgumentException("divisor must be positive: " + d);
    }
    if (d == 1) {
      return e;
    }
    // (d*x + r) / d = x + r/d, exactly, for floor division
    Affine whole = constant(Math.floorDiv(e.constant(), d));
    Affine rest = constant(Math.floorMod(e.constant(), d));
    for (int i = 0; i < e.size(); i++) {
      Affine a = of(e.atom(i));
      if (e.coef(i) % d == 0) {
        whole = whole.combine(1, a, e.coef(i) / d);
      } else {
        rest = rest.combine(1, a, e.coef(i));
      }
    }
    if (rest.isConstant()) {
      return whole; // 0 <= rest < d
    }
    long g = gcd(rest.content(), d);
    if (g > 1) { // (g*r + c) / (g*m) = (r + floor(c/g)) / m
      long[] c = new long[rest.size()];
      for (int i = 0; i < c.length; i++) {
        c[i] = rest.coef(i) / g;
      }
      rest = make(Math.floorDiv(rest.constant(), g), rest.rawAtoms(), c);
      return whole.plus(div(rest, d / g));
    }
    if (rest.size() == 1 && rest.coef(0) == 1 && rest.atom(0).isDiv()) {
      // (x/a + c) / b = (x + a*c) / (a*b)
      Atom inner = rest.atom(0);
      long a = inner.divisor();
      Affine num = inner.num().plus(Math.multiplyExact(a, rest.constant()));
      return whole.plus(div(num, Math.multiplyExact(a, d)));
    }
    return whole.plus(of(quotient(rest, d)));
  }

  private Atom quotient(Affine num, long d) {
    return quotients
        .computeIfAbsent(d, k -> new HashMap<>())
        .computeIfAbsent(num, n -> new Atom(next++, "", role(n), n, d));
  }

  private static Atom.Role role(Affine num) {
    return Arrays.stream(num.rawAtoms()).anyMatch(a -> a.role() == Atom.Role.UNKNOWN)
        ? Atom.Role.UNKNOWN
        : Atom.Role.AUXILIARY;
  }

  static long gcd(long a, long b) {
    long x = Math.abs(a);
    long y = Math.abs(b);
    while (y != 0) {
      long t = x % y;
      x = y;
      y = t;
    }
    return x;
  }
}
