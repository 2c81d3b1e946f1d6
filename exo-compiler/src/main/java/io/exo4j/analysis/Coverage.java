package io.exo4j.analysis;

import io.exo4j.analysis.Conflicts.Instance;
import io.exo4j.ir.Stmt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The obligations about what is definitely written before it is read; what they mean is said in
 * {@link Obligations}.
 */
final class Coverage extends Questions {
  Coverage(Summary summary) {
    super(summary);
  }

  Optional<Refusal> idempotent(List<Stmt> stmts) {
    Block b = block(stmts);
    Instance again = again(b);
    List<Access> modified = new ArrayList<>();
    for (Access a : b.accesses()) {
      if (a.modifies() && !configNoop(a)) {
        modified.add(a);
      }
    }
    for (Access r : exposed(b)) {
      for (Access m : modified) {
        if (m.buffer() == r.buffer()) {
          Optional<Refusal> c = conflicts.pair("idempotent", m, again, r, same(), List.of());
          if (c.isPresent()) {
            return c;
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The reads and reductions of a block that are not proved to see only what the block itself
   * wrote.
   */
  private List<Access> exposed(Block b) {
    List<Access> out = new ArrayList<>();
    for (Access r : b.accesses()) {
      if (r.kind() != Access.Kind.WRITE && !covered(r, b.accesses(), b.first().path())) {
        out.add(r);
      }
    }
    return out;
  }

  /**
   * {@code covered}: the element that {@code r} touches is definitely written before by one of
   * {@code candidates}, in the same iteration of the loops that enclose both.
   */
  boolean covered(Access r, List<Access> candidates, Path base) {
    List<Formula> some = new ArrayList<>();
    for (Access w : candidates) {
      if (w.order() >= r.order()) {
        break;
      }
      if (w.kind() == Access.Kind.WRITE && w.buffer() == r.buffer()) {
        some.add(writes(w, r));
      }
    }
    return !some.isEmpty() && session.holds("covered", r.path().formulas(), Formula.or(some));
  }

  /**
   * That {@code w}, in some iteration of its own loops, writes the element that {@code r} touches.
   */
  Formula writes(Access w, Access r) {
    int common = 0;
    while (common < w.frames().size()
        && common < r.frames().size()
        && w.frames().get(common) == r.frames().get(common)) {
      common++;
    }
    Set<Atom> own = new LinkedHashSet<>();
    List<Formula> parts = new ArrayList<>();
    List<Formula> known = r.path().formulas();
    for (Formula f : w.path().formulas()) {
      if (!known.contains(f)) {
        parts.add(f);
      }
    }
    for (int k = common; k < w.frames().size(); k++) {
      own.add(w.frames().get(k).iter());
    }
    if (common < w.frames().size()
        && mentionsUnknown(parts, w.coords(), w.frames().get(common), own)) {
      return Formula.FALSE;
    }
    for (int k = 0; k < w.coords().size(); k++) {
      parts.add(Formula.equal(w.coords().get(k), r.coords().get(k)));
    }
    return Elimination.exists(own, parts);
  }

  /**
   * Whether a write, of which these are the conditions and the coordinates, depends on variables of
   * the loops other than their iteration variables: values that only a run knows.
   */
  static boolean mentionsUnknown(
      List<Formula> parts, List<Affine> coords, LoopFrame outermost, Set<Atom> iters) {
    boolean[] found = {false};
    for (Formula p : parts) {
      p.variables(v -> found[0] |= v.id() >= outermost.intMark() && !iters.contains(v));
      p.boolVariables(v -> found[0] |= v.id() >= outermost.boolMark());
    }
    for (Affine c : coords) {
      c.variables(v -> found[0] |= v.id() >= outermost.intMark() && !iters.contains(v));
    }
    return found[0];
  }

  boolean definitelyWrites(
      List<Stmt> stmts, Buffer buffer, List<Affine> point, List<Formula> where) {
    Block b = block(stmts);
    List<Formula> some = new ArrayList<>();
    int depth = b.first().frames().size();
    List<Formula> known = b.first().path().formulas();
    for (Access w : b.accesses()) {
      if (w.kind() == Access.Kind.WRITE && w.buffer() == buffer) {
        Set<Atom> own = new LinkedHashSet<>();
        List<Formula> parts = new ArrayList<>();
        w.path().formulas().stream().filter(f -> !known.contains(f)).forEach(parts::add);
        for (int k = depth; k < w.frames().size(); k++) {
          own.add(w.frames().get(k).iter());
        }
        boolean unknown =
            depth < w.frames().size()
                && mentionsUnknown(parts, w.coords(), w.frames().get(depth), own);
        if (!unknown) {
          for (int k = 0; k < point.size(); k++) {
            parts.add(Formula.equal(w.coords().get(k), point.get(k)));
          }
          some.add(Elimination.exists(own, parts));
        }
      }
    }
    List<Formula> hypotheses = new ArrayList<>(known);
    hypotheses.addAll(where);
    return !some.isEmpty() && session.holds("definitelyWrites", hypotheses, Formula.or(some));
  }
}
