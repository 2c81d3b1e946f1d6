package io.exo4j.schedule.loops;

import io.exo4j.analysis.Obligations;
import io.exo4j.cursor.Branch;
import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.Editor;
import io.exo4j.cursor.Place;
import io.exo4j.cursor.Stmts;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Substitution;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Splits scope after scope around a gap; each split is proved in the version that the last one
 * made.
 */
final class Fissions {
  private final Context context;
  private final Editor editor;

  /** The statement just before the gap. */
  private StmtId last;

  Fissions(Context context, StmtId last) {
    this.context = context;
    this.editor = context.edit();
    this.last = last;
  }

  /**
   * The statement before a gap, which must have one on each side unless scopes may be passed over.
   */
  static StmtId before(Context context, Cursor.Gap gap) {
    if (gap.side() == Cursor.Side.AFTER) {
      return gap.anchor();
    }
    Place p = context.index().place(gap.anchor());
    return p.prev()
        .orElseThrow(
            () ->
                context.refuse(p.stmt(), "the gap must be between two statements, not at an edge"))
        .id();
  }

  Proc proc() {
    return editor.proc();
  }

  private Place place() {
    return editor.place(last);
  }

  /** True if there is a scope to split. */
  boolean inside() {
    return place().parent().isPresent();
  }

  /** True if there is nothing behind the gap in its block. */
  boolean atEdge() {
    return place().rest().isEmpty();
  }

  /** Goes to the gap behind the scope. */
  void skip() {
    last = place().parent().orElseThrow().id();
  }

  /** Splits the scope around the gap. */
  void split() {
    Place p = place();
    Stmt parent =
        p.parent()
            .orElseThrow(
                () -> context.refuse(p.stmt(), "there is no loop or if around this to split"));
    if (p.rest().isEmpty()) {
      throw context.refuse(
          p.stmt(), "the gap must be between two statements, not at the end of a block");
    }
    List<Stmt> pre = p.block().subList(0, p.index() + 1);
    List<Stmt> post = p.rest();
    List<Stmt> halves =
        parent.as(Stmt.For.class).isPresent()
            ? loop(parent.as(Stmt.For.class).get(), pre, post)
            : branch(parent.as(Stmt.If.class).orElseThrow(), p.branch(), pre, post);
    editor.replace(parent.id(), halves);
    last = parent.id();
  }

  private List<Stmt> loop(Stmt.For f, List<Stmt> pre, List<Stmt> post) {
    context.require(f, proofs().fissionable(f, pre, post));
    Sym second = f.iter().fresh();
    return List.of(
        Loops.head(f, f.iter(), f.lo(), f.hi(), pre),
        Loops.fresh(f, second, f.lo(), f.hi(), Substitution.in(post, f.iter(), Expr.var(second))));
  }

  private Obligations proofs() {
    return context.proofs(editor.proc());
  }

  private List<Stmt> branch(Stmt.If f, Branch which, List<Stmt> pre, List<Stmt> post) {
    Set<Sym> used = Names.free(post);
    for (Stmt s : pre) {
      Optional<Sym> declared = Stmts.declares(s).filter(used::contains);
      if (declared.isPresent()) {
        throw context.refuse(
            s, "'" + declared.get() + "' is declared before the gap and used behind it");
      }
    }
    context.require(f, proofs().unaffected(List.of(f.cond()), pre));
    boolean then = which == Branch.BODY;
    if (!then) {
      context.require(f, proofs().unaffected(List.of(f.cond()), f.then()));
    }
    List<Stmt> none = new ArrayList<>();
    Stmt first =
        then
            ? new Stmt.If(f.id(), f.cond(), pre, none, f.span())
            : new Stmt.If(f.id(), f.cond(), f.then(), pre, f.span());
    Stmt second =
        then
            ? new Stmt.If(new StmtId(), f.cond(), post, f.orelse(), SourceSpan.NONE)
            : new Stmt.If(new StmtId(), f.cond(), List.of(Stmt.pass()), post, SourceSpan.NONE);
    return List.of(first, second);
  }

  /** Splits, and unwraps a half that need not be in the loop. */
  void splitAndDrop() {
    split();
    Stmt first = editor.stmt(last);
    Stmt second = place().next().orElseThrow();
    drop(second);
    if (drop(first)) {
      List<Stmt> body = first.as(Stmt.For.class).orElseThrow().body();
      last = body.get(body.size() - 1).id();
    }
  }

  private boolean drop(Stmt s) {
    Optional<Stmt.For> f = s.as(Stmt.For.class);
    if (f.isEmpty()
        || Names.free(f.get().body()).contains(f.get().iter())
        || proofs().compare(f.get().lo(), BinOp.LT, f.get().hi(), s.id()).isPresent()
        || proofs().idempotent(f.get().body()).isPresent()) {
      return false;
    }
    editor.replace(s.id(), f.get().body());
    return true;
  }
}
