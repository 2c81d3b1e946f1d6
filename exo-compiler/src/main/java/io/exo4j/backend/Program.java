package io.exo4j.backend;

import io.exo4j.diagnostics.DiagnosticSink;
import io.exo4j.ir.AlphaEquivalence;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Config;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The procedures of a unit and all that they call, each once. Procedures that are the same code
 * under the same name are one; different ones under one name are an error, and so are
 * configurations and memories.
 */
final class Program {
  private final Map<String, ProcInfo> byName = new HashMap<>();
  private final Map<Proc, ProcInfo> byIdentity = new IdentityHashMap<>();
  private final Map<String, Proc> given = new HashMap<>();
  private final List<ProcInfo> calleesFirst = new ArrayList<>();
  private final Map<String, Config> configs = new HashMap<>();
  private final Map<String, Memory> memories = new HashMap<>();
  private final DiagnosticSink sink;

  private final boolean openmp;

  private Program(boolean openmp, DiagnosticSink sink) {
    this.openmp = openmp;
    this.sink = sink;
  }

  /** {@code openmp}: whether the bodies of parallel loops become procedures. */
  static Program of(List<Proc> roots, boolean openmp, DiagnosticSink sink) {
    Program p = new Program(openmp, sink);
    for (Proc proc : roots) {
      p.add(proc);
    }
    return p;
  }

  /** All procedures and instructions; each comes after those that it calls. */
  List<ProcInfo> all() {
    return calleesFirst;
  }

  ProcInfo info(Proc p) {
    ProcInfo i = byIdentity.get(p);
    return i == null ? add(p) : i;
  }

  private ProcInfo add(Proc p) {
    ProcInfo known = byIdentity.get(p);
    if (known != null) {
      return known;
    }
    ProcInfo same = byName.get(p.name());
    if (same != null) {
      byIdentity.put(p, same);
      if (!AlphaEquivalence.procs(given.get(p.name()), p)) {
        sink.error(
            BackendCode.DUPLICATE_PROCEDURE,
            p.span(),
            "two different procedures are called '" + p.name() + "'",
            "rename one of them; in C they would be one function");
      }
      return same;
    }
    Proc written = openmp ? ParallelBodies.apart(p) : p;
    if (p.instr().isEmpty()) {
      new Walker() {
        @Override
        public Void call(Stmt.Call s) {
          add(s.callee());
          return null;
        }
      }.stmts(written.body());
    }
    names(p);
    ProcInfo info = new ProcInfo(written, this::bodyOf);
    given.put(p.name(), p);
    byName.put(p.name(), info);
    byIdentity.put(p, info);
    byIdentity.put(written, info);
    calleesFirst.add(info);
    return info;
  }

  /** A callee's facts; a callee of an instruction's body is not part of the program. */
  private ProcInfo bodyOf(Proc p) {
    ProcInfo i = byIdentity.get(p);
    return i == null ? new ProcInfo(p, this::bodyOf) : i;
  }

  /** Checks that configurations and memories of one name are one. */
  private void names(Proc p) {
    for (Arg a : p.args()) {
      if (a.type().isData()) {
        memory(a.memory(), p);
      }
    }
    new Walker() {
      @Override
      public Void readConfig(Expr.ReadConfig e) {
        config(e.config(), p);
        return null;
      }

      @Override
      public Void writeConfig(Stmt.WriteConfig s) {
        config(s.config(), p);
        return super.writeConfig(s);
      }

      @Override
      public Void alloc(Stmt.Alloc s) {
        memory(s.memory(), p);
        return null;
      }
    }.visit(p);
  }

  private void config(Config c, Proc p) {
    Config first = configs.putIfAbsent(c.name(), c);
    if (first != null && !first.equals(c)) {
      sink.error(
          BackendCode.DUPLICATE_CONFIG,
          p.span(),
          "two different configurations are called '" + c.name() + "'");
    }
  }

  private void memory(Memory m, Proc p) {
    Memory first = memories.putIfAbsent(m.name(), m);
    if (first != null && !first.equals(m)) {
      sink.error(
          BackendCode.DUPLICATE_MEMORY,
          p.span(),
          "two different memories are called '" + m.name() + "'");
    }
  }

  /** The configuration of that name, if the program mentions one. */
  Optional<Config> config(String name) {
    return Optional.ofNullable(configs.get(name));
  }

  /** Every memory that is mentioned. */
  Collection<Memory> memories() {
    return memories.values();
  }
}
