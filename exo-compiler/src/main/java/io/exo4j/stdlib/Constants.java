package io.exo4j.stdlib;

import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.ExprChildren;
import io.exo4j.cursor.ExprStep;
import io.exo4j.ir.Arg;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Walker;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.ExprRef;
import io.exo4j.schedule.MemoryRef;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.ProcRef;
import io.exo4j.schedule.buffers.ExpandDim;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts numbers into variables in front of a loop, as no argument of a call can be a number: {@code
 * bind_expr}, {@code expand_dim}, {@code hoist_stmt}.
 */
final class Constants {
  private static final ExprStep RHS = ExprStep.of(ExprStep.Field.RHS);

  private final Set<BigDecimal> known = new HashSet<>();
  private boolean scalars;
  private boolean elements;

  /** What procedures do with numbers: hold them themselves, or copy an argument everywhere. */
  Constants(List<Proc> callees) {
    for (Proc p : callees) {
      look(p);
    }
  }

  /**
   * Binds the numbers in the assignments directly inside of a loop that no callee has, if there is
   * one that copies a variable; gives the loop as it is then.
   */
  static StmtId bind(Work w, StmtId loop, List<ProcRef> callees) {
    Constants c =
        new Constants(callees.stream().map(r -> w.context().procedure(r).proc()).toList());
    StmtId now = loop;
    if (c.scalars || c.elements) {
      for (Stmt s : List.copyOf(w.body(loop))) {
        for (Map.Entry<Expr, List<ExprRef>> e : c.numbers(s).entrySet()) {
          w.together(x -> c.hoist(x, s, e.getValue()));
        }
        now = w.parent(s.id()).orElseThrow().id();
      }
    }
    return now;
  }

  private void look(Proc callee) {
    Map<Object, DataType> args = new LinkedHashMap<>();
    for (Arg a : callee.args()) {
      a.type().asData().ifPresent(t -> args.put(a.sym(), t));
    }
    new Walker() {
      @Override
      public Void dataLit(Expr.DataLit e) {
        known.add(e.value().stripTrailingZeros());
        return super.dataLit(e);
      }

      @Override
      public Void assign(Stmt.Assign s) {
        s.rhs().as(Expr.Read.class).map(r -> args.get(r.buf())).ifPresent(Constants.this::copied);
        return super.assign(s);
      }
    }.stmts(callee.body());
  }

  private void copied(DataType type) {
    scalars |= type.rank() == 0;
    elements |= type.rank() == 1 && type.dims().get(0).asInt().orElse(0) == 1;
  }

  private Map<Expr, List<ExprRef>> numbers(Stmt s) {
    Map<Expr, List<ExprRef>> out = new LinkedHashMap<>();
    if (s.as(Stmt.Assign.class).isPresent() || s.as(Stmt.Reduce.class).isPresent()) {
      collect(s, List.of(RHS), out);
    }
    return out;
  }

  private void collect(Stmt s, List<ExprStep> path, Map<Expr, List<ExprRef>> out) {
    Expr e = ExprChildren.at(s, path).orElseThrow();
    boolean unknown =
        e.as(Expr.DataLit.class)
            .filter(o -> !known.contains(o.value().stripTrailingZeros()))
            .isPresent();
    if (unknown) {
      out.computeIfAbsent(e, x -> new ArrayList<>()).add(ExprRef.of(Cursor.expr(s, path)));
    }
    for (ExprStep step : StageCompute.steps(e)) {
      List<ExprStep> below = new ArrayList<>(path);
      below.add(step);
      collect(s, below, out);
    }
  }

  private void hoist(Work w, Stmt s, List<ExprRef> places) {
    StmtId assign =
        BindAndSetExpr.bind(
            w,
            w.fresh("c"),
            places,
            Optional.of(StageCompute.computed(w, s)),
            MemoryRef.of(Memory.DRAM));
    if (!scalars) {
      AllocRef c = Work.allocRef(w.place(assign).prev().orElseThrow().id());
      w.apply(ExpandDim.of(c, NewExpr.of(Expr.lit(1)), NewExpr.of(Expr.lit(0))));
    }
    HoistStmt.hoist(w, assign);
  }
}
