package io.exo4j.fuzz;

import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.Editor;
import io.exo4j.cursor.Place;
import io.exo4j.cursor.Stmts;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Expr;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Substitution;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.DirectiveLibrary;
import io.exo4j.schedule.GapRef;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.LoopRef;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;

/** Copies of directives, each without one of its proofs: the fuzzer must find out. */
public final class UnsoundDirectives implements DirectiveLibrary {
  @Override
  public List<Class<? extends Directive>> directives() {
    return List.of(ReorderStmts.class, Fission.class, RemoveLoop.class, ParallelizeLoop.class);
  }

  /** {@code reorder_stmts} that does not prove that the statements commute. */
  @DirectiveInfo(name = "unsound_reorder_stmts", group = Group.STATEMENTS, doc = "A test.")
  public record ReorderStmts(@Param(doc = "two statements") BlockRef block) implements Directive {
    @Override
    public Outcome apply(Context context) {
      List<Stmt> pair = context.pair(block, "reorder_stmts");
      if (Stmts.declares(pair.get(0))
          .filter(Names.free(List.of(pair.get(1)))::contains)
          .isPresent()) {
        throw context.refuse(pair.get(0), "declared here");
      }
      Cursor.Gap front = new Cursor.Gap(pair.get(0).id(), Cursor.Side.BEFORE);
      return Outcome.of(context.edit().move(pair.get(1).id(), front));
    }
  }

  /** {@code fission} that does not prove that the halves commute. */
  @DirectiveInfo(name = "unsound_fission", group = Group.LOOPS, doc = "A test.")
  public record Fission(@Param(doc = "where") GapRef gap) implements Directive {
    @Override
    public Outcome apply(Context context) {
      Cursor.Gap at = context.gapOrBehind(gap);
      Place p = context.index().place(at.anchor());
      int cut = p.index() + (at.side() == Cursor.Side.AFTER ? 1 : 0);
      Stmt.For f =
          p.parent()
              .flatMap(s -> s.as(Stmt.For.class))
              .orElseThrow(() -> context.refuse(p.stmt(), "not in a loop"));
      List<Stmt> pre = p.block().subList(0, cut);
      List<Stmt> post = p.block().subList(cut, p.block().size());
      if (pre.isEmpty() || post.isEmpty()) {
        throw context.refuse(p.stmt(), "nothing to split");
      }
      for (Stmt s : pre) {
        if (Stmts.declares(s).filter(Names.free(post)::contains).isPresent()) {
          throw context.refuse(s, "declared here");
        }
      }
      Sym second = f.iter().fresh();
      return Outcome.of(
          context
              .edit()
              .replace(
                  f.id(),
                  List.of(
                      loop(f.id(), f.iter(), f, pre),
                      loop(
                          new StmtId(),
                          second,
                          f,
                          Substitution.in(post, f.iter(), Expr.var(second))))));
    }

    private static Stmt loop(StmtId id, Sym iter, Stmt.For f, List<Stmt> body) {
      return new Stmt.For(id, iter, f.lo(), f.hi(), f.mode(), body, SourceSpan.NONE);
    }
  }

  /** {@code remove_loop} that does not prove that the body is idempotent. */
  @DirectiveInfo(name = "unsound_remove_loop", group = Group.LOOPS, doc = "A test.")
  public record RemoveLoop(@Param(doc = "the loop") LoopRef loop) implements Directive {
    @Override
    public Outcome apply(Context context) {
      Stmt.For f = context.loop(loop);
      if (Names.free(f.body()).contains(f.iter())) {
        throw context.refuse(f, "the body uses the variable");
      }
      return Outcome.of(new Editor(context.proc()).replace(f.id(), f.body()));
    }
  }

  /** {@code parallelize_loop} that does not prove that the iterations are independent. */
  @DirectiveInfo(name = "unsound_parallelize_loop", group = Group.LOOPS, doc = "A test.")
  public record ParallelizeLoop(@Param(doc = "the loop") LoopRef loop) implements Directive {
    @Override
    public Outcome apply(Context context) {
      Stmt.For f = context.loop(loop);
      return Outcome.of(
          context
              .edit()
              .replace(
                  f.id(),
                  new Stmt.For(
                      f.id(), f.iter(), f.lo(), f.hi(), LoopMode.PAR, f.body(), f.span())));
    }
  }
}
