package io.exo4j.stdlib;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Names;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.ExprRef;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.MemoryRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.buffers.LiftAllocSimple;
import io.exo4j.schedule.loops.RemoveLoop;
import java.util.List;
import java.util.Optional;

/**
 * Computes an expression before the loops in which it is used: {@code bind_expr}, {@code
 * expand_dim}, {@code lift_alloc_simple}, {@code fission}, {@code remove_loop}.
 */
@DirectiveInfo(
    name = "ordered_stage_expr",
    group = Group.LIBRARY,
    doc =
        "Computes an expression into a new buffer, in a nest of its own before the `n_lifts` loops"
            + " and conditions around it. The buffer gets a dimension for each loop on which the"
            + " value depends; the others are not repeated. Composed of `bind_expr`,"
            + " `set_precision`, `set_memory`, `expand_dim`, `lift_alloc_simple`, `fission` and"
            + " `remove_loop`.")
public record OrderedStageExpr(
    @Param(doc = "the expression, or several that are the same") List<ExprRef> exprs,
    @Param(doc = "the buffer's name") String newName,
    @Param(doc = "the buffer's precision") Precision precision,
    @Param(doc = "how many loops and conditions to leave", def = "1") int nLifts,
    @Param(doc = "where the buffer is; DRAM if left out") Optional<MemoryRef> memory)
    implements Directive {
  /** Copies the list. */
  public OrderedStageExpr {
    exprs = List.copyOf(exprs);
  }

  /** Computes an expression in front of so many loops. */
  public static OrderedStageExpr of(ExprRef expr, String newName, Precision precision, int nLifts) {
    return new OrderedStageExpr(List.of(expr), newName, precision, nLifts, Optional.empty());
  }

  @Override
  public Outcome apply(Context context) {
    Work w = new Work(context);
    StmtId assign =
        BindAndSetExpr.bind(
            w,
            newName,
            exprs,
            Optional.of(precision),
            memory.orElseGet(() -> MemoryRef.of(Memory.DRAM)));
    StmtId alloc = w.place(assign).prev().orElseThrow().id();
    StmtId top = assign;
    for (int k = 0; k < nLifts; k++) {
      if (w.parent(top).isEmpty()) {
        throw context.refuse(
            "the expression is inside of " + k + " loops and conditions, not " + nLifts);
      }
      Stmt around = w.parent(top).get();
      Expr value = w.stmt(assign).as(Stmt.Assign.class).orElseThrow().rhs();
      boolean varies =
          around.as(Stmt.For.class).filter(f -> Names.in(value).contains(f.iter())).isPresent();
      if (varies) {
        Moves.liftOut(w, alloc, around.id());
      } else {
        w.apply(LiftAllocSimple.of(Work.allocRef(alloc)));
      }
      Moves.isolate(w, top);
      StmtId inner = top;
      StmtId loop = w.parent(top).orElseThrow().id();
      boolean removed =
          !varies && w.asLoop(loop).isPresent() && w.attempt(RemoveLoop.of(Work.loopRef(loop)));
      top = removed ? inner : loop;
    }
    return w.done();
  }
}
