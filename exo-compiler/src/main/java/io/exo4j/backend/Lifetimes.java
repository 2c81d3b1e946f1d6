package io.exo4j.backend;

import io.exo4j.ir.Names;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.TypeEnv;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the life of every allocated buffer ends: behind the last statement of the block of its
 * allocation that mentions it, by its own name or through a window on it.
 */
final class Lifetimes {
  private final Map<StmtId, List<Stmt.Alloc>> ending = new HashMap<>();
  private final Set<StmtId> unused = new HashSet<>();
  private final TypeEnv env;

  private Lifetimes(TypeEnv env) {
    this.env = env;
  }

  static Lifetimes of(Proc proc, TypeEnv env) {
    Lifetimes l = new Lifetimes(env);
    l.block(proc.body());
    return l;
  }

  /** The buffers that nothing uses after that statement, in the order of their allocation. */
  List<Stmt.Alloc> endingAt(Stmt s) {
    return ending.getOrDefault(s.id(), List.of());
  }

  /** Whether nothing mentions the buffer at all. */
  boolean isUnused(Stmt.Alloc a) {
    return unused.contains(a.id());
  }

  private void block(List<Stmt> block) {
    List<Stmt.Alloc> allocated = new ArrayList<>();
    StmtDefault<Void> below = new Below(allocated);
    for (Stmt s : block) {
      s.accept(below);
    }
    if (allocated.isEmpty()) {
      return;
    }
    Map<Sym, Stmt> last = new HashMap<>();
    for (Stmt s : block) {
      for (Sym mentioned : Names.free(List.of(s))) {
        last.put(env.root(mentioned), s);
      }
    }
    for (Stmt.Alloc a : allocated) {
      Stmt end = last.get(a.buf());
      if (end == null) {
        unused.add(a.id());
      } else {
        ending.computeIfAbsent(end.id(), k -> new ArrayList<>()).add(a);
      }
    }
  }

  /** Collects what a block allocates, and goes into the blocks inside. */
  private final class Below extends StmtDefault<Void> {
    private final List<Stmt.Alloc> allocated;

    Below(List<Stmt.Alloc> allocated) {
      this.allocated = allocated;
    }

    @Override
    protected Void other(Stmt leaf) {
      return null;
    }

    @Override
    public Void alloc(Stmt.Alloc a) {
      allocated.add(a);
      return null;
    }

    @Override
    public Void ifStmt(Stmt.If f) {
      block(f.then());
      block(f.orelse());
      return null;
    }

    @Override
    public Void forStmt(Stmt.For f) {
      block(f.body());
      return null;
    }
  }
}
