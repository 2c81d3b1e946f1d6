package io.exo4j.testing;

import io.exo4j.ir.Config;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Stmt;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Puts a prefix before the names of a procedure, its callees and its configurations. */
final class Renaming extends Rewriter {
  private final String prefix;
  private final Map<Proc, Proc> done = new IdentityHashMap<>();

  Renaming(String prefix) {
    this.prefix = prefix;
  }

  Proc apply(Proc p) {
    Proc known = done.get(p);
    if (known == null) {
      known = rewrite(p).withName(prefix + p.name());
      done.put(p, known);
    }
    return known;
  }

  private Config config(Config c) {
    return new Config(prefix + c.name(), c.fields(), c.readwrite());
  }

  @Override
  public Expr readConfig(Expr.ReadConfig e) {
    return new Expr.ReadConfig(config(e.config()), e.field(), e.span());
  }

  @Override
  public List<Stmt> writeConfig(Stmt.WriteConfig s) {
    return List.of(
        new Stmt.WriteConfig(s.id(), config(s.config()), s.field(), expr(s.rhs()), s.span()));
  }

  @Override
  public List<Stmt> call(Stmt.Call s) {
    return List.of(new Stmt.Call(s.id(), apply(s.callee()), exprs(s.args()), s.span()));
  }
}
