package io.exo4j.schedule.buffers;

import io.exo4j.analysis.BufferProofs;
import io.exo4j.cursor.Branch;
import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.Editor;
import io.exo4j.cursor.Place;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Substitution;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Moves an allocation into the loop or if behind it. */
@DirectiveInfo(
    name = "sink_alloc",
    group = Group.BUFFERS,
    doc =
        "Moves an allocation into the loop or if that follows it, and that is the only thing that uses it."
            + " It is proved that no iteration needs what an earlier one stored. Each branch of an if gets an"
            + " allocation of its own.")
public record SinkAlloc(@Param(doc = "the allocation") AllocRef alloc) implements Directive {
  /** Moves an allocation into what follows it. */
  public static SinkAlloc of(AllocRef alloc) {
    return new SinkAlloc(alloc);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Alloc a = context.alloc(alloc);
    Place place = context.index().place(a.id());
    Stmt next =
        place
            .next()
            .orElseThrow(
                () -> context.refuse(a, "nothing follows the allocation of '" + a.buf() + "'"));
    List<Stmt> later = place.rest().subList(1, place.rest().size());
    if (Names.free(later).contains(a.buf())) {
      throw context.refuse(
          a, "'" + a.buf() + "' is also used behind the statement that follows its allocation");
    }
    return next.accept(
        new StmtDefault<Outcome>() {
          @Override
          protected Outcome other(Stmt s) {
            throw context.refuse(
                a, "the statement behind the allocation is neither a loop nor an if");
          }

          @Override
          public Outcome forStmt(Stmt.For f) {
            inside(context, a, List.of(f.lo(), f.hi()));
            if (!a.type().dims().isEmpty()) {
              context.require(a, context.proofs().unaffected(a.type().dims(), f.body()));
            }
            context.require(a, new BufferProofs(context.proofs()).carriesNothing(f, a.buf()));
            return Outcome.of(context.edit().move(a.id(), before(f.body())));
          }

          @Override
          public Outcome ifStmt(Stmt.If s) {
            inside(context, a, List.of(s.cond()));
            Editor editor = context.edit().move(a.id(), before(s.then()));
            if (!s.orelse().isEmpty()) {
              Sym copy = a.buf().fresh();
              List<Stmt> orelse = new ArrayList<>();
              orelse.add(new Stmt.Alloc(new StmtId(), copy, a.type(), a.memory(), a.span()));
              orelse.addAll(new Substitution(Map.of(), Map.of(a.buf(), copy)).stmts(s.orelse()));
              editor.replaceBlock(s.id(), Branch.ORELSE, orelse);
            }
            return Outcome.of(editor);
          }
        });
  }

  /** Refuses if the head of the loop or if mentions the buffer, for example a stride of it. */
  private static void inside(Context context, Stmt.Alloc a, List<Expr> head) {
    if (Names.in(head).contains(a.buf())) {
      throw context.refuse(
          a, "'" + a.buf() + "' is used in the head of what follows its allocation");
    }
  }

  private static Cursor.Gap before(List<Stmt> block) {
    return new Cursor.Gap(block.get(0).id(), Cursor.Side.BEFORE);
  }
}
