package io.exo4j.schedule.buffers;

import io.exo4j.analysis.Access;
import io.exo4j.analysis.BufferProofs;
import io.exo4j.analysis.BufferProofs.Box;
import io.exo4j.cursor.Editor;
import io.exo4j.cursor.Stmts;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.NewWindow;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lets statements work on a copy of a part of a buffer. */
@DirectiveInfo(
    name = "stage_mem",
    group = Group.BUFFERS,
    doc =
        "Copies a window of a buffer into a new buffer in front of a block, lets the block use the copy, and"
            + " copies it back behind the block. Every access of the block is proved to be inside of the"
            + " window, and uses the copy, or outside of it, and stays. Loading is left out if the block"
            + " overwrites everything first, storing if it modifies nothing. Elements of the window that the"
            + " buffer may not have are skipped. With `accum: true` the block only adds to the window: the"
            + " copy starts at zero and is added at the end.")
public record StageMem(
    @Param(doc = "the part of the buffer") NewWindow window,
    @Param(doc = "the name of the copy") String newName,
    @Param(doc = "the block, or its first statement") BlockRef stmtStart,
    @Param(doc = "the last statement of the block") Optional<StmtRef> stmtEnd,
    @Param(doc = "the block only adds to the window", def = "false") boolean accum)
    implements Directive {
  /** Stages a window for a block. */
  public static StageMem of(NewWindow window, String newName, BlockRef block) {
    return new StageMem(window, newName, block, Optional.empty(), false);
  }

  /** Stages a window that the block only adds to. */
  public static StageMem accumulating(NewWindow window, String newName, BlockRef block) {
    return new StageMem(window, newName, block, Optional.empty(), true);
  }

  @Override
  public Outcome apply(Context context) {
    List<Stmt> block =
        stmtEnd.isPresent()
            ? context.block(stmtStart, new BlockRef(stmtEnd.get().target()))
            : context.block(stmtStart);
    Stmt first = block.get(0);
    Expr.Window part = context.window(window, first.id());
    if (context.types().window(part.buf()).isPresent()) {
      throw context.refuse(
          first,
          "'"
              + part.buf()
              + "' is a window of '"
              + context.types().root(part.buf())
              + "': stage a part of that, or use inline_window first");
    }
    return new Work(context, block, part).run();
  }

  private final class Work {
    private final Context context;
    private final List<Stmt> block;
    private final Stmt first;
    private final Stmt last;
    private final Expr.Window part;
    private final Sym buffer;
    private final DataType type;
    private final Sym copy;
    private final BufferProofs proofs;
    private final Box box;

    Work(Context context, List<Stmt> block, Expr.Window part) {
      this.context = context;
      this.block = block;
      this.first = block.get(0);
      this.last = block.get(block.size() - 1);
      this.part = part;
      this.buffer = part.buf();
      this.type = context.types().data(buffer);
      this.copy = context.newSym(newName);
      this.proofs = new BufferProofs(context.proofs());
      this.box = proofs.box(buffer, part.coords(), first.id());
    }

    Outcome run() {
      List<Expr> bounds = new ArrayList<>();
      for (Coord c : part.coords()) {
        bounds.addAll(Coordinates.exprs(c));
      }
      context.require(first, context.proofs().unaffected(bounds, block));
      List<Expr> extents =
          part.coords().stream().filter(Coord::isInterval).map(Coordinates::extent).toList();
      for (Expr e : extents) {
        context.require(first, context.proofs().positive(e, first.id()));
      }
      Staged staged = new Staged(context, part, copy, proofs, box);
      Editor editor = context.edit();
      for (Stmt s : block) {
        editor.rewrite(s.id(), staged);
        staged.endOfStatement();
      }
      if (!staged.uses()) {
        throw context.refuse(
            first, "'" + buffer + "' is not accessed inside of the window in this block");
      }
      closed(staged);
      List<Access> touching = proofs.touching(block, box);
      boolean store = staged.writes() || touching.stream().anyMatch(Access::modifies);
      boolean load = loads(staged, touching, store);
      DataType copyType = new DataType(type.precision(), extents, false);
      editor.insertBefore(
          first.id(),
          new Stmt.Alloc(
              new StmtId(), copy, copyType, context.types().memory(buffer), SourceSpan.NONE));
      List<CopyLoops> copies = new ArrayList<>();
      if (load) {
        CopyLoops c = new CopyLoops(part, copy, accum ? CopyLoops.Kind.ZERO : CopyLoops.Kind.LOAD);
        editor.insertBefore(first.id(), c.nest());
        copies.add(c);
      }
      if (store) {
        CopyLoops c = new CopyLoops(part, copy, accum ? CopyLoops.Kind.ADD : CopyLoops.Kind.STORE);
        editor.insertAfter(last.id(), c.nest());
        copies.add(c);
      }
      guard(editor, copies);
      Proc edited = editor.proc();
      DenseArguments.check(context, first, edited, copy);
      context.recheck(first, edited, s -> s == buffer || s == copy);
      ParallelLoops.check(context, first, edited, List.of(buffer, copy));
      return Outcome.of(edited);
    }

    /** Windows of the copy must not be used behind the block, where the buffer goes on alone. */
    private void closed(Staged staged) {
      Set<Sym> after = Names.free(context.index().place(last.id()).rest());
      for (Stmt s : block) {
        Optional<Sym> name = Stmts.declares(s).filter(staged::isRedirected).filter(after::contains);
        if (name.isPresent()) {
          throw context.refuse(
              s,
              "'" + name.get() + "' is made in this block of what is staged, and used behind it");
        }
      }
    }

    private boolean loads(Staged staged, List<Access> touching, boolean store) {
      if (accum) {
        for (Access a : touching) {
          if (a.kind() != Access.Kind.REDUCE) {
            throw context.refuse(
                a.stmt(), "'" + buffer + "' is not only reduced into in this block");
          }
        }
        return needed();
      }
      return proofs.exposed(touching, block) || store && !proofs.overwrites(block, box)
          ? needed()
          : staged.readsFirst() && proofs.defined(block, box);
    }

    /** Refuses to copy, or to add to, what has no value yet. */
    private boolean needed() {
      if (!proofs.defined(block, box)) {
        throw context.unsafe(
            first,
            "elements of '"
                + buffer
                + "' in "
                + Printer.print((Expr) part)
                + " may have no value yet, so that they cannot be copied");
      }
      return true;
    }

    /** Skips the elements that are not proved to exist. */
    private void guard(Editor editor, List<CopyLoops> copies) {
      Proc open = editor.proc();
      for (CopyLoops c : copies) {
        List<Expr> conditions = new ArrayList<>();
        for (Expr e : c.conditions(type.dims())) {
          if (context.proofs(open).holds(e, c.innermost()).isPresent()) {
            conditions.add(e);
          }
        }
        if (!conditions.isEmpty()) {
          readable(conditions);
          editor.wrap(
              List.of(editor.stmt(c.innermost())),
              b ->
                  new Stmt.If(
                      new StmtId(), CopyLoops.all(conditions), b, List.of(), SourceSpan.NONE));
        }
      }
    }

    /** The buffer's extents must still mean what they meant when it was allocated. */
    private void readable(List<Expr> conditions) {
      Optional<Stmt> made = context.index().declaration(buffer);
      if (made.isPresent()) {
        List<Stmt> life = Scope.of(context, made.get());
        if (!life.isEmpty()) {
          context.require(first, context.proofs().unaffected(conditions, life));
        }
      }
    }
  }
}
