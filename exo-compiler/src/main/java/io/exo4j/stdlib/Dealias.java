package io.exo4j.stdlib;

import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.ExprChildren;
import io.exo4j.cursor.ExprStep;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.ExprRef;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.MemoryRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets a statement access each buffer once: {@code bind_expr}, {@code set_memory}. */
@DirectiveInfo(
    name = "dealias",
    group = Group.LIBRARY,
    doc =
        "Reads an element into a scalar of its own for each read of a buffer that the statement"
            + " reads, or writes, another time: an instruction may not take one register twice."
            + " Composed of `bind_expr` and `set_memory`.")
public record Dealias(
    @Param(doc = "the assignment or reduction") StmtRef stmt,
    @Param(doc = "where the scalars are; where the buffer is if left out")
        Optional<MemoryRef> memory)
    implements Directive {
  /** Lets a statement access each buffer once. */
  public static Dealias of(StmtRef stmt) {
    return new Dealias(stmt, Optional.empty());
  }

  @Override
  public Outcome apply(Context context) {
    Stmt s = context.stmt(stmt);
    Sym target =
        s.as(Stmt.Assign.class)
            .map(Stmt.Assign::buf)
            .or(() -> s.as(Stmt.Reduce.class).map(Stmt.Reduce::buf))
            .orElseThrow(() -> context.refuse(s, "this must be an assignment or a reduction"));
    Work w = new Work(context);
    for (Optional<Again> again = again(w.stmt(s.id()), target);
        again.isPresent();
        again = again(w.stmt(s.id()), target)) {
      Sym buf = again.get().buf();
      BindAndSetExpr.bind(
          w,
          w.fresh(buf.name() + "_v"),
          List.of(ExprRef.of(Cursor.expr(w.stmt(s.id()), again.get().path()))),
          Optional.empty(),
          memory.orElseGet(() -> MemoryRef.of(w.procedure().types().memory(buf))));
    }
    return w.done();
  }

  /** A read of a buffer that is accessed before. */
  private record Again(Sym buf, List<ExprStep> path) {}

  private static Optional<Again> again(Stmt s, Sym target) {
    List<Again> reads = new ArrayList<>();
    collect(s, List.of(ExprStep.of(ExprStep.Field.RHS)), reads);
    Set<Sym> seen = new HashSet<>(Set.of(target));
    return reads.stream().filter(r -> !seen.add(r.buf())).findFirst();
  }

  private static void collect(Stmt s, List<ExprStep> path, List<Again> out) {
    Expr e = ExprChildren.at(s, path).orElseThrow();
    e.accept(
        new ExprDefault<Void>() {
          @Override
          protected Void other(Expr o) {
            return null;
          }

          @Override
          public Void read(Expr.Read r) {
            out.add(new Again(r.buf(), path));
            return null;
          }
        });
    for (ExprStep step : StageCompute.steps(e)) {
      List<ExprStep> below = new ArrayList<>(path);
      below.add(step);
      collect(s, below, out);
    }
  }
}
