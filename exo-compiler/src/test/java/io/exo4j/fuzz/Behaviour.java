package io.exo4j.fuzz;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.interp.ConfigState;
import io.exo4j.interp.InterpCode;
import io.exo4j.interp.Interpreter;
import io.exo4j.interp.InterpreterOptions;
import io.exo4j.interp.Program;
import io.exo4j.interp.WindowArgument;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Walker;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Compares what two procedures do. */
final class Behaviour {
  private static final InterpreterOptions FORWARD =
      InterpreterOptions.DEFAULT.withStepLimit(300_000).withElementLimit(1 << 16);

  private Behaviour() {}

  /**
   * The result of a comparison.
   *
   * @param compared on how many inputs
   * @param difference the first input with what differs there
   */
  record Result(int compared, Optional<String> difference) {}

  /**
   * Compares a procedure with what one directive made of it, as far as the directive promises
   * anything.
   */
  static Result compare(Procedure before, Procedure after, List<Inputs> inputs, Promise promise) {
    Set<ConfigKey> changed = new HashSet<>();
    Optional<Version> v = Optional.of(after.version());
    while (v.isPresent() && v.get() != before.version()) {
      if (v.get().isNewClass() && !promise.newArguments()) {
        return new Result(0, Optional.empty());
      }
      changed.addAll(v.get().changed());
      v = v.get().previous();
    }
    List<Inputs> fit = promise.applicable(after, inputs);
    Result r = compare(before, after, fit, changed, promise);
    if (!promise.copies() || r.difference().filter(d -> d.contains("has no value yet")).isEmpty()) {
      return r;
    }
    for (double value : new double[] {3, -7}) {
      Proc filled = new Garbage(value).rewrite(after.proc());
      r = compare(before, Procedure.of(filled, after.scope()), fit, changed, promise);
      if (r.difference().isPresent()) {
        return r;
      }
    }
    return r;
  }

  /** Compares two procedures that take the same arguments and must do the same. */
  static Result compareAll(Procedure before, Procedure after, List<Inputs> inputs) {
    return compare(before, after, inputs, Set.of(), Promise.EVERYTHING);
  }

  /** Compares two procedures in all but some configuration fields. */
  private static Result compare(
      Procedure before,
      Procedure after,
      List<Inputs> inputs,
      Set<ConfigKey> changed,
      Promise promise) {
    Program old = Interpreter.compile(before.proc(), FORWARD);
    boolean par = isParallel(before.proc()) || isParallel(after.proc());
    Program now = Interpreter.compile(after.proc(), FORWARD);
    Optional<Program> reverse =
        par
            ? Optional.of(Interpreter.compile(after.proc(), FORWARD.withReverseParallel(true)))
            : Optional.empty();
    int compared = 0;
    for (Inputs in : inputs) {
      Map<String, Object> expected = in.copyFor(before);
      ConfigState state;
      try {
        state = old.run(expected, in.config());
      } catch (ExoException e) {
        continue;
      }
      expected = promise.reshaped(expected);
      Inputs then = promise.reshaped(in);
      Optional<String> d = differs(now, then, after, expected, state, changed);
      if (d.isEmpty() && reverse.isPresent()) {
        d =
            differs(reverse.get(), then, after, expected, state, changed)
                .map(x -> "par loops backwards: " + x);
      }
      if (d.isPresent()) {
        return new Result(compared, Optional.of("on " + in + "\n  " + d.get()));
      }
      compared++;
    }
    return new Result(compared, Optional.empty());
  }

  private static Optional<String> differs(
      Program program,
      Inputs in,
      Procedure after,
      Map<String, Object> expected,
      ConfigState state,
      Set<ConfigKey> changed) {
    Map<String, Object> found = in.copyFor(after);
    ConfigState end;
    try {
      end = program.run(found, in.config());
    } catch (ExoException e) {
      boolean unfinished =
          e.diagnostics().stream().anyMatch(d -> d.code().equals(InterpCode.STEP_LIMIT.id()));
      return unfinished ? Optional.empty() : Optional.of("it fails now: " + e.getMessage());
    }
    for (Map.Entry<String, Object> e : expected.entrySet()) {
      if (e.getValue() instanceof Long || e.getValue() instanceof Boolean) {
        continue;
      }
      if (!found.containsKey(e.getKey())) {
        return Optional.of("the argument " + e.getKey() + " is gone");
      }
      if (!same(e.getValue(), found.get(e.getKey()))) {
        return Optional.of(
            e.getKey()
                + " was "
                + Inputs.show(e.getValue())
                + " and is "
                + Inputs.show(found.get(e.getKey())));
      }
    }
    Set<String> fields = new TreeSet<>(state.values().keySet());
    fields.addAll(end.values().keySet());
    changed.forEach(k -> fields.remove(k.toString()));
    for (String f : fields) {
      Object was = state.values().get(f);
      Object is = end.values().get(f);
      if (was != null && is != null && !was.equals(is)) {
        return Optional.of("the field " + f + " was " + was + " and is " + is);
      }
    }
    return Optional.empty();
  }

  private static boolean same(Object a, Object b) {
    if (a instanceof WindowArgument v && b instanceof WindowArgument w) {
      return same(v.data(), w.data());
    }
    if (a instanceof double[] x && b instanceof double[] y) {
      if (x.length != y.length) {
        return false;
      }
      for (int i = 0; i < x.length; i++) {
        // 0.0 and -0.0 are one number, NaN is NaN
        if (x[i] != y[i] && !(Double.isNaN(x[i]) && Double.isNaN(y[i]))) {
          return false;
        }
      }
      return true;
    }
    return a instanceof long[] x && b instanceof long[] y ? Arrays.equals(x, y) : a.equals(b);
  }

  /** The inputs that the procedure can run on as it is. */
  static List<Inputs> runs(Procedure p, List<Inputs> inputs) {
    Program program = Interpreter.compile(p.proc(), FORWARD);
    List<Inputs> out = new ArrayList<>();
    for (Inputs in : inputs) {
      try {
        program.run(in.copyFor(p), in.config());
        out.add(in);
      } catch (ExoException e) {
        // the next one
      }
    }
    return out;
  }

  private static boolean isParallel(Proc p) {
    boolean[] found = {false};
    new Walker() {
      @Override
      public Void forStmt(Stmt.For s) {
        found[0] |= s.mode() == LoopMode.PAR;
        return super.forStmt(s);
      }

      @Override
      public Void call(Stmt.Call s) {
        visit(s.callee());
        return super.call(s);
      }
    }.visit(p);
    return found[0];
  }
}
