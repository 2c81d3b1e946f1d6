package io.exo4j.schedule.exprs;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveLibrary;
import java.util.List;
import java.util.Optional;

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

  @Override
  public Optional<Class<? extends Directive>> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "bind_expr" -> BindExpr.class;
          case "commute_expr" -> CommuteExpr.class;
          case "delete_pass" -> DeletePass.class;
          case "fold_into_reduce" -> FoldIntoReduce.class;
          case "inline_assign" -> InlineAssign.class;
          case "inline_buffer" -> InlineBuffer.class;
          case "insert_pass" -> InsertPass.class;
          case "left_reassociate_expr" -> LeftReassociateExpr.class;
          case "lift_reduce_constant" -> LiftReduceConstant.class;
          case "merge_writes" -> MergeWrites.class;
          case "reorder_before" -> ReorderBefore.class;
          case "reorder_stmts" -> ReorderStmts.class;
          case "rewrite_expr" -> RewriteExpr.class;
          case "simplify" -> Simplify.class;
          case "split_write" -> SplitWrite.class;
          default -> null;
        });
  }
}
