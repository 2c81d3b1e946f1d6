package io.exo4j.interp;

import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a call of a procedure may change: which of its arguments it writes and which configuration
 * fields it reads and writes, callees included, whatever the values. Decides which overlaps of
 * arguments matter.
 */
final class Effects {
  private final Set<Sym> writtenBuffers = new HashSet<>();
  private final Set<String> fieldsRead = new HashSet<>();
  private final Set<String> fieldsWritten = new HashSet<>();

  private Effects() {}

  /** The effects of a procedure, given those of everything that it calls. */
  static Effects of(Proc proc, Map<Proc, Effects> callees) {
    Effects effects = new Effects();
    effects.new Collector(callees).visit(proc);
    return effects;
  }

  /** Whether an argument may be written. */
  boolean writes(Sym formal) {
    return writtenBuffers.contains(formal);
  }

  /** Whether passing a configuration field by reference clashes with uses of the field itself. */
  boolean clashesWithField(Sym formal, String field) {
    return fieldsWritten.contains(field) || (writes(formal) && fieldsRead.contains(field));
  }

  /** Whether any configuration field is used at all. */
  boolean usesFields() {
    return !fieldsRead.isEmpty() || !fieldsWritten.isEmpty();
  }

  private final class Collector extends Walker {
    private final Map<Proc, Effects> callees;
    private final Map<Sym, Sym> roots = new HashMap<>();

    Collector(Map<Proc, Effects> callees) {
      this.callees = callees;
    }

    private Sym root(Sym buf) {
      return roots.getOrDefault(buf, buf);
    }

    @Override
    public Void window(Stmt.WindowStmt s) {
      roots.put(s.name(), root(s.window().buf()));
      return super.window(s);
    }

    @Override
    public Void assign(Stmt.Assign s) {
      writtenBuffers.add(root(s.buf()));
      return super.assign(s);
    }

    @Override
    public Void reduce(Stmt.Reduce s) {
      writtenBuffers.add(root(s.buf()));
      return super.reduce(s);
    }

    @Override
    public Void writeConfig(Stmt.WriteConfig s) {
      fieldsWritten.add(ConfigSlots.key(s.config(), s.field()));
      return super.writeConfig(s);
    }

    @Override
    public Void readConfig(Expr.ReadConfig e) {
      fieldsRead.add(ConfigSlots.key(e.config(), e.field()));
      return null;
    }

    @Override
    public Void call(Stmt.Call s) {
      Effects effects = callees.get(s.callee());
      fieldsRead.addAll(effects.fieldsRead);
      fieldsWritten.addAll(effects.fieldsWritten);
      for (int i = 0; i < Math.min(s.args().size(), s.callee().args().size()); i++) {
        if (effects.writes(s.callee().args().get(i).sym())) {
          s.args().get(i).accept(new Written()).ifPresent(buf -> writtenBuffers.add(root(buf)));
        }
      }
      return super.call(s);
    }
  }

  /** The buffer that an actual argument passes on; notes configuration fields. */
  private final class Written extends ExprDefault<Optional<Sym>> {
    @Override
    protected Optional<Sym> other(Expr e) {
      return Optional.empty();
    }

    @Override
    public Optional<Sym> read(Expr.Read e) {
      return Optional.of(e.buf());
    }

    @Override
    public Optional<Sym> window(Expr.Window e) {
      return Optional.of(e.buf());
    }

    @Override
    public Optional<Sym> readConfig(Expr.ReadConfig e) {
      fieldsWritten.add(ConfigSlots.key(e.config(), e.field()));
      return Optional.empty();
    }
  }
}
