package io.exo4j.schedule.procs;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.ArrayList;
import java.util.List;

/** Asks something of the callers. */
@DirectiveInfo(
    name = "add_assertion",
    group = Group.PROCEDURES,
    doc =
        "Adds an assertion about the arguments, which callers must satisfy and later steps may rely on. It is"
            + " proved that the assertions can be satisfied together. The result is not equivalent to what it"
            + " was made from: it asks for more.")
public record AddAssertion(@Param(doc = "a condition over the arguments") NewExpr assertion)
    implements Directive {
  /** Adds an assertion. */
  public static AddAssertion of(NewExpr assertion) {
    return new AddAssertion(assertion);
  }

  @Override
  public Outcome apply(Context context) {
    Expr condition = context.assertion(assertion);
    List<Expr> preds = new ArrayList<>(context.proc().preds());
    preds.add(condition);
    Proc edited = context.proc().withPreds(preds);
    Contracts.satisfiable(
        context,
        edited,
        "no arguments satisfy " + assertion + " and the other assertions together");
    return Outcome.of(edited).asNewClass();
  }
}
