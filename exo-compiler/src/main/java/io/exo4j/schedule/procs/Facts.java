package io.exo4j.schedule.procs;

import io.exo4j.analysis.Affine;
import io.exo4j.analysis.ConfigReads;
import io.exo4j.cursor.Branch;
import io.exo4j.cursor.Place;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known at a place, as assertions: what callers promise, loop bounds, conditions, strides
 * of windows.
 */
final class Facts {
  private Facts() {}

  /**
   * The facts that mention only some symbols. One that reads configuration counts only if it is
   * proved to hold at the place: the field may have changed since.
   */
  static List<Expr> at(Context context, StmtId id, Set<Sym> symbols) {
    List<Expr> all = new ArrayList<>(context.proc().preds());
    around(context, id, all);
    for (Sym s : symbols) {
      strides(context, s, id, all);
    }
    return all.stream()
        .filter(f -> symbols.containsAll(Names.in(f)))
        .filter(
            f -> ConfigReads.in(List.of(f)).isEmpty() || context.proofs().holds(f, id).isEmpty())
        .toList();
  }

  private static void around(Context context, StmtId id, List<Expr> out) {
    Place place = context.index().place(id);
    if (place.parent().isEmpty()) {
      return;
    }
    Stmt parent = place.parent().get();
    around(context, parent.id(), out);
    parent
        .as(Stmt.For.class)
        .ifPresent(
            f -> {
              out.add(Expr.bin(BinOp.LE, f.lo(), Expr.var(f.iter())));
              out.add(Expr.bin(BinOp.LT, Expr.var(f.iter()), f.hi()));
            });
    parent
        .as(Stmt.If.class)
        .ifPresent(i -> out.add(place.branch() == Branch.BODY ? i.cond() : not(i.cond())));
  }

  /** A local window forgets what buffer it looks at, but not its constant strides. */
  private static void strides(Context context, Sym sym, StmtId at, List<Expr> out) {
    Optional<Expr.Window> window = context.types().window(sym);
    if (window.isEmpty()) {
      return;
    }
    for (int d = 0; d < context.types().data(sym).rank(); d++) {
      Expr stride = new Expr.Stride(sym, d, SourceSpan.NONE);
      Affine value = context.proofs().integer(stride, at);
      if (value.isConstant()) {
        out.add(Expr.bin(BinOp.EQ, stride, Expr.lit(value.constant())));
      }
    }
  }

  private static Expr not(Expr cond) {
    Expr isFalse = Expr.bin(BinOp.EQ, cond, Expr.lit(false));
    return cond.accept(
        new ExprDefault<Expr>() {
          @Override
          protected Expr other(Expr e) {
            return isFalse;
          }

          @Override
          public Expr bin(Expr.Bin e) {
            return switch (e.op()) {
              case LT -> Expr.bin(BinOp.GE, e.lhs(), e.rhs());
              case LE -> Expr.bin(BinOp.GT, e.lhs(), e.rhs());
              case GT -> Expr.bin(BinOp.LE, e.lhs(), e.rhs());
              case GE -> Expr.bin(BinOp.LT, e.lhs(), e.rhs());
              default -> isFalse;
            };
          }
        });
  }
}
