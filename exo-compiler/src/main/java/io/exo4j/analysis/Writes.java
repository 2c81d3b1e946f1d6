package io.exo4j.analysis;

import io.exo4j.ir.Arg;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which buffers and configuration fields code may modify, without looking at conditions: an
 * over-approximation. Calls and windows are followed.
 */
public final class Writes {
  private static final ExprDefault<Boolean> FIELD =
      new ExprDefault<>() {
        @Override
        protected Boolean other(Expr e) {
          return false;
        }

        @Override
        public Boolean readConfig(Expr.ReadConfig e) {
          return true;
        }
      };

  private final Map<Proc, Set<Sym>> argsOf = new IdentityHashMap<>();
  private final Map<Proc, Set<ConfigKey>> configOf = new IdentityHashMap<>();
  private final Steady steady = new Steady();

  /** The arguments that a procedure may modify. */
  public Set<Sym> arguments(Proc proc) {
    Set<Sym> known = argsOf.get(proc);
    if (known == null) {
      summarize(proc);
      known = argsOf.get(proc);
    }
    return known;
  }

  /** The configuration fields that a procedure may modify. */
  public Set<ConfigKey> config(Proc proc) {
    arguments(proc);
    return configOf.get(proc);
  }

  /**
   * True if a procedure, with all that it calls, leaves every configuration field alone. What
   * versions of a procedure have in common is looked at once.
   */
  public boolean isSteady(Proc proc) {
    return isSteady(proc.body());
  }

  private boolean isSteady(List<Stmt> block) {
    for (Stmt s : block) {
      if (!s.accept(steady)) {
        return false;
      }
    }
    return true;
  }

  private final class Steady extends StmtDefault<Boolean> {
    private final Map<Stmt, Boolean> known = new IdentityHashMap<>();

    @Override
    protected Boolean other(Stmt s) {
      return true;
    }

    @Override
    public Boolean writeConfig(Stmt.WriteConfig s) {
      return false;
    }

    @Override
    public Boolean ifStmt(Stmt.If s) {
      Boolean is = known.get(s);
      if (is == null) {
        is = isSteady(s.then()) && isSteady(s.orelse());
        known.put(s, is);
      }
      return is;
    }

    @Override
    public Boolean forStmt(Stmt.For s) {
      Boolean is = known.get(s);
      if (is == null) {
        is = isSteady(s.body());
        known.put(s, is);
      }
      return is;
    }

    @Override
    public Boolean call(Stmt.Call s) {
      if (!config(s.callee()).isEmpty()) {
        return false;
      }
      for (Expr actual : s.args()) {
        if (actual.accept(FIELD)) {
          Collector c = new Collector();
          c.call(s);
          return c.fields.isEmpty();
        }
      }
      return true;
    }
  }

  private void summarize(Proc proc) {
    Collector c = new Collector();
    c.stmts(proc.body());
    Set<Sym> args = new LinkedHashSet<>();
    for (Arg a : proc.args()) {
      if (c.buffers.contains(a.sym())) {
        args.add(a.sym());
      }
    }
    argsOf.put(proc, args);
    configOf.put(proc, c.fields);
  }

  /** The root buffers (as far as windows are made inside the block) that a block may modify. */
  public Set<Sym> buffers(List<Stmt> block) {
    Collector c = new Collector();
    c.stmts(block);
    return c.buffers;
  }

  /** The configuration fields that a block may modify. */
  public Set<ConfigKey> config(List<Stmt> block) {
    Collector c = new Collector();
    c.stmts(block);
    return c.fields;
  }

  private final class Collector extends Walker {
    private final Set<Sym> buffers = new LinkedHashSet<>();
    private final Set<ConfigKey> fields = new LinkedHashSet<>();
    private final Map<Sym, Sym> aliases = new HashMap<>();

    private void modify(Sym s) {
      for (Sym b = s; b != null; b = aliases.get(b)) {
        buffers.add(b);
      }
    }

    @Override
    public void expr(Expr e) {
      // expressions modify nothing
    }

    /** What a callee modifies through an argument. */
    private final class Modified extends ExprDefault<Void> {
      @Override
      protected Void other(Expr e) {
        return null;
      }

      @Override
      public Void read(Expr.Read e) {
        modify(e.buf());
        return null;
      }

      @Override
      public Void window(Expr.Window e) {
        modify(e.buf());
        return null;
      }

      @Override
      public Void readConfig(Expr.ReadConfig e) {
        fields.add(ConfigKey.of(e.config(), e.field()));
        return null;
      }
    }

    @Override
    public Void assign(Stmt.Assign s) {
      modify(s.buf());
      return null;
    }

    @Override
    public Void reduce(Stmt.Reduce s) {
      modify(s.buf());
      return null;
    }

    @Override
    public Void writeConfig(Stmt.WriteConfig s) {
      fields.add(ConfigKey.of(s.config(), s.field()));
      return null;
    }

    @Override
    public Void window(Stmt.WindowStmt s) {
      aliases.put(s.name(), s.window().buf());
      return null;
    }

    @Override
    public Void call(Stmt.Call s) {
      Set<Sym> written = arguments(s.callee());
      fields.addAll(config(s.callee()));
      for (int i = 0; i < s.args().size(); i++) {
        if (written.contains(s.callee().args().get(i).sym())) {
          s.args().get(i).accept(new Modified());
        }
      }
      return null;
    }
  }
}
