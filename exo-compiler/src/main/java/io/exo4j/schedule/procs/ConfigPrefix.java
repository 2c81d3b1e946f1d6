package io.exo4j.schedule.procs;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.analysis.ConfigReads;
import io.exo4j.analysis.Refusal;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The writes of configuration that a procedure begins with. Without them it does the same but for
 * the values of these fields, as long as the rest of it does not read them.
 */
final class ConfigPrefix {
  private final Proc proc;
  private final List<Stmt.WriteConfig> writes = new ArrayList<>();

  private ConfigPrefix(Proc proc) {
    this.proc = proc;
    for (Stmt s : proc.body()) {
      Optional<Stmt.WriteConfig> write = s.as(Stmt.WriteConfig.class);
      if (write.isEmpty()) {
        break;
      }
      writes.add(write.get());
    }
  }

  /** Those of a procedure that does something else besides. */
  static Optional<ConfigPrefix> of(Proc proc) {
    ConfigPrefix p = new ConfigPrefix(proc);
    boolean some = !p.writes.isEmpty() && p.writes.size() < proc.body().size();
    return some ? Optional.of(p) : Optional.empty();
  }

  int length() {
    return writes.size();
  }

  /** The fields that are written. */
  Set<ConfigKey> fields() {
    Set<ConfigKey> fields = new LinkedHashSet<>();
    for (Stmt.WriteConfig w : writes) {
      fields.add(ConfigKey.of(w.config(), w.field()));
    }
    return fields;
  }

  /** The procedure without the writes. */
  Proc rest() {
    return proc.withBody(proc.body().subList(writes.size(), proc.body().size()));
  }

  /**
   * Why a call with these arguments cannot take the place of a call of {@link #rest}: the rest
   * reads one of the fields, or what is written might vary in a loop of the caller.
   *
   * @param caller the procedure with the call
   */
  Optional<Refusal> refusal(List<Expr> actuals, Proc caller) {
    boolean[] read = {false};
    new Walker() {
      @Override
      public Void readConfig(Expr.ReadConfig e) {
        read[0] |= fields().contains(ConfigKey.of(e.config(), e.field()));
        return null;
      }

      @Override
      public Void call(Stmt.Call s) {
        stmts(s.callee().body());
        exprs(s.callee().preds());
        return super.call(s);
      }
    }.stmts(rest().body());
    if (read[0]) {
      return Optional.of(
          Refusal.of("'" + proc.name() + "' reads configuration that the block does not write"));
    }
    Set<Sym> fixed = new HashSet<>();
    for (Arg a : caller.args()) {
      fixed.add(a.sym());
    }
    Set<Sym> used = values();
    for (int k = 0; k < actuals.size(); k++) {
      Arg formal = proc.args().get(k);
      Expr actual = actuals.get(k);
      boolean varies =
          !fixed.containsAll(Names.in(actual)) || !ConfigReads.in(List.of(actual)).isEmpty();
      if (used.contains(formal.sym()) && varies) {
        return Optional.of(
            Refusal.of(
                "'"
                    + proc.name()
                    + "' writes '"
                    + formal.name()
                    + "' to the configuration, which must not vary in a loop"));
      }
    }
    return Optional.empty();
  }

  /** The arguments whose values are written; the strides of a buffer are not its value. */
  private Set<Sym> values() {
    Set<Sym> used = new HashSet<>();
    Walker reads =
        new Walker() {
          @Override
          public Void var(Expr.Var e) {
            used.add(e.sym());
            return null;
          }

          @Override
          public Void read(Expr.Read e) {
            used.add(e.buf());
            return super.read(e);
          }
        };
    for (Stmt.WriteConfig w : writes) {
      reads.expr(w.rhs());
    }
    return used;
  }
}
