package io.exo4j.schedule.buffers;

import io.exo4j.analysis.Obligations;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.TypeEnv;
import io.exo4j.ir.Walker;
import io.exo4j.schedule.Context;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Refuses an edit after which a callee that takes a dense tensor would be given a window of the
 * buffer that has gaps. A window is dense if its coordinates are points, then at most one interval,
 * then whole dimensions, of something dense.
 */
public final class DenseArguments {
  private final TypeEnv types;
  private final Obligations proofs;

  private DenseArguments(TypeEnv types, Obligations proofs) {
    this.types = types;
    this.proofs = proofs;
  }

  /** Checks all calls that are given the buffer or windows of it. */
  public static void check(Context context, Stmt at, Proc edited, Sym buffer) {
    TypeEnv types = TypeEnv.of(edited);
    new Walker() {
      @Override
      public Void call(Stmt.Call s) {
        for (int i = 0; i < s.args().size(); i++) {
          Expr actual = s.args().get(i);
          boolean touched = actual.buffer().filter(b -> types.root(b) == buffer).isPresent();
          Optional<DataType> formal = s.callee().args().get(i).type().asData();
          boolean dense = formal.isPresent() && !formal.get().window() && !formal.get().isScalar();
          if (touched
              && dense
              && !new DenseArguments(types, context.proofs(edited)).isDense(actual, s.id())) {
            Stmt place = context.index().find(s.id()).map(p -> p.stmt()).orElse(at);
            throw context.refuse(
                place,
                "'"
                    + s.callee().name()
                    + "' takes a dense tensor, but what it is given of '"
                    + buffer
                    + "' would have gaps");
          }
        }
        return null;
      }
    }.stmts(edited.body());
  }

  private boolean isDense(Expr e, StmtId at) {
    return e.accept(
        new ExprDefault<Boolean>() {
          @Override
          protected Boolean other(Expr o) {
            return true;
          }

          @Override
          public Boolean read(Expr.Read r) {
            return isDense(r.buf(), at);
          }

          @Override
          public Boolean window(Expr.Window w) {
            return isDense(w, at);
          }
        });
  }

  private boolean isDense(Sym name, StmtId at) {
    DataType type = types.data(name);
    if (!type.window()) {
      return true;
    }
    Optional<Expr.Window> made = types.window(name);
    if (made.isPresent()) {
      return isDense(made.get(), at);
    }
    long expected = 1;
    for (int d = type.rank() - 1; d >= 0; d--) {
      Expr stride = new Expr.Stride(name, d, SourceSpan.NONE);
      if (proofs.compare(stride, BinOp.EQ, Expr.lit(expected), at).isPresent()) {
        return false;
      }
      OptionalLong n = type.dims().get(d).asInt();
      if (n.isEmpty() && d > 0) {
        return false;
      }
      expected *= n.orElse(1);
    }
    return true;
  }

  private boolean isDense(Expr.Window w, StmtId at) {
    if (!isDense(w.buf(), at)) {
      return false;
    }
    List<Expr> dims = types.data(w.buf()).dims();
    boolean started = false;
    for (int d = 0; d < dims.size(); d++) {
      Coord c = w.coords().get(d);
      if (started && !isWhole(c, dims.get(d), at)) {
        return false;
      }
      started |= c.isInterval();
    }
    return true;
  }

  private boolean isWhole(Coord c, Expr extent, StmtId at) {
    return c.accept(
        new Coord.Visitor<Boolean>() {
          @Override
          public Boolean point(Coord.Point point) {
            return proofs.compare(extent, BinOp.EQ, Expr.lit(1), at).isEmpty();
          }

          @Override
          public Boolean interval(Coord.Interval i) {
            return proofs.compare(i.lo(), BinOp.EQ, Expr.lit(0), at).isEmpty()
                && proofs.compare(i.hi(), BinOp.EQ, extent, at).isEmpty();
          }
        });
  }
}
