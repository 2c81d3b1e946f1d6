package io.exo4j.nativebuild.test;

import io.exo4j.ir.Arg;
import io.exo4j.ir.Config;
import io.exo4j.ir.Expr;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Stmt;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A procedure as any C compiler compiles it: instructions are what their bodies say, all buffers
 * are in ordinary memory, all loops are sequential, and configuration is ordinary state.
 */
final class Plain extends Rewriter {
  private final Map<Proc, Proc> callees = new IdentityHashMap<>();

  private final Map<Config, Config> configs = new HashMap<>();

  private Plain() {}

  /** The plain form of a procedure, under another name. */
  static Proc of(Proc proc, String name) {
    return new Plain().plain(proc).withName(name);
  }

  private Proc plain(Proc proc) {
    Proc done = callees.get(proc);
    if (done == null) {
      done = rewrite(proc).withInstr(Optional.empty());
      callees.put(proc, done);
    }
    return done;
  }

  @Override
  protected Arg arg(Arg a) {
    Arg arg = super.arg(a);
    return arg.type().isData() && !arg.memory().isDram()
        ? new Arg(arg.sym(), arg.type(), Memory.DRAM)
        : arg;
  }

  @Override
  public List<Stmt> alloc(Stmt.Alloc s) {
    Stmt.Alloc a = (Stmt.Alloc) super.alloc(s).get(0);
    return List.of(new Stmt.Alloc(a.id(), a.buf(), a.type(), Memory.DRAM, a.span()));
  }

  @Override
  public List<Stmt> call(Stmt.Call s) {
    Stmt.Call c = (Stmt.Call) super.call(s).get(0);
    return List.of(new Stmt.Call(c.id(), plain(c.callee()), c.args(), c.span()));
  }

  @Override
  public List<Stmt> forStmt(Stmt.For s) {
    Stmt.For f = (Stmt.For) super.forStmt(s).get(0);
    return List.of(
        new Stmt.For(f.id(), f.iter(), f.lo(), f.hi(), LoopMode.SEQ, f.body(), f.span()));
  }

  @Override
  public List<Stmt> writeConfig(Stmt.WriteConfig s) {
    Stmt.WriteConfig w = (Stmt.WriteConfig) super.writeConfig(s).get(0);
    return List.of(
        new Stmt.WriteConfig(w.id(), ordinary(w.config()), w.field(), w.rhs(), w.span()));
  }

  @Override
  public Expr readConfig(Expr.ReadConfig e) {
    return new Expr.ReadConfig(ordinary(e.config()), e.field(), e.span());
  }

  /** One that plain C may read and write. */
  private Config ordinary(Config config) {
    return configs.computeIfAbsent(config, c -> new Config(c.name(), c.fields(), true));
  }
}
