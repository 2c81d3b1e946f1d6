package io.exo4j.nativebuild.instr;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Config;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import io.exo4j.nativebuild.model.ControlValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings the configuration into the state that an instruction is to be executed in: through the
 * instructions that do nothing but write it, because the hardware has that state too.
 */
final class ConfigSetup {
  private final Collection<Proc> instructions;

  ConfigSetup(Collection<Proc> instructions) {
    this.instructions = instructions;
  }

  /** Code that gives the fields that {@code instr} reads these values. */
  List<Stmt> code(Proc instr, Map<String, Long> values) {
    List<Stmt> code = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (Map.Entry<String, Expr.ReadConfig> read : reads(instr).entrySet()) {
      String name = read.getKey();
      if (done.contains(name)) {
        continue;
      }
      Config config = read.getValue().config();
      Expr value = value(config.field(read.getValue().field()), values.get(name));
      Optional<List<Stmt>> call = setter(name, values, done);
      if (call.isPresent()) {
        code.addAll(call.get());
      } else if (config.readwrite()) {
        code.add(
            new Stmt.WriteConfig(
                new StmtId(), config, read.getValue().field(), value, SourceSpan.NONE));
      } else {
        throw new NotTestable("no instruction sets " + name + " to " + values.get(name));
      }
    }
    return code;
  }

  /** Whether there is code that gives the fields that {@code instr} reads these values. */
  boolean reaches(Proc instr, Map<String, Long> values) {
    return reads(instr).entrySet().stream()
        .allMatch(
            r ->
                r.getValue().config().readwrite()
                    || setter(r.getKey(), values, new HashSet<>()).isPresent());
  }

  private static Map<String, Expr.ReadConfig> reads(Proc instr) {
    Map<String, Expr.ReadConfig> found = new TreeMap<>();
    new Walker() {
      @Override
      public Void readConfig(Expr.ReadConfig e) {
        found.put(e.config().name() + "." + e.field(), e);
        return null;
      }

      @Override
      public Void call(Stmt.Call s) {
        visit(s.callee());
        return super.call(s);
      }
    }.visit(instr);
    return found;
  }

  /** Data fields are set to one. */
  private static Expr value(ConfigField field, Long control) {
    if (field.type().isData()) {
      return Expr.DataLit.of(1.0);
    }
    boolean bool = field.type().asControl().orElseThrow() == ControlType.BOOL;
    return bool ? Expr.lit(control != 0) : Expr.lit(control);
  }

  private Optional<List<Stmt>> setter(String wanted, Map<String, Long> values, Set<String> done) {
    for (Proc p : instructions) {
      List<Stmt.WriteConfig> writes = writes(p);
      boolean sets =
          writes.stream().anyMatch(w -> (w.config().name() + "." + w.field()).equals(wanted));
      if (sets) {
        Optional<List<Expr>> args = arguments(p, writes, values);
        if (args.isPresent()) {
          writes.forEach(w -> done.add(w.config().name() + "." + w.field()));
          return Optional.of(call(p, args.get()));
        }
      }
    }
    return Optional.empty();
  }

  /** A call; data arguments are passed in scalars. */
  private static List<Stmt> call(Proc p, List<Expr> values) {
    List<Stmt> code = new ArrayList<>();
    List<Expr> actuals = new ArrayList<>();
    for (int k = 0; k < values.size(); k++) {
      Arg a = p.args().get(k);
      Optional<DataType> type = a.type().asData();
      if (type.isEmpty()) {
        actuals.add(values.get(k));
        continue;
      }
      Sym scalar = new Sym(a.name());
      DataType plain = DataType.scalar(type.get().precision());
      code.add(new Stmt.Alloc(new StmtId(), scalar, plain, Memory.DRAM, SourceSpan.NONE));
      code.add(new Stmt.Assign(new StmtId(), scalar, List.of(), values.get(k), SourceSpan.NONE));
      actuals.add(Expr.read(scalar, List.of()));
    }
    code.add(new Stmt.Call(new StmtId(), p, actuals, SourceSpan.NONE));
    return code;
  }

  /** What a body writes that does nothing else; empty if it does something else. */
  private static List<Stmt.WriteConfig> writes(Proc p) {
    List<Stmt.WriteConfig> found = new ArrayList<>();
    for (Stmt s : p.body()) {
      boolean known =
          s.accept(
              new StmtDefault<Boolean>() {
                @Override
                protected Boolean other(Stmt o) {
                  return false;
                }

                @Override
                public Boolean writeConfig(Stmt.WriteConfig w) {
                  found.add(w);
                  return true;
                }
              });
      if (!known) {
        return List.of();
      }
    }
    return found;
  }

  private static Optional<List<Expr>> arguments(
      Proc p, List<Stmt.WriteConfig> writes, Map<String, Long> values) {
    Map<Sym, Expr> args = new HashMap<>();
    for (Stmt.WriteConfig w : writes) {
      Long wanted = values.get(w.config().name() + "." + w.field());
      ConfigField field = w.config().field(w.field());
      if (field.type().isData() || wanted != null) {
        Optional<Sym> name = name(w.rhs());
        if (name.isPresent()) {
          args.put(name.get(), value(field, wanted));
        } else if (!field.type().isData() && !is(w.rhs(), wanted)) {
          return Optional.empty();
        }
      } else {
        name(w.rhs()).ifPresent(s -> args.putIfAbsent(s, Expr.lit(1)));
      }
    }
    List<Expr> all = new ArrayList<>();
    for (Arg a : p.args()) {
      Expr value = args.get(a.sym());
      if (value == null) {
        return Optional.empty();
      }
      all.add(value);
    }
    return Optional.of(all);
  }

  private static boolean is(Expr e, long value) {
    try {
      return ControlValues.of(Map.of()).value(e) == value;
    } catch (ControlValues.Unknown u) {
      return false;
    }
  }

  private static Optional<Sym> name(Expr e) {
    return e.as(Expr.Var.class)
        .map(Expr.Var::sym)
        .or(() -> e.as(Expr.Read.class).map(Expr.Read::buf));
  }
}
