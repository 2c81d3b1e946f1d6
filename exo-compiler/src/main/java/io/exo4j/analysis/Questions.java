package io.exo4j.analysis;

import io.exo4j.analysis.Conflicts.Instance;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.List;

/**
 * What all questions about one summary need: statements as blocks of accesses, other iterations of
 * loops, and whether two accesses may meet.
 */
class Questions {
  final Summary summary;
  final ProofSession session;
  final Conflicts conflicts;

  Questions(Summary summary) {
    this.summary = summary;
    this.session = summary.session();
    this.conflicts = new Conflicts(session);
  }

  StmtInfo info(StmtId id) {
    return summary
        .info(id)
        .orElseThrow(() -> new IllegalArgumentException("not a statement of this procedure"));
  }

  Block block(List<Stmt> stmts) {
    StmtInfo first = info(stmts.get(0).id());
    StmtInfo last = info(stmts.get(stmts.size() - 1).id());
    List<Access> visible = new ArrayList<>();
    for (Access a : summary.slice(first.start(), last.end())) {
      if (a.buffer().born() < first.start()) {
        visible.add(a);
      }
    }
    return new Block(stmts, first, last, visible);
  }

  /** The iteration that the summary describes. */
  Instance same() {
    return Instance.identity(session);
  }

  LoopFrame frame(Stmt.For loop) {
    return info(loop.id())
        .frame()
        .orElseThrow(() -> new IllegalArgumentException("not a loop of this procedure"));
  }

  /** Another iteration of the loop: everything that belongs to the body is renamed. */
  Instance another(Stmt.For loop, String suffix) {
    StmtInfo i = info(loop.id());
    LoopFrame f = frame(loop);
    return new Instance(session, f.intMark(), i.intEnd(), f.boolMark(), i.boolEnd(), suffix);
  }

  /** {@code i1 < i2}, both in range. */
  static List<Formula> earlier(LoopFrame f, Instance first, Instance second) {
    Affine i = first.of(f.iter());
    Affine j = second.of(f.iter());
    return List.of(Formula.less(i, j), Formula.geq(i, f.lo()), Formula.less(j, f.hi()));
  }

  /** The statements once more: everything that belongs to them is renamed. */
  Instance again(Block b) {
    return new Instance(
        session,
        b.first().intMark(),
        b.last().intEnd(),
        b.first().boolMark(),
        b.last().boolEnd(),
        "'");
  }

  /** Everything that consecutive statements do; buffers that they allocate are left out. */
  List<Access> effects(List<Stmt> stmts) {
    return block(stmts).accesses();
  }

  /** The root buffer of a name. */
  Buffer root(Sym name) {
    return summary
        .view(name)
        .orElseThrow(() -> new IllegalArgumentException("no buffer " + name))
        .root();
  }

  /** True if a write of a configuration field leaves it as it was. */
  boolean isNoop(Access a) {
    return a.unchanged() == Formula.TRUE
        || a.unchanged() != Formula.FALSE
            && session.holds("configUnchanged", a.path().formulas(), a.unchanged());
  }

  boolean configNoop(Access a) {
    return a.buffer().isConfig() && isNoop(a);
  }

  /** False if it is proved that the access never happens. */
  boolean reachable(Access a) {
    return !session.holds("unreachable", a.path().formulas(), Formula.FALSE);
  }
}
