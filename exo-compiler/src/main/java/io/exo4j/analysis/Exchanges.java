package io.exo4j.analysis;

import io.exo4j.analysis.Conflicts.Instance;
import io.exo4j.analysis.Conflicts.Rule;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The obligations about what may be exchanged: statements, iterations, loops; what they mean is
 * said in {@link Obligations}.
 */
final class Exchanges extends Questions {
  Exchanges(Summary summary) {
    super(summary);
  }

  Optional<Refusal> commutes(List<Stmt> a, List<Stmt> b) {
    Optional<Refusal> names = bindings(a, b);
    if (names.isPresent()) {
      return names;
    }
    return apart(
        "commutes",
        Rule.COMMUTE,
        block(a).accesses(),
        same(),
        block(b).accesses(),
        same(),
        List.of());
  }

  private Optional<Refusal> bindings(List<Stmt> a, List<Stmt> b) {
    return uses(a, b).or(() -> uses(b, a));
  }

  /** A name that {@code binder} declares at its own level and {@code user} mentions. */
  private static Optional<Refusal> uses(List<Stmt> binder, List<Stmt> user) {
    Set<Sym> free = Names.free(user);
    for (Sym s : Names.bound(binder)) {
      if (free.contains(s)) {
        return Optional.of(
            Refusal.of("'" + s.name() + "' is declared by one part and used by the other"));
      }
    }
    return Optional.empty();
  }

  private Optional<Refusal> apart(
      String name,
      Rule rule,
      List<Access> as,
      Instance ia,
      List<Access> bs,
      Instance ib,
      List<Formula> relation) {
    Set<Buffer> steady = steady(as, bs);
    return conflicts.between(
        name, rule, without(as, steady), ia, without(bs, steady), ib, relation);
  }

  private static List<Access> without(List<Access> list, Set<Buffer> buffers) {
    return buffers.isEmpty()
        ? list
        : list.stream().filter(a -> !buffers.contains(a.buffer())).toList();
  }

  /** The configuration fields that both lists only ever set to the value that they have already. */
  private Set<Buffer> steady(List<Access> as, List<Access> bs) {
    Set<Buffer> candidates = new LinkedHashSet<>();
    for (List<Access> list : List.of(as, bs)) {
      for (Access a : list) {
        if (a.buffer().isConfig() && a.modifies()) {
          candidates.add(a.buffer());
        }
      }
    }
    for (List<Access> list : List.of(as, bs)) {
      for (Access a : list) {
        if (candidates.contains(a.buffer()) && a.modifies() && !isNoop(a)) {
          candidates.remove(a.buffer());
        }
      }
    }
    return candidates;
  }

  Optional<Refusal> parallel(Stmt.For loop) {
    Block body = block(loop.body());
    Optional<Access> config =
        body.accesses().stream().filter(a -> a.buffer().isConfig() && a.modifies()).findFirst();
    if (config.isPresent()) {
      return Optional.of(
          Refusal.at(
              "every iteration writes the configuration field " + config.get().buffer().name(),
              config.get().stmt()));
    }
    Instance other = another(loop, "'");
    return conflicts.between(
        "parallel",
        Rule.DISJOINT,
        body.accesses(),
        same(),
        body.accesses(),
        other,
        earlier(frame(loop), same(), other));
  }

  Optional<Refusal> iterationsCommute(Stmt.For loop) {
    Block body = block(loop.body());
    Instance other = another(loop, "'");
    return apart(
        "iterationsCommute",
        Rule.COMMUTE,
        body.accesses(),
        same(),
        body.accesses(),
        other,
        earlier(frame(loop), same(), other));
  }

  Optional<Refusal> reorderable(Stmt.For outer, Stmt.For inner) {
    Block body = block(inner.body());
    Optional<Refusal> bounds =
        unaffected(List.of(outer.lo(), outer.hi(), inner.lo(), inner.hi()), body);
    if (bounds.isPresent()) {
      return bounds;
    }
    Instance other = another(outer, "'");
    LoopFrame o = frame(outer);
    LoopFrame i = frame(inner);
    List<Formula> relation = new ArrayList<>(earlier(o, same(), other));
    relation.add(Formula.less(other.of(i.iter()), same().of(i.iter())));
    return apart(
        "reorderable", Rule.COMMUTE, body.accesses(), same(), body.accesses(), other, relation);
  }

  Optional<Refusal> unaffected(List<Expr> exprs, List<Stmt> stmts) {
    return unaffected(exprs, block(stmts));
  }

  private Optional<Refusal> unaffected(List<Expr> exprs, Block block) {
    Set<ConfigKey> read = ConfigReads.in(exprs);
    if (read.isEmpty()) {
      return Optional.empty();
    }
    for (Access a : block.accesses()) {
      if (a.modifies() && a.buffer().config().map(read::contains).orElse(false) && !isNoop(a)) {
        String reason = "the configuration field " + a.buffer().name() + " is changed here";
        Verdict v = session.prove("configUnchanged", "", a.path().formulas(), a.unchanged());
        return Optional.of(
            v.outcome() == Verdict.Outcome.REFUTED
                ? Refusal.of(reason, v, Optional.of(a.stmt()))
                : Refusal.at(reason, a.stmt()));
      }
    }
    return Optional.empty();
  }

  Optional<Refusal> fissionable(Stmt.For loop, List<Stmt> pre, List<Stmt> post) {
    Optional<Refusal> names = uses(pre, post);
    if (names.isPresent()) {
      return names;
    }
    Block a = block(pre);
    Block b = block(post);
    for (Block block : List.of(a, b)) {
      Optional<Refusal> bounds = unaffected(List.of(loop.lo(), loop.hi()), block);
      if (bounds.isPresent()) {
        return bounds;
      }
    }
    Set<Buffer> settled = settled(loop, a, b);
    Set<Buffer> steady = steady(a.accesses(), b.accesses());
    steady.addAll(settled);
    Instance other = another(loop, "'");
    Optional<Refusal> conflict =
        conflicts.between(
            "fissionable",
            Rule.COMMUTE,
            without(a.accesses(), steady),
            other,
            without(b.accesses(), steady),
            same(),
            earlier(frame(loop), same(), other));
    return conflict.isPresent() && repeats(loop, pre, a, b) ? Optional.empty() : conflict;
  }

  /**
   * Whether the first statements do the same in every iteration, so that all but their first run do
   * nothing: they do not mention the iteration, are idempotent, and what they touch is not modified
   * by the others, in any iteration.
   */
  private boolean repeats(Stmt.For loop, List<Stmt> pre, Block a, Block b) {
    if (Names.free(pre).contains(loop.iter())
        || new Coverage(summary).idempotent(pre).isPresent()) {
      return false;
    }
    Instance other = another(loop, "'");
    List<Access> modified = b.accesses().stream().filter(Access::modifies).toList();
    return conflicts
        .between("fissionable", Rule.DISJOINT, a.accesses(), other, modified, same(), List.of())
        .isEmpty();
  }

  /**
   * The configuration fields that the first block definitely sets to a value that is the same in
   * every iteration, and that the second does not change: after all of the first, the second reads
   * that value.
   */
  private Set<Buffer> settled(Stmt.For loop, Block a, Block b) {
    Set<Buffer> out = new LinkedHashSet<>();
    LoopFrame f = frame(loop);
    for (Access w : a.accesses()) {
      if (w.buffer().isConfig() && w.modifies()) {
        ConfigKey key = w.buffer().config().orElseThrow();
        Value end = a.last().after().get(key);
        boolean constant = end != null && !end.mentionsVariableFrom(f.intMark(), f.boolMark());
        boolean changed =
            b.accesses().stream()
                .anyMatch(x -> x.buffer() == w.buffer() && x.modifies() && !isNoop(x));
        if (constant && !changed) {
          out.add(w.buffer());
        }
      }
    }
    return out;
  }
}
