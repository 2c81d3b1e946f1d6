package io.exo4j.schedule.exprs;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveLibrary;
import java.util.List;

/** Directives: statements and expressions. */
public final class StatementDirectives implements DirectiveLibrary {
  @Override
  public List<Class<? extends Directive>> directives() {
    return List.of(
        BindExpr.class,
        CommuteExpr.class,
        DeletePass.class,
        FoldIntoReduce.class,
        InlineAssign.class,
        InlineBuffer.class,
        InsertPass.class,
        LeftReassociateExpr.class,
        LiftReduceConstant.class,
        MergeWrites.class,
        ReorderBefore.class,
        ReorderStmts.class,
        RewriteExpr.class,
        Simplify.class,
        SplitWrite.class);
  }
}
