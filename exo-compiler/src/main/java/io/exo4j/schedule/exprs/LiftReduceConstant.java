package io.exo4j.schedule.exprs;

import io.exo4j.analysis.Access;
import io.exo4j.analysis.Buffer;
import io.exo4j.cursor.Editor;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Moves a constant factor out of a sum. */
@DirectiveInfo(
    name = "lift_reduce_constant",
    group = Group.STATEMENTS,
    doc =
        "Turns `x = 0.0; for i: x += c * e` into `x = 0.0; for i: x += e` followed by `x = c * x`. Proved:"
            + " the loop does nothing else with `x` and does not change `c`. In floating point the last bits"
            + " of the result may change.")
public record LiftReduceConstant(@Param(doc = "the assignment of zero and the loop") BlockRef block)
    implements Directive {
  /** Lifts a constant factor out of the loop of a block. */
  public static LiftReduceConstant of(BlockRef block) {
    return new LiftReduceConstant(block);
  }

  @Override
  public Outcome apply(Context context) {
    List<Stmt> pair = context.pair(block, "lift_reduce_constant");
    Stmt.Assign init =
        pair.get(0)
            .as(Stmt.Assign.class)
            .orElseThrow(() -> context.refuse(pair.get(0), "this must be an assignment of zero"));
    Stmt.For loop =
        pair.get(1)
            .as(Stmt.For.class)
            .orElseThrow(() -> context.refuse(pair.get(1), "this must be a loop"));
    boolean zero =
        init.rhs().as(Expr.DataLit.class).map(l -> l.value().signum() == 0).orElse(false);
    if (!zero) {
      throw context.refuse(init, "the sum must start at zero");
    }
    Sums sums = new Sums(init.buf());
    sums.stmts(loop.body());
    if (sums.found.isEmpty()) {
      throw context.refuse(loop, "the loop has no reduction into '" + init.buf() + "'");
    }
    Expr factor = factor(context, sums.found.get(0));
    for (Stmt.Reduce r : sums.found) {
      if (!factor(context, r).equals(factor)) {
        throw context.refuse(r, "the reductions have different constant factors");
      }
      Values.samePrecision(context, r, r.buf(), r.rhs());
      Values.sameElement(context, Values.store(init).orElseThrow(), Values.store(r).orElseThrow());
    }
    Set<Sym> bound = Names.bound(List.of(loop));
    if (Names.in(factor).stream().anyMatch(bound::contains)) {
      throw context.refuse(loop, "the factor uses a name that is declared in the loop");
    }
    onlySums(context, loop, init, sums);

    Expr.Read x = Expr.read(init.buf(), init.idx());
    Stmt scale =
        new Stmt.Assign(new StmtId(), init.buf(), init.idx(), Expr.mul(factor, x), SourceSpan.NONE);
    Editor editor =
        context
            .edit()
            .rewrite(loop.id(), new WithoutFactor(Editor.ids(sums.found)))
            .insertAfter(loop.id(), scale);
    // what the factor reads must not change in the loop
    Editor probe = context.edit().insertBefore(loop.id(), scale);
    Stmt use = sums.found.get(0);
    context.require(
        loop,
        context
            .proofs(probe.proc())
            .unmodifiedApart(scale, x.buf(), List.of(loop), List.of(use.id())));
    return Outcome.of(editor);
  }

  private static Expr factor(Context context, Stmt.Reduce r) {
    return r.rhs()
        .as(Expr.Bin.class)
        .filter(b -> b.op() == BinOp.MUL)
        .map(Expr.Bin::lhs)
        .filter(c -> c.as(Expr.DataLit.class).isPresent() || c.as(Expr.Read.class).isPresent())
        .orElseThrow(
            () -> context.refuse(r, "the value must be a product with the constant on the left"));
  }

  /** The loop may touch the buffer only through these reductions. */
  private static void onlySums(Context context, Stmt.For loop, Stmt.Assign init, Sums sums) {
    Buffer b = context.proofs().root(init.buf());
    Set<StmtId> ids = Editor.ids(sums.found);
    for (Access a : context.proofs().effects(List.of(loop))) {
      if (a.buffer() == b && !(a.kind() == Access.Kind.REDUCE && ids.contains(a.stmt().id()))) {
        throw context.refuse(
            a.stmt(), "'" + init.buf() + "' is used in the loop for something else than the sum");
      }
    }
  }

  private static final class Sums extends Walker {
    private final Sym buf;
    private final List<Stmt.Reduce> found = new ArrayList<>();

    Sums(Sym buf) {
      this.buf = buf;
    }

    @Override
    public Void reduce(Stmt.Reduce s) {
      if (s.buf() == buf) {
        found.add(s);
      }
      return null;
    }
  }

  private static final class WithoutFactor extends Rewriter {
    private final Set<StmtId> ids;

    WithoutFactor(Set<StmtId> ids) {
      this.ids = ids;
    }

    @Override
    public List<Stmt> reduce(Stmt.Reduce s) {
      if (!ids.contains(s.id())) {
        return super.reduce(s);
      }
      Expr rest = s.rhs().as(Expr.Bin.class).orElseThrow().rhs();
      return List.of(new Stmt.Reduce(s.id(), s.buf(), s.idx(), rest, s.span()));
    }
  }
}
