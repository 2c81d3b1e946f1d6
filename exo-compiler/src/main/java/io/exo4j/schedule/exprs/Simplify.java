package io.exo4j.schedule.exprs;

import io.exo4j.ir.Proc;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;

/**
 * Brings control expressions to a normal form, folds literals, and removes branches and loops that
 * this decides. It needs no proof by the solver: what it does not see at once, it leaves alone. Of
 * data expressions it changes only what gives the same bits in every precision.
 */
@DirectiveInfo(
    name = "simplify",
    group = Group.STATEMENTS,
    doc =
        "Simplifies the whole procedure: index expressions and conditions are brought to the form"
            + " `const + c1 * v1 + …` and folded, `/` and `%` are resolved where the loop bounds"
            + " show how, an `if` whose condition becomes a literal is replaced by the branch"
            + " taken, and a loop with literal bounds that runs no iteration is deleted. Inside"
            + " `if e == 3:`, `e` is replaced by `3`. Data expressions keep their value exactly:"
            + " `1.0 * x` becomes `x`, but `0.0 * x` (NaN, infinity) and `x + 0.0` (negative zero)"
            + " stay.")
public record Simplify() implements Directive {
  /** Simplifies the procedure. */
  public static Simplify of() {
    return new Simplify();
  }

  @Override
  public Outcome apply(Context context) {
    return Outcome.of(simplified(context.proc()));
  }

  private static Proc simplified(Proc p) {
    SimplifyCode code = new SimplifyCode(p);
    return p.withPreds(code.exprs(p.preds())).withBody(SimplifyCode.filled(code.stmts(p.body())));
  }
}
