package io.exo4j.stdlib;

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
import io.exo4j.schedule.annotate.SetMemory;
import io.exo4j.schedule.annotate.SetPrecision;
import io.exo4j.schedule.exprs.BindExpr;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Computes an expression into a scalar of a given kind: {@code bind_expr}, {@code set_precision},
 * {@code set_memory}.
 */
@DirectiveInfo(
    name = "bind_and_set_expr",
    group = Group.LIBRARY,
    doc =
        "Computes an expression into a new scalar, as `bind_expr` does, with a precision and in a"
            + " memory. Composed of `bind_expr`, `set_precision` and `set_memory`.")
public record BindAndSetExpr(
    @Param(doc = "the expression, or several that are the same") List<ExprRef> exprs,
    @Param(doc = "the scalar's precision") Precision precision,
    @Param(doc = "where the scalar is") MemoryRef memory,
    @Param(doc = "the scalar's name") String newName)
    implements Directive {
  /** Copies the list. */
  public BindAndSetExpr {
    exprs = List.copyOf(exprs);
  }

  /** Computes an expression into a scalar. */
  public static BindAndSetExpr of(
      ExprRef expr, Precision precision, MemoryRef memory, String newName) {
    return new BindAndSetExpr(List.of(expr), precision, memory, newName);
  }

  @Override
  public Outcome apply(Context context) {
    Work w = new Work(context);
    bind(w, newName, exprs, Optional.of(precision), memory);
    return w.done();
  }

  /** Binds, and gives the assignment to the new scalar. */
  static StmtId bind(
      Work w, String name, List<ExprRef> exprs, Optional<Precision> precision, MemoryRef memory) {
    Set<StmtId> before =
        w.procedure().index().statements().stream().map(Stmt::id).collect(Collectors.toSet());
    w.apply(new BindExpr(name, exprs));
    List<Stmt> made =
        w.procedure().index().statements().stream().filter(s -> !before.contains(s.id())).toList();
    StmtId alloc = made.get(0).id();
    if (precision.isPresent()) {
      w.apply(SetPrecision.of(Work.allocRef(alloc), precision.get()));
    }
    w.apply(SetMemory.of(Work.allocRef(alloc), memory));
    return made.get(1).id();
  }
}
