package io.exo4j.analysis;

import io.exo4j.ir.Names;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The statements that mention some buffers, or windows of these: what may go wrong when only the
 * buffers are changed.
 */
final class Mentions extends StmtDefault<Void> {
  private final Predicate<Sym> buffers;
  private final Set<Sym> windows = new HashSet<>();
  private final Set<StmtId> found = new HashSet<>();

  private Mentions(Predicate<Sym> buffers) {
    this.buffers = buffers;
  }

  /**
   * The statements of a procedure that mention what the predicate holds for. A loop or {@code if}
   * is one of them only if its own expressions do; otherwise those inside it are.
   */
  static Set<StmtId> of(Proc proc, Predicate<Sym> buffers) {
    Mentions m = new Mentions(buffers);
    m.block(proc.body());
    return m.found;
  }

  private void block(List<Stmt> stmts) {
    for (Stmt s : stmts) {
      s.accept(this);
    }
  }

  private boolean any(Set<Sym> names) {
    for (Sym s : names) {
      if (buffers.test(s) || windows.contains(s)) {
        return true;
      }
    }
    return false;
  }

  @Override
  protected Void other(Stmt s) {
    List<Stmt> one = List.of(s);
    if (any(Names.free(one)) || any(Names.bound(one))) {
      found.add(s.id());
      windows.addAll(Names.bound(one));
    }
    return null;
  }

  @Override
  public Void forStmt(Stmt.For s) {
    return any(Names.in(List.of(s.lo(), s.hi()))) ? other(s) : inside(s.body(), List.of());
  }

  @Override
  public Void ifStmt(Stmt.If s) {
    return any(Names.in(s.cond())) ? other(s) : inside(s.then(), s.orelse());
  }

  private Void inside(List<Stmt> first, List<Stmt> second) {
    block(first);
    block(second);
    return null;
  }
}
