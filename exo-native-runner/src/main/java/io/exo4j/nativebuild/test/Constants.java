package io.exo4j.nativebuild.test;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Walker;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The numbers in the control expressions of procedures, callees included: factors of split loops,
 * extents of tiles, bounds of tail cases. Sizes around their multiples meet every branch.
 */
final class Constants extends Walker {
  private static final long LARGEST = 4096;

  private final SortedSet<Long> found = new TreeSet<>();
  private final Set<Proc> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private Constants() {}

  /** The numbers of at least 2, smallest first. */
  static SortedSet<Long> of(List<Proc> procs) {
    Constants constants = new Constants();
    procs.forEach(constants::enter);
    return constants.found;
  }

  private void enter(Proc proc) {
    if (proc.instr().isEmpty() && seen.add(proc)) {
      visit(proc);
    }
  }

  @Override
  public Void intLit(Expr.IntLit e) {
    if (e.value() >= 2 && e.value() <= LARGEST) {
      found.add(e.value());
    }
    return null;
  }

  @Override
  public Void call(Stmt.Call s) {
    enter(s.callee());
    return super.call(s);
  }
}
