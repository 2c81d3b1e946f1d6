package io.exo4j.nativebuild.bindings;

import io.exo4j.ir.Config;
import io.exo4j.ir.Expr;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.TypeEnv;
import io.exo4j.ir.Walker;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a procedure does, callees included, as far as its callers must know: which arguments it
 * writes, which configuration it touches, whether it runs on several threads. An instruction does
 * what its body says.
 */
final class Usage {
  private final Set<Sym> written = new HashSet<>();
  private final Map<String, Config> configs = new TreeMap<>();
  private boolean parallel;

  private Usage() {}

  /** The usage of a procedure. */
  static Usage of(Proc proc) {
    return of(proc, new IdentityHashMap<>());
  }

  private static Usage of(Proc proc, Map<Proc, Usage> known) {
    Usage usage = known.get(proc);
    if (usage == null) {
      usage = new Usage();
      usage.new Collector(TypeEnv.of(proc), known).visit(proc);
      known.put(proc, usage);
    }
    return usage;
  }

  /** Whether the procedure writes to an argument. */
  boolean writes(Sym argument) {
    return written.contains(argument);
  }

  /** The configurations that code or assertions mention, by name. */
  Map<String, Config> configs() {
    return configs;
  }

  /** Whether there is a parallel loop. */
  boolean parallel() {
    return parallel;
  }

  private final class Collector extends Walker {
    private final TypeEnv types;
    private final Map<Proc, Usage> known;

    Collector(TypeEnv types, Map<Proc, Usage> known) {
      this.types = types;
      this.known = known;
    }

    @Override
    public Void readConfig(Expr.ReadConfig e) {
      configs.put(e.config().name(), e.config());
      return null;
    }

    @Override
    public Void writeConfig(Stmt.WriteConfig s) {
      configs.put(s.config().name(), s.config());
      return super.writeConfig(s);
    }

    @Override
    public Void assign(Stmt.Assign s) {
      written.add(types.root(s.buf()));
      return super.assign(s);
    }

    @Override
    public Void reduce(Stmt.Reduce s) {
      written.add(types.root(s.buf()));
      return super.reduce(s);
    }

    @Override
    public Void forStmt(Stmt.For s) {
      parallel |= s.mode() == LoopMode.PAR;
      return super.forStmt(s);
    }

    @Override
    public Void call(Stmt.Call s) {
      Usage callee = of(s.callee(), known);
      configs.putAll(callee.configs);
      parallel |= callee.parallel;
      for (int i = 0; i < s.args().size(); i++) {
        if (callee.writes(s.callee().args().get(i).sym())) {
          s.args().get(i).buffer().map(types::root).ifPresent(written::add);
        }
      }
      return super.call(s);
    }
  }
}
