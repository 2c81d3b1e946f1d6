package io.exo4j.schedule.procs;

import io.exo4j.cursor.Branch;
import io.exo4j.cursor.Stmts;
import io.exo4j.ir.AlphaEquivalence;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import java.util.List;
import java.util.Optional;

/**
 * Whether two blocks have the same statements, as far as that is seen without looking at
 * expressions.
 */
final class Shapes {
  private Shapes() {}

  /** The first difference; empty if the shapes agree. */
  static Optional<String> difference(List<Stmt> callee, List<Stmt> block) {
    if (callee.size() != block.size()) {
      return Optional.of(
          "the procedure has "
              + callee.size()
              + " statement(s) where the block has "
              + block.size());
    }
    for (int i = 0; i < callee.size(); i++) {
      Optional<String> d = difference(callee.get(i), block.get(i));
      if (d.isPresent()) {
        return d;
      }
    }
    return Optional.empty();
  }

  /** True if the statements are of one kind. */
  static boolean sameKind(Stmt a, Stmt b) {
    return a.getClass() == b.getClass();
  }

  private static Optional<String> difference(Stmt callee, Stmt block) {
    if (!sameKind(callee, block)) {
      return Optional.of(
          "the procedure has "
              + Stmts.describe(callee)
              + " where the block has "
              + Stmts.describe(block));
    }
    Optional<Stmt.Call> a = callee.as(Stmt.Call.class);
    Optional<Stmt.Call> b = block.as(Stmt.Call.class);
    if (a.isPresent() && b.isPresent() && !same(a.get().callee(), b.get().callee())) {
      return Optional.of(
          "the procedure calls "
              + a.get().callee().name()
              + " where the block calls "
              + b.get().callee().name());
    }
    Optional<Stmt.For> f = callee.as(Stmt.For.class);
    Optional<Stmt.For> g = block.as(Stmt.For.class);
    if (f.isPresent() && g.isPresent() && f.get().mode() != g.get().mode()) {
      return Optional.of(
          "the loop "
              + f.get().iter()
              + " of the procedure is "
              + f.get().mode().text()
              + ", the loop "
              + g.get().iter()
              + " of the block is "
              + g.get().mode().text());
    }
    return difference(Stmts.block(callee, Branch.BODY), Stmts.block(block, Branch.BODY))
        .or(
            () ->
                difference(Stmts.block(callee, Branch.ORELSE), Stmts.block(block, Branch.ORELSE)));
  }

  private static boolean same(Proc a, Proc b) {
    return a == b || AlphaEquivalence.procs(a, b);
  }
}
