package io.exo4j.schedule.exprs;

import io.exo4j.cursor.Editor;
import io.exo4j.cursor.Place;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Replaces the uses of an assigned value by the value. */
@DirectiveInfo(
    name = "inline_assign",
    group = Group.STATEMENTS,
    doc =
        "Deletes an assignment to a local buffer and computes its value where the element is read"
            + " in the rest of the block. Proved: nothing else reads the element, and neither it"
            + " nor what the value reads changes before the last use.")
public record InlineAssign(@Param(doc = "the assignment") StmtRef stmt) implements Directive {
  /** Inlines an assignment. */
  public static InlineAssign of(StmtRef stmt) {
    return new InlineAssign(stmt);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt.Assign a = context.assign(stmt);
    Sym root = context.types().root(a.buf());
    Stmt.Alloc alloc =
        context
            .index()
            .declaration(root)
            .flatMap(s -> s.as(Stmt.Alloc.class))
            .orElseThrow(
                () ->
                    context.refuse(a, "'" + root + "' is an argument: the caller sees its value"));
    Place place = context.index().place(a.id());
    Expr.Read element = Expr.read(a.buf(), a.idx());
    ReadInliner inliner =
        new ReadInliner() {
          @Override
          protected Optional<Expr> value(Expr.Read e, Stmt user) {
            return e.equals(element) ? Optional.of(a.rhs()) : Optional.empty();
          }
        };
    List<Stmt> rest = inliner.stmts(place.rest());
    List<StmtId> uses = inliner.uses();
    if (!uses.isEmpty()) {
      inliner.precision(context, a);
      Set<Sym> bound = Names.bound(place.rest());
      if (Names.in(a.rhs()).stream().anyMatch(bound::contains)) {
        throw context.refuse(a, "the value uses a name that is declared again below");
      }
      context.require(a, context.proofs().unmodified(a, true, place.rest(), uses));
    }
    List<Stmt> block = new ArrayList<>(place.block().subList(0, place.index() + 1));
    block.addAll(rest);
    Editor editor =
        place
            .parent()
            .map(p -> context.edit().replaceBlock(p.id(), place.branch(), block))
            .orElseGet(() -> context.edit().updateProc(p -> p.withBody(block)));
    context.require(a, context.proofs(editor.proc()).unread(a, Optional.of(alloc.id())));
    context.recheck(a, editor.proc(), Names.in(a.rhs())::contains);
    return Outcome.of(editor.delete(a.id()));
  }
}
