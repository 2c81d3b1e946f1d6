package io.exo4j.analysis;

import io.exo4j.analysis.Conflicts.Instance;
import io.exo4j.ir.Names;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a dimension of a buffer can be taken modulo a size. It can if no value is overwritten
 * while it is still needed: whenever element <i>u</i> is read, and another element <i>v ≡ u</i> was
 * modified before, then <i>u</i> was definitely written between the two; or nothing was ever
 * written to <i>u</i> before <i>v</i>, so that what is read is undefined anyway.
 *
 * <p>"Before" is the lexicographic order of the iterations of the loops that enclose both accesses,
 * then program order.
 */
final class Folding {
  private static final FormulaDefault<Boolean> QUANTIFIED =
      new FormulaDefault<>(false) {
        @Override
        public Boolean and(List<Formula> parts) {
          return parts.stream().anyMatch(f -> f.accept(this));
        }

        @Override
        public Boolean or(List<Formula> parts) {
          return and(parts);
        }

        @Override
        public Boolean quantified(boolean forAll, List<Atom> variables, Formula body) {
          return true;
        }
      };

  private final Obligations proofs;
  private final ProofSession session;
  private StmtInfo alloc;
  private Block block;
  private int depth;

  Folding(Obligations proofs, ProofSession session) {
    this.proofs = proofs;
    this.session = session;
  }

  private Instance instance(String suffix) {
    return new Instance(
        session,
        block.first().intMark(),
        block.last().intEnd(),
        block.first().boolMark(),
        block.last().boolEnd(),
        suffix);
  }

  Optional<Refusal> check(StmtInfo of, Block rest, int dim, long size) {
    alloc = of;
    block = rest;
    depth = of.frames().size();
    Buffer b = proofs.root(Names.bound(List.of(of.stmt())).iterator().next());
    List<Access> all = rest.accesses().stream().filter(a -> a.buffer() == b).toList();
    for (Access r : all) {
      if (r.kind() == Access.Kind.WRITE) {
        continue;
      }
      for (Access w : all) {
        if (w.modifies()) {
          Optional<Refusal> no = pair(w, r, all, dim, size);
          if (no.isPresent()) {
            return no;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Refusal> pair(Access w, Access r, List<Access> all, int dim, long size) {
    Instance wi = instance("'");
    Instance ri = Instance.identity(session);
    List<Formula> clash = new ArrayList<>();
    clash.addAll(r.path().formulas());
    for (Formula f : w.path().formulas()) {
      clash.add(wi.apply(f));
    }
    for (int k = 0; k < r.coords().size(); k++) {
      Affine v = wi.apply(w.coords().get(k));
      Affine u = r.coords().get(k);
      if (k == dim) {
        clash.add(Formula.equal(v.minus(u).mod(size), session.terms().constant(0)));
        clash.add(Formula.equal(v, u).negate());
      } else {
        clash.add(Formula.equal(v, u));
      }
    }
    for (List<Formula> order : Order.before(depth, w, wi, r, ri)) {
      List<Formula> hypotheses = new ArrayList<>(clash);
      hypotheses.addAll(order);
      if (Formula.and(hypotheses) == Formula.FALSE) {
        continue;
      }
      Formula rewritten = rewritten(w, wi, r, all);
      if (session.holds("foldable", hypotheses.stream().distinct().toList(), rewritten)) {
        continue;
      }
      Optional<Refusal> live = live(w, wi, r, all, hypotheses, rewritten);
      if (live.isPresent()) {
        return live;
      }
    }
    return Optional.empty();
  }

  /** Whether some value was there before {@code w}, for each write that may have put it there. */
  private Optional<Refusal> live(
      Access w, Instance wi, Access r, List<Access> all, List<Formula> clash, Formula rewritten) {
    for (Access p : all) {
      if (!p.modifies()) {
        continue;
      }
      Instance pi = instance("\"");
      List<Formula> base = new ArrayList<>(clash);
      for (Formula f : p.path().formulas()) {
        base.add(pi.apply(f));
      }
      for (int k = 0; k < r.coords().size(); k++) {
        base.add(Formula.equal(pi.apply(p.coords().get(k)), r.coords().get(k)));
      }
      for (List<Formula> order : Order.before(depth, p, pi, w, wi)) {
        List<Formula> hypotheses = new ArrayList<>(base);
        hypotheses.addAll(order);
        if (Formula.and(hypotheses) == Formula.FALSE) {
          continue;
        }
        Verdict v =
            session.prove(
                "foldable",
                w.location() + " / " + r.location(),
                hypotheses.stream().distinct().toList(),
                rewritten);
        if (!v.proved()) {
          return Optional.of(
              Refusal.of(
                  "'"
                      + r.buffer().name()
                      + "' is still needed here when another element takes its"
                      + " place",
                  v,
                  Optional.of(r.stmt())));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * That the element that {@code r} reads is definitely written after {@code w} and before {@code
   * r}.
   */
  private Formula rewritten(Access w, Instance wi, Access r, List<Access> all) {
    List<Formula> some = new ArrayList<>();
    for (Access q : all) {
      if (q.kind() != Access.Kind.WRITE || isVague(q)) {
        continue;
      }
      Instance qi = instance("''");
      Set<Atom> own = new LinkedHashSet<>();
      for (int k = depth; k < q.frames().size(); k++) {
        own.add(qi.of(q.frames().get(k).iter()).atom(0));
      }
      List<Formula> parts = new ArrayList<>();
      List<Formula> known = alloc.path().formulas();
      q.path().formulas().stream()
          .filter(f -> !known.contains(f))
          .forEach(f -> parts.add(qi.apply(f)));
      for (int k = 0; k < r.coords().size(); k++) {
        parts.add(Formula.equal(qi.apply(q.coords().get(k)), r.coords().get(k)));
      }
      for (List<Formula> after : Order.before(depth, w, wi, q, qi)) {
        for (List<Formula> still : Order.before(depth, q, qi, r, Instance.identity(session))) {
          List<Formula> conjunction = new ArrayList<>(parts);
          conjunction.addAll(after);
          conjunction.addAll(still);
          Formula exists = Elimination.exists(own, conjunction);
          // with quantifiers and remainders together the solver does not come back
          if (!exists.accept(QUANTIFIED)) {
            some.add(exists);
          }
        }
      }
    }
    return Formula.or(some);
  }

  /**
   * True if it depends on a value in the scope of the buffer that is not a loop variable of its
   * own.
   */
  private boolean isVague(Access q) {
    Set<Atom> own = new LinkedHashSet<>();
    for (LoopFrame f : q.frames()) {
      own.add(f.iter());
    }
    boolean[] found = {false};
    List<Formula> parts = new ArrayList<>(q.path().formulas());
    for (Affine c : q.coords()) {
      parts.add(Formula.nonNegative(c));
    }
    for (Formula f : parts) {
      f.variables(v -> found[0] |= v.id() >= block.first().intMark() && !own.contains(v));
      f.boolVariables(v -> found[0] |= v.id() >= block.first().boolMark());
    }
    return found[0];
  }
}
