package io.exo4j.schedule.exprs;

import io.exo4j.cursor.Editor;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;
import java.util.List;

/** Makes two writes of one. */
@DirectiveInfo(
    name = "split_write",
    group = Group.STATEMENTS,
    doc =
        "Turns `a = b + c` into `a = b; a += c`, and `a += b + c` into two reductions. Proved: `c` does not"
            + " read the element that is written.")
public record SplitWrite(@Param(doc = "the assignment or reduction of a sum") StmtRef stmt)
    implements Directive {
  /** Splits a write. */
  public static SplitWrite of(StmtRef stmt) {
    return new SplitWrite(stmt);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt s = context.stmt(stmt);
    Values.Store w = Values.store(context, s);
    Expr.Bin sum =
        Values.sum(w.rhs()).orElseThrow(() -> context.refuse(s, "the value must be a sum"));
    Values.samePrecision(context, s, w.buf(), sum);
    Stmt first =
        w.reduces()
            ? new Stmt.Reduce(s.id(), w.buf(), w.idx(), sum.lhs(), s.span())
            : new Stmt.Assign(s.id(), w.buf(), w.idx(), sum.lhs(), s.span());
    Stmt second = new Stmt.Reduce(new StmtId(), w.buf(), w.idx(), sum.rhs(), SourceSpan.NONE);
    Editor editor = context.edit().replace(s.id(), List.of(first, second));
    // asked in the result: there the second part is a statement of its own
    context.require(s, context.proofs(editor.proc()).notReadBy(first, second));
    return Outcome.of(editor);
  }
}
