package io.exo4j.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FactsTest {
  private final Terms t = new Terms();
  private final Affine n = t.of(t.variable("n", Atom.Role.NAMED));

  // as in a program: bounds exist before the variable that they bound
  private final Affine quarter = n.div(4);
  private final Affine io = t.of(t.variable("io", Atom.Role.NAMED));
  private final Affine ii = t.of(t.variable("ii", Atom.Role.NAMED));

  private static Formula nonNegative(Affine e) {
    return Formula.nonNegative(e);
  }

  @Test
  void quotientsAreSplitIntoWholeAndRest() {
    assertThat(io.times(4).plus(ii).div(4)).isSameAs(io.plus(ii.div(4)));
    assertThat(io.times(4).plus(7).div(4)).isSameAs(io.plus(1));
    assertThat(n.div(4).div(2)).isSameAs(n.div(8));
    assertThat(n.times(2).div(6)).isSameAs(n.div(3));
    assertThat(n.plus(-1).div(4).toString()).isEqualTo("(n + 3)/4 - 1");
  }

  @Test
  void remaindersAreInTermsOfQuotients() {
    assertThat(n.mod(4).plus(n.div(4).times(4))).isSameAs(n);
    assertThat(io.times(8).mod(4)).isSameAs(t.constant(0));
  }

  @Test
  void splitLoopStaysInBounds() {
    Facts f =
        new Facts(
            List.of(
                nonNegative(n.plus(-1)),
                nonNegative(io),
                nonNegative(quarter.minus(io).plus(-1)),
                nonNegative(ii),
                nonNegative(ii.negate().plus(3))));
    Affine at = io.times(4).plus(ii);
    assertThat(f.prove(nonNegative(at))).isTrue();
    assertThat(f.prove(nonNegative(n.minus(at).plus(-1)))).isTrue();
    assertThat(f.prove(nonNegative(n.minus(at).plus(-2)))).isFalse();
  }

  @Test
  void quotientsAreBoundedAsIntegersAre() {
    Formula positive = nonNegative(n.plus(-1));
    Affine vectors = n.plus(15).div(16);
    assertThat(new Facts(List.of(positive)).prove(nonNegative(vectors.plus(-1)))).isTrue();
    assertThat(new Facts(List.of(positive)).prove(nonNegative(vectors.plus(-2)))).isFalse();
    Facts partly =
        new Facts(List.of(nonNegative(n.negate().plus(512)), nonNegative(n.mod(64).plus(-1))));
    assertThat(partly.prove(nonNegative(n.div(64).negate().plus(7)))).isTrue();
    assertThat(partly.prove(nonNegative(n.div(64).negate().plus(6)))).isFalse();
  }

  @Test
  void aQuotientIsAtLeastOneWhereTheDividendIsEnough() {
    Facts f = new Facts(List.of(nonNegative(io), nonNegative(quarter.minus(io).plus(-1))));
    Affine left = n.minus(io.times(4)); // at least 4
    Affine at = io.times(4).plus(left.plus(4).div(8).times(8));
    assertThat(f.prove(nonNegative(at.plus(-4)))).isTrue();
    assertThat(f.prove(nonNegative(at.plus(-9)))).isFalse();
  }

  @Test
  void oneOfTwoOppositesHolds() {
    Formula small = Formula.less(n, t.constant(8));
    Formula known = nonNegative(n);
    Facts f = new Facts(List.of(known));
    assertThat(f.prove(Formula.or(Formula.and(known, small), small.negate()))).isTrue();
    assertThat(f.prove(Formula.or(small, Formula.less(t.constant(8), n)))).isFalse();
  }

  @Test
  void equalCoordinatesOfDifferentIterationsContradict() {
    Affine j = t.of(t.variable("j", Atom.Role.NAMED));
    Facts f = new Facts(List.of(Formula.less(io, j), Formula.equal(io.plus(1), j.plus(1))));
    assertThat(f.contradiction()).isTrue();
  }

  @Test
  void tiledCoordinatesOfDifferentTilesContradict() {
    Affine io2 = t.of(t.variable("io'", Atom.Role.NAMED));
    Affine ii2 = t.of(t.variable("ii'", Atom.Role.NAMED));
    List<Formula> known = new ArrayList<>();
    for (Affine e : List.of(ii, ii2)) {
      known.add(nonNegative(e));
      known.add(nonNegative(e.negate().plus(3)));
    }
    known.add(Formula.less(io, io2));
    known.add(Formula.equal(io.times(4).plus(ii), io2.times(4).plus(ii2)));
    assertThat(new Facts(known).contradiction()).isTrue();
  }

  @Test
  void remaindersOfNegativeNumbersAreNotNegative() {
    Facts f = new Facts(List.of(nonNegative(n.negate().plus(-1)))); // n < 0
    assertThat(f.prove(nonNegative(n.mod(4)))).isTrue();
    assertThat(f.prove(nonNegative(n.mod(4).negate().plus(3)))).isTrue();
    assertThat(f.prove(nonNegative(n.mod(4).plus(-1)))).isFalse(); // n = -4
    assertThat(f.prove(nonNegative(n.mod(4).negate().plus(2)))).isFalse(); // n = -1
    // a quotient is rounded down: -1 / 4 is -1
    assertThat(f.prove(nonNegative(n.div(4).negate().plus(-1)))).isTrue();
    assertThat(f.prove(nonNegative(n.div(4).plus(1)))).isFalse();
    assertThat(f.prove(Formula.equal(n.negate().div(4), n.div(4).negate()))).isFalse();
  }

  @Test
  void anIndexIsNotASize() {
    assertThat(new Facts(List.of()).prove(nonNegative(n))).isFalse();
    Facts f = new Facts(List.of(nonNegative(n.plus(-1))));
    assertThat(f.prove(nonNegative(n.div(4)))).isTrue();
    assertThat(f.prove(nonNegative(n.div(4).plus(-1)))).isFalse();
    assertThat(f.prove(nonNegative(n.plus(-1).div(4)))).isTrue();
    assertThat(f.prove(nonNegative(n.plus(-2).div(4)))).isFalse();
    assertThat(f.prove(nonNegative(n.plus(-2).div(4).plus(1)))).isTrue();
  }

  @Test
  void inAnEmptyRangeEverythingHoldsAndBesideItNothing() {
    Formula from = nonNegative(io.plus(-5));
    Formula to = nonNegative(io.negate().plus(4));
    assertThat(new Facts(List.of(from, to)).contradiction()).isTrue();
    assertThat(new Facts(List.of(from)).contradiction()).isFalse();
    // 4*io is neither 5, 6 nor 7
    Facts between =
        new Facts(List.of(nonNegative(io.times(4).plus(-5)), nonNegative(ii.minus(io.times(4)))));
    assertThat(between.contradiction()).isFalse();
    assertThat(between.prove(nonNegative(ii.plus(-8)))).isTrue();
    assertThat(between.prove(nonNegative(ii.plus(-9)))).isFalse();
  }

  @Test
  void numbersThatLeave64BitsProveNothing() {
    Affine least = n.plus(Long.MIN_VALUE);
    Facts huge = new Facts(List.of(Formula.zero(least), nonNegative(io.minus(n))));
    assertThat(huge.prove(nonNegative(io.negate()))).isFalse(); // n = io = 2^63
    assertThat(huge.contradiction()).isFalse();
    Affine twice = io.times(Long.MAX_VALUE).plus(ii.times(Long.MIN_VALUE));
    Facts large = new Facts(List.of(nonNegative(twice), nonNegative(io.negate().plus(ii))));
    assertThat(large.prove(nonNegative(io.times(-2).plus(ii.times(-3)).plus(1)))).isFalse();
    assertThatThrownBy(() -> n.times(Long.MIN_VALUE).minus(n).plus(ii))
        .isInstanceOf(ArithmeticException.class);
  }

  /** Negating 2^63 would give 2^63: {@code -n - 2^63 = 0} is not {@code n - 2^63 = 0}. */
  @Test
  void anEquationIsNotNegatedBeyond64Bits() {
    assertThatThrownBy(() -> Formula.zero(n.negate().plus(Long.MIN_VALUE)))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Formula.zero(n.times(Long.MIN_VALUE).minus(ii)))
        .isInstanceOf(ArithmeticException.class);
    Affine even = n.times(Long.MIN_VALUE).plus(Long.MIN_VALUE);
    assertThatThrownBy(() -> Formula.zero(even)).isInstanceOf(ArithmeticException.class);
  }

  /** Whatever the fast path claims to prove, the solver must not be able to refute. */
  @Test
  void fastPathIsSound() {
    int proved = 0;
    try (Z3Session z3 = new Z3Session()) {
      for (int round = 0; round < 2500; round++) {
        Random random = new Random(round);
        try {
          proved += claims(random, round < 1500, z3) ? 1 : 0;
        } catch (ArithmeticException overflow) {
          assertThat(round).isGreaterThanOrEqualTo(1500); // such forms cannot be made
        }
      }
    }
    assertThat(proved).isGreaterThan(400);
  }

  private static boolean claims(Random random, boolean small, Z3Session z3) {
    Terms terms = new Terms();
    List<Affine> vars = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      vars.add(terms.of(terms.variable("x" + i, Atom.Role.NAMED)));
    }
    List<Formula> known = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      known.add(composed(random, terms, vars, small));
    }
    Formula goal = random.nextInt(4) == 0 ? Formula.FALSE : composed(random, terms, vars, small);
    Formula not = goal.negate();
    boolean claims = false;
    try {
      Facts facts = new Facts(known);
      claims = goal == Formula.FALSE ? facts.contradiction() : facts.prove(goal);
    } catch (ArithmeticException overflow) {
      fail("facts throw: %s |- %s", known, not);
    }
    if (claims) {
      assertThat(z3.prove(known, goal).outcome())
          .as("%s |- %s", known, goal)
          .isNotEqualTo(Verdict.Outcome.REFUTED);
      assertThat(Witness.against(known, goal)).as("%s |- %s", known, goal).isEmpty();
    }
    return claims;
  }

  private static Formula composed(Random r, Terms terms, List<Affine> vars, boolean small) {
    Formula f = small ? random(r, terms, vars) : large(r, terms, vars);
    return switch (r.nextInt(8)) {
      case 0 -> Formula.and(f, composed(r, terms, vars, small));
      case 1 -> Formula.or(f, composed(r, terms, vars, small));
      case 2 -> Formula.implies(f, composed(r, terms, vars, small)).negate();
      default -> f;
    };
  }

  /** Numbers near the ends of 64 bits, and quotients in quotients. */
  private static Formula large(Random r, Terms terms, List<Affine> vars) {
    long[] numbers = {
      Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE, 1L << 62, -(1L << 62), 1L << 32, 3, 1, 0
    };
    Affine e = terms.constant(numbers[r.nextInt(numbers.length)]);
    for (Affine v : vars) {
      long k = r.nextInt(3) == 0 ? numbers[r.nextInt(numbers.length)] : r.nextInt(5) - 2;
      long d = Math.max(2, numbers[r.nextInt(numbers.length)]);
      Affine x = r.nextInt(3) == 0 ? v.plus(vars.get(0).div(3)).div(d) : v;
      e = e.combine(1, r.nextInt(4) == 0 ? x.mod(d) : x, k);
    }
    return r.nextInt(4) == 0 ? Formula.zero(e) : Formula.nonNegative(e);
  }

  private static Formula random(Random r, Terms terms, List<Affine> vars) {
    Affine e = terms.constant(r.nextInt(9) - 4);
    for (Affine v : vars) {
      if (r.nextInt(3) > 0) {
        Affine x = v;
        if (r.nextInt(4) == 0) {
          x = v.plus(r.nextInt(3)).plus(vars.get(r.nextInt(3))).div(2 + r.nextInt(3));
        } else if (r.nextInt(5) == 0) {
          x = v.mod(2 + r.nextInt(3));
        }
        e = e.combine(1, x, r.nextInt(5) - 2);
      }
    }
    return switch (r.nextInt(5)) {
      case 0 -> Formula.zero(e);
      case 1 -> Formula.zero(e).negate();
      default -> Formula.nonNegative(e);
    };
  }

  /** Eliminating a quantifier must give an equivalent formula: compared by trying all values. */
  @Test
  void eliminationIsExact() {
    Random random = new Random(5);
    int quantifierFree = 0;
    for (int round = 0; round < 300; round++) {
      Terms terms = new Terms();
      List<Affine> vars = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        vars.add(terms.of(terms.variable("x" + i, Atom.Role.NAMED)));
      }
      List<Formula> parts = new ArrayList<>();
      Affine q = vars.get(1);
      Affine r = vars.get(2);
      long d = 2 + random.nextInt(3);
      parts.add(Formula.nonNegative(r));
      parts.add(Formula.nonNegative(r.negate().plus(d - 1)));
      parts.add(Formula.nonNegative(q));
      parts.add(Formula.zero(q.times(d).plus(r).minus(vars.get(0)).plus(round % 5)));
      parts.add(random(random, terms, vars));
      Formula eliminated =
          Elimination.exists(new LinkedHashSet<>(List.of(q.atom(0), r.atom(0))), parts);
      boolean[] free = {true};
      eliminated.variables(v -> free[0] &= v == vars.get(0).atom(0));
      if (!free[0]) {
        continue;
      }
      quantifierFree++;
      for (long x = -8; x < 24; x++) {
        boolean some = false;
        for (long a = 0; a < 30; a++) {
          for (long b = 0; b < d; b++) {
            some |= value(Formula.and(parts), vars, x, a, b) == Formula.TRUE;
          }
        }
        assertThat(value(eliminated, vars, x, 0, 0)).as("%s", parts).isSameAs(Formula.of(some));
      }
    }
    assertThat(quantifierFree).isGreaterThan(250);
  }

  private static Formula value(Formula f, List<Affine> vars, long... values) {
    return f.substitute(
        a -> {
          for (int i = 0; i < vars.size(); i++) {
            if (vars.get(i).atom(0) == a) {
              return vars.get(i).terms().constant(values[i]);
            }
          }
          return null;
        },
        b -> null);
  }
}
