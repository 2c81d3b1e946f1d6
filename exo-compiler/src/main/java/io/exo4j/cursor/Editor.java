package io.exo4j.cursor;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Edits of a procedure, one after the other; the procedure that it starts from is not changed, and
 * what is not touched is shared with it. Places are given by identity, so they stay valid from one
 * edit to the next. A block that would become empty gets a {@code pass}; only an {@code else} that
 * a rewriter empties goes away.
 *
 * <p>Every method throws {@link NoSuchElementException} if a statement does not exist in the
 * version at hand: a directive locates before it edits. Not safe for use by several threads.
 */
public final class Editor {
  private Proc proc;
  private Optional<ProcIndex> index = Optional.empty();

  /** Starts from a procedure. */
  public Editor(Proc proc) {
    this.proc = proc;
  }

  /** Starts from a procedure that is indexed already. */
  public Editor(ProcIndex start) {
    this.proc = start.proc();
    this.index = Optional.of(start);
  }

  /** The procedure as edited so far. */
  public Proc proc() {
    return proc;
  }

  /** The index of the procedure as edited so far. */
  public ProcIndex index() {
    if (index.isEmpty()) {
      index = Optional.of(new ProcIndex(proc));
    }
    return index.get();
  }

  /** The statement as it is now. */
  public Stmt stmt(StmtId id) {
    return index().stmt(id);
  }

  /** Where a statement is now. */
  public Place place(StmtId id) {
    return index().place(id);
  }

  /** Inserts statements just before another. */
  public Editor insertBefore(StmtId anchor, List<Stmt> stmts) {
    Place p = place(anchor);
    return splice(p, p.index(), p.index(), stmts);
  }

  /** Inserts a statement just before another. */
  public Editor insertBefore(StmtId anchor, Stmt stmt) {
    return insertBefore(anchor, List.of(stmt));
  }

  /** Inserts statements just behind another. */
  public Editor insertAfter(StmtId anchor, List<Stmt> stmts) {
    Place p = place(anchor);
    return splice(p, p.index() + 1, p.index() + 1, stmts);
  }

  /** Inserts a statement just behind another. */
  public Editor insertAfter(StmtId anchor, Stmt stmt) {
    return insertAfter(anchor, List.of(stmt));
  }

  /** Inserts statements at a gap. */
  public Editor insert(Cursor.Gap gap, List<Stmt> stmts) {
    return gap.side() == Cursor.Side.BEFORE
        ? insertBefore(gap.anchor(), stmts)
        : insertAfter(gap.anchor(), stmts);
  }

  /** Inserts statements at the start of the procedure. */
  public Editor insertFirst(List<Stmt> stmts) {
    return insertBefore(proc.body().get(0).id(), stmts);
  }

  /** Replaces neighbouring statements by others. */
  public Editor replace(List<Stmt> block, List<Stmt> stmts) {
    Place p = neighbours(block);
    return splice(p, p.index(), p.index() + block.size(), stmts);
  }

  /** Replaces a statement by others, none or several. */
  public Editor replace(StmtId id, List<Stmt> stmts) {
    return replace(List.of(stmt(id)), stmts);
  }

  /** Replaces a statement by another; to keep its cursors alive, let the new one have its id. */
  public Editor replace(StmtId id, Stmt stmt) {
    return replace(id, List.of(stmt));
  }

  /** Changes a statement. */
  public Editor update(StmtId id, UnaryOperator<Stmt> f) {
    return replace(id, f.apply(stmt(id)));
  }

  /** Replaces the body of a loop, or a branch of an {@code if}. */
  public Editor replaceBlock(StmtId parent, Branch branch, List<Stmt> stmts) {
    List<Stmt> block = stmts.isEmpty() ? List.of(Stmt.pass()) : stmts;
    return update(parent, s -> Stmts.withBlock(s, branch, block));
  }

  /** Deletes a statement. */
  public Editor delete(StmtId id) {
    return replace(id, List.of());
  }

  /** Deletes neighbouring statements. */
  public Editor delete(List<Stmt> block) {
    return replace(block, List.of());
  }

  /** Puts neighbouring statements into a new one, for example a loop or an {@code if}. */
  public Editor wrap(List<Stmt> block, Function<List<Stmt>, Stmt> wrapper) {
    Place p = neighbours(block);
    List<Stmt> now = new ArrayList<>(p.block().subList(p.index(), p.index() + block.size()));
    return splice(p, p.index(), p.index() + block.size(), List.of(wrapper.apply(now)));
  }

  /** Replaces a loop or {@code if} by the statements of one of its blocks. */
  public Editor unwrap(StmtId parent, Branch branch) {
    return replace(parent, Stmts.block(stmt(parent), branch));
  }

  /**
   * Moves neighbouring statements to a gap; nothing happens if they are there already.
   *
   * @throws IllegalArgumentException if the gap is inside the moved statements
   */
  public Editor move(List<Stmt> block, Cursor.Gap gap) {
    Place p = neighbours(block);
    List<Stmt> moved = new ArrayList<>(p.block().subList(p.index(), p.index() + block.size()));
    Set<StmtId> ids = ids(moved);
    if (ids.contains(gap.anchor())) {
      StmtId edge =
          gap.side() == Cursor.Side.BEFORE ? moved.get(0).id() : moved.get(moved.size() - 1).id();
      if (edge != gap.anchor()) {
        throw new IllegalArgumentException("the gap is inside the statements to move");
      }
      return this;
    }
    if (moved.stream().anyMatch(s -> index().isWithin(gap.anchor(), s.id()))) {
      throw new IllegalArgumentException("the gap is inside the statements to move");
    }
    splice(p, p.index(), p.index() + block.size(), List.of());
    return insert(gap, moved);
  }

  /** Moves a statement to a gap. */
  public Editor move(StmtId id, Cursor.Gap gap) {
    return move(List.of(stmt(id)), gap);
  }

  /**
   * Replaces the expression at a cursor.
   *
   * @throws NoSuchElementException if the cursor is not live
   */
  public Editor replaceExpr(Cursor.OfExpr at, Expr e) {
    if (index().expr(at).isEmpty()) {
      throw new NoSuchElementException("no expression at " + at.path());
    }
    return update(at.stmt(), s -> ExprChildren.with(s, at.path(), e));
  }

  /** Rewrites the whole procedure: argument types, assertions and body. */
  public Editor rewrite(Rewriter rewriter) {
    return set(fill(rewriter.rewrite(proc)));
  }

  /** Rewrites the body only. */
  public Editor rewriteBody(Rewriter rewriter) {
    return set(fill(proc.withBody(rewriter.stmts(proc.body()))));
  }

  /** Rewrites one statement with everything inside it. */
  public Editor rewrite(StmtId id, Rewriter rewriter) {
    return replace(id, fill(rewriter.stmt(stmt(id))));
  }

  /** Rewrites neighbouring statements with everything inside them. */
  public Editor rewrite(List<Stmt> block, Rewriter rewriter) {
    Place p = neighbours(block);
    int to = p.index() + block.size();
    return splice(p, p.index(), to, fill(rewriter.stmts(p.block().subList(p.index(), to))));
  }

  /** Rewrites the statements behind one in its block: the scope of an allocation or window. */
  public Editor rewriteRest(StmtId id, Rewriter rewriter) {
    Place p = place(id);
    return splice(p, p.index() + 1, p.block().size(), fill(rewriter.stmts(p.rest())));
  }

  /** Changes the procedure as a whole: its name, arguments, assertions, instruction. */
  public Editor updateProc(UnaryOperator<Proc> f) {
    return set(f.apply(proc));
  }

  /** The ids of the given statements, not of those inside them. */
  public static Set<StmtId> ids(Collection<? extends Stmt> stmts) {
    Set<StmtId> out = new HashSet<>();
    for (Stmt s : stmts) {
      out.add(s.id());
    }
    return out;
  }

  private Place neighbours(List<Stmt> block) {
    Cursor.OfBlock c = Cursor.block(block);
    if (index().contiguous(c).isEmpty()) {
      throw new NoSuchElementException("these statements are not neighbours");
    }
    return place(c.first());
  }

  private Editor splice(Place p, int from, int to, List<Stmt> stmts) {
    List<Stmt> block = new ArrayList<>(p.block());
    block.subList(from, to).clear();
    block.addAll(from, stmts);
    return set(p, block);
  }

  private Editor set(Place p, List<Stmt> block) {
    List<Stmt> filled = block.isEmpty() ? List.of(Stmt.pass()) : block;
    ProcIndex at = index();
    Optional<Stmt> parent = p.parent();
    Branch branch = p.branch();
    while (parent.isPresent()) {
      Stmt changed = Stmts.withBlock(parent.get(), branch, filled);
      Place up = at.place(parent.get().id());
      List<Stmt> siblings = new ArrayList<>(up.block());
      siblings.set(up.index(), changed);
      filled = siblings;
      parent = up.parent();
      branch = up.branch();
    }
    return set(proc.withBody(filled));
  }

  private Editor set(Proc changed) {
    if (changed != proc) {
      proc = changed;
      index = Optional.empty();
    }
    return this;
  }

  /** A rewriter may have emptied blocks. */
  private static Proc fill(Proc p) {
    return p.withBody(new Filler().block(p.body()));
  }

  /** The same for statements that the block around them may lose. */
  private static List<Stmt> fill(List<Stmt> stmts) {
    return new Filler().stmts(stmts);
  }

  private static final class Filler extends Rewriter {
    List<Stmt> block(List<Stmt> block) {
      List<Stmt> out = stmts(block);
      return out.isEmpty() ? List.of(Stmt.pass()) : out;
    }

    @Override
    public Expr expr(Expr e) {
      return e;
    }

    @Override
    public List<Stmt> forStmt(Stmt.For s) {
      List<Stmt> body = block(s.body());
      return List.of(
          body == s.body()
              ? s
              : new Stmt.For(s.id(), s.iter(), s.lo(), s.hi(), s.mode(), body, s.span()));
    }

    @Override
    public List<Stmt> ifStmt(Stmt.If s) {
      List<Stmt> orelse = s.orelse().isEmpty() ? s.orelse() : block(s.orelse());
      List<Stmt> then = block(s.then());
      return List.of(
          then == s.then() && orelse == s.orelse()
              ? s
              : new Stmt.If(s.id(), s.cond(), then, orelse, s.span()));
    }
  }
}
