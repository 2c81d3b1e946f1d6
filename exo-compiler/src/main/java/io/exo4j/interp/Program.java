package io.exo4j.interp;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Walker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A procedure made ready to run any number of times. Immutable; several threads may run it at the
 * same time on different arrays.
 */
public final class Program {
  private final CompiledProc main;
  private final ConfigSlots config;
  private final InterpreterOptions options;

  private Program(CompiledProc main, ConfigSlots config, InterpreterOptions options) {
    this.main = main;
    this.config = config;
    this.options = options;
  }

  /** Compiles a procedure and everything that it calls, callees first. */
  static Program compile(Proc proc, InterpreterOptions options) {
    ConfigSlots config = new ConfigSlots();
    Externs externs = new Externs(options);
    Map<Proc, Effects> effects = new IdentityHashMap<>();
    Map<Proc, CompiledProc> compiled = new IdentityHashMap<>();
    Deque<Visit> path = new ArrayDeque<>();
    path.push(new Visit(proc));
    while (!path.isEmpty()) {
      Visit visit = path.peek();
      if (visit.callees.hasNext()) {
        Proc callee = visit.callees.next();
        if (!compiled.containsKey(callee)) {
          path.push(new Visit(callee));
        }
      } else {
        path.pop();
        Effects e = Effects.of(visit.proc, effects);
        effects.put(visit.proc, e);
        compiled.put(
            visit.proc, new ProcCompiler(compiled, config, externs).compile(visit.proc, e));
      }
    }
    return new Program(compiled.get(proc), config, options);
  }

  /** A procedure whose callees are being compiled. */
  private static final class Visit {
    private final Proc proc;
    private final Iterator<Proc> callees;

    Visit(Proc proc) {
      this.proc = proc;
      List<Proc> called = new ArrayList<>();
      new Walker() {
        @Override
        public Void call(Stmt.Call s) {
          called.add(s.callee());
          return null;
        }

        @Override
        public void expr(Expr e) {
          // calls are statements
        }
      }.stmts(proc.body());
      this.callees = called.iterator();
    }
  }

  /**
   * Runs the procedure in a new context: every configuration field is zero or {@code False}.
   *
   * @param arguments as for {@link Interpreter#run(Proc, Map)}
   * @throws io.exo4j.diagnostics.ExoException if something goes wrong; see {@link InterpCode}
   */
  public void run(Map<String, ?> arguments) {
    run(arguments, ConfigState.initial());
  }

  /**
   * Runs the procedure in a context that exists.
   *
   * @param before the values of the configuration fields
   * @return their values after the run
   * @throws io.exo4j.diagnostics.ExoException if something goes wrong; see {@link InterpCode}
   */
  public ConfigState run(Map<String, ?> arguments, ConfigState before) {
    Machine machine = config.machine(options, before);
    Frame frame = new Frame(machine, Optional.empty(), main);
    new Arguments(main, frame).bind(arguments);
    try {
      main.run(frame, frame);
    } catch (StackOverflowError e) {
      throw frame.fail(
          InterpCode.CALL_DEPTH, SourceSpan.NONE, "calls are nested too deep for the Java stack");
    }
    return config.after(machine, before);
  }
}
