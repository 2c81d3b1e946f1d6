package io.exo4j.schedule.buffers;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Replaces a window's name by what it stands for. */
@DirectiveInfo(
    name = "inline_window",
    group = Group.BUFFERS,
    doc =
        "Deletes a window statement and replaces every mention of the window by the part of the buffer that"
            + " it stands for.")
public record InlineWindow(@Param(doc = "the window statement") StmtRef winStmt)
    implements Directive {
  /** Replaces a window by what it stands for. */
  public static InlineWindow of(StmtRef winStmt) {
    return new InlineWindow(winStmt);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.WindowStmt w = context.stmt(winStmt, Stmt.WindowStmt.class, "a window statement");
    List<Expr> bounds = new ArrayList<>();
    for (Coord c : w.window().coords()) {
      bounds.addAll(Coordinates.exprs(c));
    }
    Scope.constant(context, w, bounds);
    return Outcome.of(context.edit().rewriteRest(w.id(), new Inlined(w)).delete(w.id()));
  }

  private static final class Inlined extends BufferRewriter {
    private final Expr.Window window;

    Inlined(Stmt.WindowStmt w) {
      super(w.name());
      this.window = w.window();
    }

    @Override
    protected Element element(Use use, List<Expr> idx) {
      Iterator<Expr> rest = idx.iterator();
      List<Expr> out = new ArrayList<>();
      for (Coord c : window.coords()) {
        out.add(c.isInterval() ? Expr.add(rest.next(), c.start()) : c.start());
      }
      return new Element(window.buf(), out);
    }

    @Override
    protected Expr.Window window(List<Coord> coords, SourceSpan span) {
      Iterator<Coord> rest = coords.iterator();
      List<Coord> out = new ArrayList<>();
      for (Coord c : window.coords()) {
        out.add(c.isInterval() ? Coordinates.map(rest.next(), e -> Expr.add(e, c.start())) : c);
      }
      return new Expr.Window(window.buf(), out, span);
    }

    @Override
    protected Expr whole(Expr.Read e) {
      return new Expr.Window(window.buf(), window.coords(), e.span());
    }

    @Override
    protected Expr stride(int dim, SourceSpan span) {
      int seen = -1;
      for (int k = 0; k < window.coords().size(); k++) {
        seen += window.coords().get(k).isInterval() ? 1 : 0;
        if (seen == dim) {
          return new Expr.Stride(window.buf(), k, span);
        }
      }
      throw new IllegalArgumentException("no dimension " + dim);
    }
  }
}
