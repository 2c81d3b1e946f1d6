package io.exo4j.schedule.procs;

import io.exo4j.cursor.Branch;
import io.exo4j.cursor.Place;
import io.exo4j.cursor.ProcIndex;
import io.exo4j.cursor.Stmts;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A small procedure in which a call stands under the same loops and conditions, behind the same
 * declarations, as it does in a large one: what the call asks for is proved there just as well, as
 * long as no configuration is involved. With many calls to prove, that is linear instead of
 * quadratic.
 */
final class Probe {
  private Probe() {}

  /**
   * The procedure; empty if something reads configuration, whose value the statements left out may
   * set.
   */
  static Optional<Proc> of(ProcIndex index, Stmt first, Stmt.Call call) {
    Place place = index.place(first.id());
    List<Stmt> block = behindDeclarations(place, call);
    while (place.parent().isPresent()) {
      Stmt around = only(place.parent().get(), place.branch(), block);
      place = index.place(around.id());
      block = behindDeclarations(place, around);
    }
    Proc probe = index.proc().withBody(block);
    ReadsConfig reads = new ReadsConfig();
    reads.stmts(probe.body());
    reads.exprs(call.callee().preds());
    return reads.found ? Optional.empty() : Optional.of(probe);
  }

  private static List<Stmt> behindDeclarations(Place place, Stmt last) {
    List<Stmt> out = new ArrayList<>();
    for (Stmt s : place.block().subList(0, place.index())) {
      if (Stmts.declares(s).isPresent()) {
        out.add(s);
      }
    }
    out.add(last);
    return out;
  }

  /** A loop, or an {@code if} with only one of its branches. */
  private static Stmt only(Stmt parent, Branch branch, List<Stmt> block) {
    return parent.accept(
        new StmtDefault<Stmt>() {
          @Override
          protected Stmt other(Stmt s) {
            return Stmts.withBlock(s, branch, block);
          }

          @Override
          public Stmt ifStmt(Stmt.If s) {
            return branch == Branch.BODY
                ? new Stmt.If(s.id(), s.cond(), block, List.of(), s.span())
                : new Stmt.If(s.id(), s.cond(), List.of(Stmt.pass()), block, s.span());
          }
        });
  }

  private static final class ReadsConfig extends Walker {
    private boolean found;

    @Override
    public Void readConfig(Expr.ReadConfig e) {
      found = true;
      return null;
    }
  }
}
