package io.exo4j.schedule.buffers;

import io.exo4j.cursor.Editor;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.BufferPlace;
import io.exo4j.schedule.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Gives one buffer another shape and rewrites every mention of it accordingly. A directive says
 * what becomes of subscripts, windows and strides; what follows from that is checked here: no
 * stride that the program can see changes, windows that a callee takes for dense are still dense,
 * and what a callee asks for holds.
 */
abstract class Reshaping extends BufferRewriter {
  private final Context context;
  private final BufferPlace declared;

  /** A change of a buffer's shape. */
  Reshaping(Context context, BufferPlace declared) {
    super(declared.sym());
    this.context = context;
    this.declared = declared;
  }

  /** The subscripts in the new shape. */
  abstract List<Expr> subscripts(List<Expr> idx);

  /** The coordinates in the new shape; to refuse, throw what {@link #refuse} gives. */
  abstract List<Coord> coordinates(List<Coord> coords);

  /**
   * The dimension of the new shape that has the stride of one of the old shape, if there is one.
   */
  abstract OptionalInt strideOf(int dim);

  final Context context() {
    return context;
  }

  /** A refusal about the statement that is being rewritten. */
  final RuntimeException refuse(String reason) {
    return place().map(s -> context.refuse(s, reason)).orElseGet(() -> context.refuse(reason));
  }

  @Override
  protected Element element(Use use, List<Expr> idx) {
    return new Element(buffer(), subscripts(idx));
  }

  @Override
  protected Expr.Window window(List<Coord> coords, SourceSpan span) {
    return new Expr.Window(buffer(), coordinates(coords), span);
  }

  /** By default, the window of everything. */
  @Override
  protected Expr whole(Expr.Read e) {
    if (declared.type().isScalar()) {
      throw refuse(
          "'" + buffer() + "' is passed by reference here, which an element of a tensor cannot be");
    }
    List<Coord> all = new ArrayList<>();
    for (Expr n : declared.type().dims()) {
      all.add(new Coord.Interval(Expr.lit(0), n));
    }
    return window(all, e.span());
  }

  @Override
  protected Expr stride(int dim, SourceSpan span) {
    OptionalInt to = strideOf(dim);
    if (to.isEmpty()) {
      throw refuse(
          "the stride of dimension " + dim + " of '" + buffer() + "' is used here and changes");
    }
    return new Expr.Stride(buffer(), to.getAsInt(), span);
  }

  /** The edited procedure, not proved yet to be in bounds. */
  final Proc edit(DataType type) {
    new StrideUses(context, buffer(), k -> strideOf(k).isEmpty()).check();
    Editor editor = context.edit();
    if (declared.alloc().isPresent()) {
      Stmt.Alloc a = declared.alloc().get();
      editor
          .rewriteRest(a.id(), this)
          .replace(a.id(), new Stmt.Alloc(a.id(), a.buf(), type, a.memory(), a.span()));
    }
    if (declared.arg().isPresent()) {
      Arg changed = new Arg(buffer(), type, declared.arg().get().memory());
      editor.rewriteBody(this).updateProc(p -> p.withPreds(exprs(p.preds())).withArg(changed));
    }
    return editor.proc();
  }

  /** The edited procedure; proved to be in bounds again if {@code bounds}. */
  final Proc apply(DataType type, boolean bounds) {
    Proc edited = edit(type);
    Stmt at = declared.alloc().map(Stmt.class::cast).orElse(context.proc().body().get(0));
    DenseArguments.check(context, at, edited, buffer());
    Sym buf = buffer();
    if (bounds || isPassed()) {
      context.recheck(at, edited, s -> s == buf);
    }
    return edited;
  }

  private boolean isPassed() {
    return Aliases.arePassed(context, buffer());
  }

  /** An allocation as the place of a buffer. */
  static BufferPlace place(Stmt.Alloc a) {
    return new BufferPlace(a.buf(), a.type(), a.memory(), Optional.of(a), Optional.empty());
  }
}
