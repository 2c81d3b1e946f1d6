package io.exo4j.backend;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.BinOp;
import io.exo4j.ir.Copies;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Names;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import io.exo4j.ir.TypeEnv;
import io.exo4j.ir.Walker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the body of each parallel loop a procedure of its own, {@code f.i} for the loop {@code i}
 * of {@code f}. So the C loop can be there twice, for threads and for one thread, and the body
 * once. A body that uses a vector or register declared outside stays.
 */
final class ParallelBodies extends Rewriter {
  private final Proc proc;
  private final TypeEnv env;
  private final Set<String> taken = new HashSet<>();
  private final Deque<Expr> facts = new ArrayDeque<>();

  private ParallelBodies(Proc proc) {
    this.proc = proc;
    this.env = TypeEnv.of(proc);
    facts.addAll(proc.preds());
  }

  /** The same procedure with calls as the bodies of its parallel loops. */
  static Proc apart(Proc proc) {
    return proc.instr().isPresent()
        ? proc
        : proc.withBody(new ParallelBodies(proc).stmts(proc.body()));
  }

  /** Whether it was the body of a loop: its arguments may then overlap. */
  static boolean isBody(Proc proc) {
    return proc.name().contains(".");
  }

  /** The call that is all that a loop does. */
  static Optional<Stmt.Call> onlyCall(Stmt.For s) {
    return s.body().size() == 1
        ? s.body().get(0).as(Stmt.Call.class).filter(c -> c.callee().instr().isEmpty())
        : Optional.empty();
  }

  @Override
  public List<Stmt> forStmt(Stmt.For s) {
    facts.addLast(Expr.bin(BinOp.LE, s.lo(), Expr.var(s.iter())));
    facts.addLast(Expr.bin(BinOp.LT, Expr.var(s.iter()), s.hi()));
    Stmt.For inner = (Stmt.For) super.forStmt(s).get(0);
    Stmt.For out = inner.mode() == LoopMode.PAR && onlyCall(inner).isEmpty() ? apart(inner) : inner;
    facts.removeLast();
    facts.removeLast();
    return List.of(out);
  }

  @Override
  public List<Stmt> ifStmt(Stmt.If s) {
    facts.addLast(s.cond());
    List<Stmt> then = stmts(s.then());
    facts.removeLast();
    List<Stmt> orelse = stmts(s.orelse());
    return List.of(
        then == s.then() && orelse == s.orelse()
            ? s
            : new Stmt.If(s.id(), s.cond(), then, orelse, s.span()));
  }

  private Stmt.For apart(Stmt.For s) {
    Set<Sym> needed = needed(s.body());
    if (!canBeArguments(needed) || hasStatic(s.body())) {
      return s;
    }
    String name = proc.name() + "." + s.iter().name();
    for (int i = 1; !taken.add(name); i++) {
      name = proc.name() + "." + s.iter().name() + "_" + i;
    }
    List<Arg> formals = new ArrayList<>();
    List<Expr> actuals = new ArrayList<>();
    for (Sym n : needed) {
      Type type = env.type(n).orElseThrow();
      formals.add(new Arg(n, type, env.memory(n)));
      actuals.add(type.isData() ? Expr.read(n, List.of()) : Expr.var(n));
    }
    List<Expr> known =
        facts.stream()
            .filter(f -> needed.containsAll(Names.in(f)) && !ConfigExtents.usesConfig(f))
            .toList();
    Proc body =
        new Proc(
            name, formals, known, s.body(), Optional.empty(), Optional.empty(), false, proc.span());
    Stmt call = new Stmt.Call(new StmtId(), Copies.of(body), actuals, SourceSpan.NONE);
    return new Stmt.For(s.id(), s.iter(), s.lo(), s.hi(), s.mode(), List.of(call), s.span());
  }

  /** What the statements mention, and what the shapes of that mention; control values first. */
  private Set<Sym> needed(List<Stmt> body) {
    Set<Sym> all = new LinkedHashSet<>();
    Deque<Sym> work = new ArrayDeque<>(Names.free(body));
    while (!work.isEmpty()) {
      Sym s = work.pop();
      if (all.add(s)) {
        work.addAll(Names.in(dims(s)));
      }
    }
    Set<Sym> ordered = new LinkedHashSet<>();
    for (Arg a : proc.args()) {
      if (all.contains(a.sym())) {
        ordered.add(a.sym());
      }
    }
    for (Sym s : all) {
      if (data(s).isEmpty()) {
        ordered.add(s);
      }
    }
    ordered.addAll(all);
    return ordered;
  }

  private Optional<DataType> data(Sym s) {
    return env.type(s).flatMap(Type::asData);
  }

  /** The extents of a buffer; none for a control value. */
  private List<Expr> dims(Sym s) {
    return data(s).map(DataType::dims).orElse(List.of());
  }

  /** Arguments are not vectors or registers. */
  private boolean canBeArguments(Set<Sym> needed) {
    for (Sym s : needed) {
      Memory m = env.memory(s);
      if (!m.elements().isEmpty()
          || m.registers().isPresent()
          || dims(s).stream().anyMatch(ConfigExtents::usesConfig)) {
        return false;
      }
    }
    return true;
  }

  /** A static buffer is refused, and where it is in the loop. */
  private static boolean hasStatic(List<Stmt> body) {
    boolean[] found = {false};
    new Walker() {
      @Override
      public Void alloc(Stmt.Alloc a) {
        found[0] |= Storage.isStatic(a);
        return null;
      }
    }.stmts(body);
    return found[0];
  }
}
