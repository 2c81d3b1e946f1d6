package io.exo4j.schedule.exprs;

import io.exo4j.cursor.Editor;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.List;

/** Makes one write of two. */
@DirectiveInfo(
    name = "merge_writes",
    group = Group.STATEMENTS,
    doc =
        "Makes one write of two neighbouring ones to the same element: of `a = b; a = c` only the second is"
            + " left, `a = b; a += c` becomes `a = b + c`. Proved: the second value does not read the element.")
public record MergeWrites(@Param(doc = "the two statements") BlockRef block) implements Directive {
  /** Merges the two statements of a block. */
  public static MergeWrites of(BlockRef block) {
    return new MergeWrites(block);
  }

  @Override
  public Outcome apply(Context context) {
    List<Stmt> pair = context.pair(block, "merge_writes");
    Values.Store a = Values.store(context, pair.get(0));
    Values.Store b = Values.store(context, pair.get(1));
    Values.sameElement(context, a, b);
    context.require(b.stmt(), context.proofs().notReadBy(a.stmt(), b.stmt()));
    Editor editor = context.edit().delete(a.stmt().id());
    if (!b.reduces()) {
      return Outcome.of(editor);
    }
    Values.samePrecision(context, a.stmt(), a.buf(), a.rhs());
    Values.samePrecision(context, b.stmt(), b.buf(), b.rhs());
    Expr sum = Expr.add(a.rhs(), b.rhs());
    Stmt merged =
        a.reduces()
            ? new Stmt.Reduce(b.stmt().id(), b.buf(), b.idx(), sum, b.stmt().span())
            : new Stmt.Assign(b.stmt().id(), b.buf(), b.idx(), sum, b.stmt().span());
    return Outcome.of(editor.replace(b.stmt().id(), merged));
  }
}
