package io.exo4j.analysis;

import io.exo4j.analysis.Conflicts.Instance;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The obligations about what happens to a value before it is used, and after; what they mean is
 * said in {@link Obligations}.
 */
final class Lifetimes extends Questions {
  Lifetimes(Summary summary) {
    super(summary);
  }

  List<Access> after(List<Stmt> stmts, Optional<StmtId> since) {
    StmtInfo last = info(stmts.get(stmts.size() - 1).id());
    int shared = since.map(id -> info(id).frames().size()).orElse(0);
    List<Access> out = new ArrayList<>();
    for (Access a : summary.accesses()) {
      boolean later = a.order() >= last.end();
      boolean nextIteration =
          last.frames().size() > shared
              && a.frames().size() > shared
              && a.frames().get(shared) == last.frames().get(shared);
      if (later || nextIteration) {
        out.add(a);
      }
    }
    return out;
  }

  Optional<Refusal> deadAfter(List<Stmt> stmts, Sym buffer, Optional<StmtId> alloc) {
    Buffer b = root(buffer);
    for (Access a : after(stmts, alloc)) {
      if (a.buffer() == b && reachable(a)) {
        return Optional.of(
            Refusal.at("'" + b.name() + "' is used after this, in this statement", a.stmt()));
      }
    }
    return Optional.empty();
  }

  Optional<Refusal> reduceOnly(List<Stmt> stmts, Sym buffer) {
    Buffer b = root(buffer);
    for (Access a : effects(stmts)) {
      if (a.buffer() == b && a.kind() != Access.Kind.REDUCE && reachable(a)) {
        return Optional.of(Refusal.at("'" + b.name() + "' is not only reduced into", a.stmt()));
      }
    }
    return Optional.empty();
  }

  Optional<Refusal> unmodified(
      Stmt evaluation, boolean andWritten, List<Stmt> region, List<StmtId> uses) {
    return unmodified(evaluation, a -> andWritten || a.kind() == Access.Kind.READ, region, uses);
  }

  private Optional<Refusal> unmodified(
      Stmt evaluation, Predicate<Access> counts, List<Stmt> region, List<StmtId> uses) {
    StmtInfo eval = info(evaluation.id());
    List<Access> needed = summary.slice(eval.start(), eval.end()).stream().filter(counts).toList();
    int depth = info(region.get(0).id()).frames().size();
    int from = info(region.get(0).id()).start();
    int to = info(region.get(region.size() - 1).id()).end();
    for (Access m : summary.slice(from, to)) {
      if (!m.modifies() || configNoop(m) || uses.stream().noneMatch(u -> mayPrecede(m, u, depth))) {
        continue;
      }
      for (Access r : needed) {
        if (r.buffer() == m.buffer()) {
          Optional<Refusal> c = conflicts.pair("unmodified", m, same(), r, same(), List.of());
          if (c.isPresent()) {
            return c;
          }
        }
      }
    }
    return Optional.empty();
  }

  Optional<Refusal> unmodifiedApart(
      Stmt evaluation, Sym apart, List<Stmt> region, List<StmtId> uses) {
    Buffer except = root(apart);
    return unmodified(evaluation, a -> a.buffer() != except, region, uses);
  }

  /** Whether an access may happen before a statement: earlier, or in an earlier iteration. */
  private boolean mayPrecede(Access m, StmtId use, int depth) {
    StmtInfo u = info(use);
    return m.order() < u.start()
        || u.frames().size() > depth
            && m.frames().size() > depth
            && m.frames().get(depth) == u.frames().get(depth);
  }

  Optional<Refusal> notReadBy(Stmt first, Stmt second) {
    StmtInfo a = info(first.id());
    StmtInfo b = info(second.id());
    for (Access w : summary.slice(a.start(), a.end())) {
      for (Access r : summary.slice(b.start(), b.end())) {
        if (w.modifies() && r.kind() == Access.Kind.READ && w.buffer() == r.buffer()) {
          Optional<Refusal> c = conflicts.pair("notReadBy", w, same(), r, same(), List.of());
          if (c.isPresent()) {
            return c;
          }
        }
      }
    }
    return Optional.empty();
  }

  Optional<Refusal> initialised(Stmt s) {
    return initialised(s, r -> r.kind() == Access.Kind.READ);
  }

  Optional<Refusal> initialisedWithSums(Stmt s) {
    return initialised(s, r -> r.kind() != Access.Kind.WRITE);
  }

  private Optional<Refusal> initialised(Stmt s, Predicate<Access> counts) {
    StmtInfo info = info(s.id());
    Coverage coverage = new Coverage(summary);
    for (Access r : summary.slice(info.start(), info.end())) {
      if (counts.test(r)
          && r.buffer().born() >= 0
          && !coverage.covered(r, summary.slice(r.buffer().born(), r.order()), Path.empty())) {
        return Optional.of(
            Refusal.at(
                "'" + r.buffer().name() + "' may not have been written yet where it is read", s));
      }
    }
    return Optional.empty();
  }

  Optional<Refusal> unread(Stmt s, Optional<StmtId> alloc) {
    StmtInfo info = info(s.id());
    for (Access w : summary.slice(info.start(), info.end())) {
      if (w.modifies()) {
        for (Access r : after(List.of(s), alloc)) {
          if (r.buffer() == w.buffer() && r.kind() != Access.Kind.WRITE) {
            Optional<Refusal> c = overlapLater(w, r, info);
            if (c.isPresent()) {
              return c;
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether {@code r}, in the same or another iteration of the loops around, touches what w wrote.
   */
  private Optional<Refusal> overlapLater(Access w, Access r, StmtInfo info) {
    if (r.order() >= info.end()) {
      Optional<Refusal> c = conflicts.pair("unread", w, same(), r, same(), List.of());
      if (c.isPresent()) {
        return c;
      }
    }
    int common = LoopFrame.common(w.frames(), r.frames());
    if (common == 0) {
      return Optional.empty();
    }
    LoopFrame f = w.frames().get(0);
    StmtInfo loop = info(f.loop().id());
    Instance other =
        new Instance(session, f.intMark(), loop.intEnd(), f.boolMark(), loop.boolEnd(), "'");
    return conflicts.pair("unread", w, same(), r, other, List.of());
  }
}
