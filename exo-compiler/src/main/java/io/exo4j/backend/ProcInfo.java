package io.exo4j.backend;

import io.exo4j.ir.Arg;
import io.exo4j.ir.Config;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.TypeEnv;
import io.exo4j.ir.Walker;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What the back end must know about one procedure, its callees counted: computed once, callees
 * first.
 *
 * <p>Reads and writes are those of the C code: what an instruction does is taken from its body,
 * except configuration fields, which an instruction's C does not touch.
 */
final class ProcInfo {
  /** A configuration field. */
  record Field(Config config, String name) {}

  private final Proc proc;
  private final TypeEnv env;
  private final Lifetimes lifetimes;
  private final Set<Sym> written = new HashSet<>();
  private final Set<Sym> read = new HashSet<>();
  private final Set<Sym> partly = new HashSet<>();
  private final Set<Field> fieldsRead = new LinkedHashSet<>();
  private final Set<Field> fieldsWritten = new LinkedHashSet<>();
  private final Set<Field> instructionFields = new LinkedHashSet<>();
  private final Set<String> registerFiles = new LinkedHashSet<>();
  private final Map<String, Memory> memories = new LinkedHashMap<>();
  private boolean mayFail;
  private boolean isParallel;
  private boolean hasStaticStorage;

  ProcInfo(Proc proc, Function<Proc, ProcInfo> callees) {
    this.proc = proc;
    this.env = TypeEnv.of(proc);
    this.lifetimes = Lifetimes.of(proc, env);
    for (Arg a : proc.args()) {
      if (a.type().isData()) {
        memories.put(a.memory().name(), a.memory());
      }
    }
    // Assertions about configuration stay comments in C, so what they mention is not used.
    Collector collector = new Collector(callees);
    for (Arg a : proc.args()) {
      collector.visit(a.type());
    }
    collector.stmts(proc.body());
  }

  Proc proc() {
    return proc;
  }

  TypeEnv env() {
    return env;
  }

  Lifetimes lifetimes() {
    return lifetimes;
  }

  boolean isInstruction() {
    return proc.instr().isPresent();
  }

  /** Whether a buffer, or anything through this window, is written. */
  boolean writes(Sym sym) {
    return written.contains(sym);
  }

  /** Whether something is assigned to a buffer only where a condition holds. */
  boolean writesPartly(Sym sym) {
    return partly.contains(sym);
  }

  /** Whether a value is used: a buffer read, a control variable mentioned. */
  boolean reads(Sym sym) {
    return read.contains(sym);
  }

  /** Fields that the C code reads, here or in a callee. */
  Set<Field> fieldsRead() {
    return fieldsRead;
  }

  /** Fields that the C code writes, here or in a callee. */
  Set<Field> fieldsWritten() {
    return fieldsWritten;
  }

  /** Fields that instructions write according to their bodies, here or in a callee. */
  Set<Field> instructionFields() {
    return instructionFields;
  }

  /** Whether the C function has the context as its first parameter. */
  boolean usesContext() {
    return !isInstruction() && !(fieldsRead.isEmpty() && fieldsWritten.isEmpty());
  }

  /** Whether the C function returns a status. */
  boolean mayFail() {
    return mayFail;
  }

  boolean isParallel() {
    return isParallel;
  }

  /** The register files in which buffers are allocated, here or in a callee. */
  Set<String> registerFiles() {
    return registerFiles;
  }

  /** Whether a buffer has static storage, here or in a callee. */
  boolean hasStaticStorage() {
    return hasStaticStorage;
  }

  /** Every memory that is mentioned, here or in a callee, by name. */
  Map<String, Memory> memories() {
    return memories;
  }

  private void writePartly(Sym sym) {
    Sym s = sym;
    partly.add(s);
    while (env.window(s).isPresent()) {
      s = env.window(s).get().buf();
      partly.add(s);
    }
  }

  private void write(Sym sym) {
    Sym s = sym;
    written.add(s);
    while (env.window(s).isPresent()) {
      s = env.window(s).get().buf();
      written.add(s);
    }
  }

  private void read(Sym sym) {
    Sym s = sym;
    read.add(s);
    while (env.window(s).isPresent()) {
      s = env.window(s).get().buf();
      read.add(s);
    }
  }

  /** Whether assertions about that field are turned into C. */
  static boolean isAccessible(Config config) {
    return config.readwrite();
  }

  private final class Collector extends Walker {
    private final Function<Proc, ProcInfo> callees;
    private boolean conditional;

    Collector(Function<Proc, ProcInfo> callees) {
      this.callees = callees;
    }

    @Override
    public Void var(Expr.Var e) {
      read.add(e.sym());
      return null;
    }

    @Override
    public Void read(Expr.Read e) {
      ProcInfo.this.read(e.buf());
      return super.read(e);
    }

    @Override
    public Void stride(Expr.Stride e) {
      read.add(e.buf());
      return null;
    }

    @Override
    public Void readConfig(Expr.ReadConfig e) {
      if (isAccessible(e.config())) {
        fieldsRead.add(new Field(e.config(), e.field()));
      }
      return null;
    }

    @Override
    public Void assign(Stmt.Assign s) {
      write(s.buf());
      if (conditional) {
        writePartly(s.buf());
      }
      return super.assign(s);
    }

    @Override
    public Void reduce(Stmt.Reduce s) {
      // Not a use of the value: compilers warn about variables that are only added to.
      write(s.buf());
      return super.reduce(s);
    }

    @Override
    public Void ifStmt(Stmt.If s) {
      boolean before = conditional;
      conditional |= s.orelse().isEmpty();
      super.ifStmt(s);
      conditional = before;
      return null;
    }

    @Override
    public Void writeConfig(Stmt.WriteConfig s) {
      fieldsWritten.add(new Field(s.config(), s.field()));
      return super.writeConfig(s);
    }

    @Override
    public Void forStmt(Stmt.For s) {
      isParallel |= s.mode() == LoopMode.PAR;
      return super.forStmt(s);
    }

    @Override
    public Void alloc(Stmt.Alloc s) {
      Memory m = s.memory();
      memories.put(m.name(), m);
      if (!lifetimes.isUnused(s)) {
        mayFail |= Storage.mayFail(s);
        hasStaticStorage |= Storage.isStatic(s);
        if (m.registers().isPresent()) {
          registerFiles.add(Storage.pool(m, x -> x.registers().isPresent()).name());
        }
      }
      return super.alloc(s);
    }

    @Override
    public Void call(Stmt.Call s) {
      ProcInfo callee = callees.apply(s.callee());
      List<Arg> formals = callee.proc().args();
      for (int i = 0; i < formals.size(); i++) {
        boolean reads = callee.reads(formals.get(i).sym());
        boolean writes = callee.writes(formals.get(i).sym());
        boolean partly = callee.writesPartly(formals.get(i).sym());
        s.args().get(i).accept(new Passed(reads, writes, partly));
      }
      memories.putAll(callee.memories());
      if (callee.isInstruction()) {
        instructionFields.addAll(callee.fieldsWritten());
        return null;
      }
      fieldsRead.addAll(callee.fieldsRead());
      fieldsWritten.addAll(callee.fieldsWritten());
      instructionFields.addAll(callee.instructionFields());
      registerFiles.addAll(callee.registerFiles());
      mayFail |= callee.mayFail();
      isParallel |= callee.isParallel();
      hasStaticStorage |= callee.hasStaticStorage();
      return null;
    }

    /** An argument of a call: a buffer is used as the callee uses it. */
    private final class Passed extends ExprDefault<Void> {
      private final boolean reads;
      private final boolean writes;
      private final boolean partly;

      Passed(boolean reads, boolean writes, boolean partly) {
        this.reads = reads;
        this.writes = writes;
        this.partly = partly;
      }

      private void pass(Sym buf) {
        if (reads) {
          ProcInfo.this.read(buf);
        }
        if (writes) {
          write(buf);
        }
        if (partly) {
          writePartly(buf);
        }
      }

      @Override
      protected Void other(Expr e) {
        expr(e);
        return null;
      }

      @Override
      public Void read(Expr.Read e) {
        pass(e.buf());
        exprs(e.idx());
        return null;
      }

      @Override
      public Void window(Expr.Window e) {
        pass(e.buf());
        expr(e);
        return null;
      }

      @Override
      public Void readConfig(Expr.ReadConfig e) {
        expr(e);
        if (writes && e.isData()) {
          fieldsWritten.add(new Field(e.config(), e.field()));
        }
        return null;
      }
    }
  }
}
