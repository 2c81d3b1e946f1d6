package io.exo4j.stdlib;

import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.ExprChildren;
import io.exo4j.cursor.ExprStep;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.ExprRef;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.MemoryRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Computes what occurs more than once only once: {@code bind_expr}. */
@DirectiveInfo(
    name = "cse",
    group = Group.LIBRARY,
    doc =
        "Computes each expression that occurs more than once in a block into a scalar, the largest"
            + " first, wherever its value is proved to stay the same. Elements of buffers count as"
            + " expressions, scalars do not. Composed of `bind_expr` and `set_precision`.")
public record Cse(
    @Param(doc = "the statements") BlockRef block,
    @Param(doc = "the scalars' precision") Precision precision)
    implements Directive {
  /** Computes common expressions once. */
  public static Cse of(BlockRef block, Precision precision) {
    return new Cse(block, precision);
  }

  @Override
  public Outcome apply(Context context) {
    Work w = new Work(context);
    List<StmtId> code = w.inside(context.block(block)).stream().map(Stmt::id).toList();
    Set<Expr> tried = new HashSet<>();
    for (Optional<Expr> e = next(w, code, tried); e.isPresent(); e = next(w, code, tried)) {
      tried.add(e.get());
      List<ExprRef> places = occurrences(w, code).get(e.get());
      w.together(
          x ->
              BindAndSetExpr.bind(
                  x, x.fresh("t"), places, Optional.of(precision), MemoryRef.of(Memory.DRAM)));
    }
    return w.done();
  }

  private static Optional<Expr> next(Work w, List<StmtId> code, Set<Expr> tried) {
    return occurrences(w, code).entrySet().stream()
        .filter(e -> e.getValue().size() > 1 && !tried.contains(e.getKey()))
        .map(Map.Entry::getKey)
        .max(Comparator.comparingInt(e -> Printer.print(e).length()));
  }

  private static Map<Expr, List<ExprRef>> occurrences(Work w, List<StmtId> code) {
    Map<Expr, List<ExprRef>> out = new LinkedHashMap<>();
    for (StmtId id : code) {
      Stmt s = w.stmt(id);
      if (s.as(Stmt.Assign.class).isPresent() || s.as(Stmt.Reduce.class).isPresent()) {
        collect(s, List.of(ExprStep.of(ExprStep.Field.RHS)), out);
      }
    }
    return out;
  }

  private static void collect(Stmt s, List<ExprStep> path, Map<Expr, List<ExprRef>> out) {
    Expr e = ExprChildren.at(s, path).orElseThrow();
    List<ExprStep> steps = StageCompute.steps(e);
    if (!steps.isEmpty() || isElement(e)) {
      out.computeIfAbsent(e, k -> new ArrayList<>()).add(ExprRef.of(Cursor.expr(s, path)));
    }
    for (ExprStep step : steps) {
      List<ExprStep> below = new ArrayList<>(path);
      below.add(step);
      collect(s, below, out);
    }
  }

  private static boolean isElement(Expr e) {
    return e.as(Expr.Read.class).filter(r -> !r.idx().isEmpty()).isPresent();
  }
}
