package io.exo4j.stdlib;

import io.exo4j.cursor.Branch;
import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.Place;
import io.exo4j.cursor.Stmts;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.exprs.Simplify;
import io.exo4j.schedule.loops.EliminateDeadCode;
import io.exo4j.schedule.loops.Specialize;
import java.util.ArrayList;
import java.util.List;

/**
 * Specializes for values of an expression by halving: {@code specialize}, {@code simplify}, {@code
 * eliminate_dead_code}.
 */
@DirectiveInfo(
    name = "binary_specialize",
    group = Group.LIBRARY,
    doc =
        "Makes a copy of statements for each of the values of an expression, found by comparing"
            + " with the middle one, then with the middle of the half, and so on. That there are no"
            + " other values is proved. Composed of `specialize`, `simplify` and"
            + " `eliminate_dead_code`.")
public record BinarySpecialize(
    @Param(doc = "the statements") BlockRef block,
    @Param(doc = "the expression") NewExpr expr,
    @Param(doc = "all values that it can have, ascending") List<Integer> values)
    implements Directive {
  /** Copies the list. */
  public BinarySpecialize {
    values = List.copyOf(values);
  }

  /** Specializes for values. */
  public static BinarySpecialize of(BlockRef block, NewExpr expr, List<Integer> values) {
    return new BinarySpecialize(block, expr, values);
  }

  @Override
  public Outcome apply(Context context) {
    List<Stmt> stmts = context.block(block);
    for (int i = 1; i < values.size(); i++) {
      if (values.get(i - 1) >= values.get(i)) {
        throw context.refuse(stmts.get(0), "the values must ascend");
      }
    }
    if (values.isEmpty()) {
      throw context.refuse(stmts.get(0), "binary_specialize needs at least one value");
    }
    Work w = new Work(context);
    List<StmtId> single = new ArrayList<>();
    halve(w, stmts, values, single);
    w.apply(Simplify.of());
    for (StmtId branch : single) {
      if (w.contains(branch)) {
        w.apply(EliminateDeadCode.of(Work.stmtRef(branch)));
      }
    }
    return w.done();
  }

  /**
   * Specializes for the rest of the values.
   *
   * @param single gets the conditions that compare with one value; they are proved to hold, but
   *     left in place for the simplification
   */
  private void halve(Work w, List<Stmt> stmts, List<Integer> rest, List<StmtId> single) {
    int mid = rest.size() / 2;
    String test = rest.size() == 1 ? ") == " + rest.get(0) : ") < " + rest.get(mid);
    Place p = w.place(stmts.get(0).id());
    w.apply(Specialize.of(BlockRef.of(Cursor.block(stmts)), NewExpr.of("(" + expr + test)));
    Stmt branch = at(p, w.procedure());
    List<Stmt> then = Stmts.block(branch, Branch.BODY);
    if (rest.size() == 1) {
      Procedure proved = w.procedure().apply(EliminateDeadCode.of(Work.stmtRef(branch.id())));
      if (at(p, proved).id() != then.get(0).id()) {
        throw w.context().refuse("'" + expr + "' is never " + rest.get(0) + " here");
      }
      single.add(branch.id());
      return;
    }
    halve(w, then, rest.subList(0, mid), single);
    halve(w, Stmts.block(branch, Branch.ORELSE), rest.subList(mid, rest.size()), single);
  }

  /** The statement that stands in a later version where another stood. */
  private static Stmt at(Place p, Procedure later) {
    List<Stmt> block =
        p.parent().isEmpty()
            ? later.proc().body()
            : Stmts.block(later.index().stmt(p.parent().get().id()), p.branch());
    return block.get(p.index());
  }
}
