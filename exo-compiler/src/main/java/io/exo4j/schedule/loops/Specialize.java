package io.exo4j.schedule.loops;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Copies;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.ArrayList;
import java.util.List;

/** Makes copies of statements for special cases. */
@DirectiveInfo(
    name = "specialize",
    group = Group.LOOPS,
    doc =
        "Makes a copy of statements for each condition, and one for when none of them holds: `if c1: … elif"
            + " c2: … else: …`.")
public record Specialize(
    @Param(doc = "the statements") BlockRef block,
    @Param(doc = "the conditions, the first that holds counts") List<NewExpr> conds)
    implements Directive {
  /** Copies the list. */
  public Specialize {
    conds = List.copyOf(conds);
  }

  /** Specializes for conditions. */
  public static Specialize of(BlockRef block, NewExpr... conds) {
    return new Specialize(block, List.of(conds));
  }

  @Override
  public Outcome apply(Context context) {
    List<Stmt> stmts = context.block(block);
    if (conds.isEmpty()) {
      throw context.refuse(stmts.get(0), "specialize needs at least one condition");
    }
    Scopes.closed(context, stmts);
    List<Expr> tests = new ArrayList<>();
    for (NewExpr c : conds) {
      tests.add(context.condition(c, stmts.get(0).id()));
    }
    List<Stmt> rest = Copies.of(stmts);
    for (int i = tests.size() - 1; i >= 0; i--) {
      rest =
          List.of(new Stmt.If(new StmtId(), tests.get(i), Copies.of(stmts), rest, SourceSpan.NONE));
    }
    return Outcome.of(context.edit().replace(stmts, rest));
  }
}
