package io.exo4j.fuzz;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Expr;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives new buffers a value, as memory has one. A directive that copies a whole window, {@code
 * stage_mem}, may copy elements that have no value yet; what the program computes must not depend
 * on them.
 */
final class Garbage extends Rewriter {
  private final double value;
  private final Map<Proc, Proc> callees = new IdentityHashMap<>();

  Garbage(double value) {
    this.value = value;
  }

  @Override
  public List<Stmt> alloc(Stmt.Alloc s) {
    List<Sym> iters = s.type().dims().stream().map(d -> new Sym("g")).toList();
    Stmt fill =
        new Stmt.Assign(
            new StmtId(),
            s.buf(),
            iters.stream().map(i -> (Expr) Expr.var(i)).toList(),
            Expr.DataLit.of(value),
            SourceSpan.NONE);
    for (int d = iters.size() - 1; d >= 0; d--) {
      fill =
          new Stmt.For(
              new StmtId(),
              iters.get(d),
              Expr.lit(0),
              s.type().dims().get(d),
              LoopMode.SEQ,
              List.of(fill),
              SourceSpan.NONE);
    }
    List<Stmt> out = new ArrayList<>(super.alloc(s));
    out.add(fill);
    return out;
  }

  @Override
  public List<Stmt> call(Stmt.Call s) {
    Proc callee = callees.get(s.callee());
    if (callee == null) {
      callee = rewrite(s.callee());
      callees.put(s.callee(), callee);
    }
    return List.of(new Stmt.Call(s.id(), callee, s.args(), s.span()));
  }
}
