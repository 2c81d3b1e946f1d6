package io.exo4j.analysis;

import io.exo4j.analysis.Access.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Whether two accesses can touch the same element in a way that forbids to exchange them. The
 * question is asked for all values of everything: a conflict is a satisfiable formula, and no
 * conflict is a proof.
 */
final class Conflicts {
  private final ProofSession session;

  Conflicts(ProofSession session) {
    this.session = session;
  }

  /** Which pairs of kinds may not be exchanged. */
  enum Rule {
    /** Reads commute with reads, reductions with reductions. */
    COMMUTE,
    /** Only reads commute with reads. */
    DISJOINT;

    boolean conflict(Kind a, Kind b) {
      if (a == Kind.READ && b == Kind.READ) {
        return false;
      }
      return this == DISJOINT || a != Kind.REDUCE || b != Kind.REDUCE;
    }
  }

  /** A renaming of the variables that belong to one instance of a piece of code. */
  static final class Instance {
    private final Terms terms;
    private final ProofSession session;
    private final int intFrom;
    private final int intTo;
    private final int boolFrom;
    private final int boolTo;
    private final String suffix;
    private final Map<Atom, Affine> ints = new HashMap<>();
    private final Map<Formula.BoolVar, Formula> bools = new HashMap<>();
    private final Map<Path, List<Formula>> paths = new IdentityHashMap<>();

    /** Renames the variables with ids in the given ranges; the new names end in {@code suffix}. */
    Instance(
        ProofSession session, int intFrom, int intTo, int boolFrom, int boolTo, String suffix) {
      this.session = session;
      this.terms = session.terms();
      this.intFrom = intFrom;
      this.intTo = intTo;
      this.boolFrom = boolFrom;
      this.boolTo = boolTo;
      this.suffix = suffix;
    }

    /** The instance that renames nothing. */
    static Instance identity(ProofSession session) {
      return new Instance(session, 0, 0, 0, 0, "");
    }

    Affine of(Atom a) {
      Affine r = rename(a);
      return r == null ? terms.of(a) : r;
    }

    private Affine rename(Atom a) {
      if (a.id() < intFrom || a.id() >= intTo) {
        return null;
      }
      return ints.computeIfAbsent(a, x -> terms.of(terms.variable(x.name() + suffix, x.role())));
    }

    private Formula rename(Formula.BoolVar v) {
      if (v.id() < boolFrom || v.id() >= boolTo) {
        return null;
      }
      return bools.computeIfAbsent(
          v, x -> Formula.bool(session.boolVariable(x.name() + suffix, x.role())));
    }

    Affine apply(Affine e) {
      return intFrom == intTo ? e : e.substitute((Function<Atom, Affine>) this::rename);
    }

    /** What is known at a place, in this instance. */
    List<Formula> apply(Path path) {
      List<Formula> known = paths.get(path);
      if (known == null) {
        known = new ArrayList<>();
        for (Formula f : path.formulas()) {
          known.add(apply(f));
        }
        paths.put(path, known);
      }
      return known;
    }

    Formula apply(Formula f) {
      return intFrom == intTo && boolFrom == boolTo ? f : f.substitute(this::rename, this::rename);
    }
  }

  /**
   * The first pair that may conflict, with values; empty if every pair is proved to be apart.
   *
   * @param as accesses of the first instance
   * @param bs accesses of the second instance
   * @param relation what relates the two instances, e.g. {@code i < i'}
   */
  Optional<Refusal> between(
      String obligation,
      Rule rule,
      List<Access> as,
      Instance first,
      List<Access> bs,
      Instance second,
      List<Formula> relation) {
    for (Access a : as) {
      for (Access b : bs) {
        if (a.buffer() == b.buffer() && rule.conflict(a.kind(), b.kind())) {
          Optional<Refusal> r = pair(obligation, a, first, b, second, relation);
          if (r.isPresent()) {
            return r;
          }
        }
      }
    }
    return Optional.empty();
  }

  Optional<Refusal> pair(
      String obligation,
      Access a,
      Instance first,
      Access b,
      Instance second,
      List<Formula> relation) {
    List<Formula> overlap = new ArrayList<>(relation);
    for (int k = 0; k < a.coords().size(); k++) {
      Formula same = Formula.equal(first.apply(a.coords().get(k)), second.apply(b.coords().get(k)));
      if (same == Formula.FALSE) {
        return Optional.empty();
      }
      overlap.add(same);
    }
    // often the coordinates and the relation alone contradict each other
    if (session.refutes(obligation, a.buffer().name(), overlap)) {
      return Optional.empty();
    }
    Set<Formula> hypotheses = new LinkedHashSet<>(first.apply(a.path()));
    hypotheses.addAll(second.apply(b.path()));
    hypotheses.addAll(overlap);
    if (hypotheses.contains(Formula.FALSE)) {
      return Optional.empty();
    }
    Verdict v =
        session.prove(
            obligation,
            a.location() + " / " + b.location(),
            List.copyOf(hypotheses),
            Formula.FALSE);
    return v.proved() ? Optional.empty() : Optional.of(Refusal.conflict(a, b, v));
  }
}
