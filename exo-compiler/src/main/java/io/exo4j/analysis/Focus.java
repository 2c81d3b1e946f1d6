package io.exo4j.analysis;

import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.StmtId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The part of a procedure that a summary has to look at: some statements with everything in them,
 * some places of which only the surroundings matter, and the loops and {@code if}s around both.
 * Beside these only declarations count.
 */
final class Focus {
  private final Optional<Set<StmtId>> whole;
  private final Set<StmtId> places;
  private final boolean intoCalls;
  private final Set<StmtId> around = new HashSet<>();

  private Focus(Optional<Set<StmtId>> whole, Set<StmtId> places, boolean intoCalls) {
    this.whole = whole;
    this.places = places;
    this.intoCalls = intoCalls;
  }

  /** All of the procedure. */
  static Focus everything() {
    return new Focus(Optional.empty(), Set.of(), true);
  }

  /**
   * A part of a procedure.
   *
   * @param whole statements of which everything counts
   * @param places statements before which it matters what is known
   */
  static Focus on(Proc proc, Collection<StmtId> whole, Collection<StmtId> places) {
    return on(proc, whole, places, true);
  }

  /**
   * All of the procedure, but of the procedures that it calls as little as {@link #onWindows} has:
   * for what is known at places.
   */
  static Focus everyPlace() {
    return new Focus(Optional.empty(), Set.of(), false);
  }

  /**
   * Some statements, and of the procedures that they call (instructions excepted) only that they
   * may read all of their arguments and modify all of those that they modify at all. This is more
   * than they do, and is known without looking at what they do.
   */
  static Focus onWindows(Proc proc, Collection<StmtId> whole) {
    return on(proc, whole, Set.of(), false);
  }

  private static Focus on(
      Proc proc, Collection<StmtId> whole, Collection<StmtId> places, boolean intoCalls) {
    Focus f = new Focus(Optional.of(Set.copyOf(whole)), Set.copyOf(places), intoCalls);
    f.find(proc.body());
    return f;
  }

  /** Whether what a callee does counts access by access, or only which windows it is given. */
  boolean isInto(Proc callee) {
    return intoCalls || callee.instr().isPresent();
  }

  private boolean find(List<Stmt> block) {
    boolean found = false;
    for (Stmt s : block) {
      found |= find(s);
    }
    return found;
  }

  private boolean find(Stmt s) {
    if (whole.orElseThrow().contains(s.id())) {
      return true;
    }
    if (s.accept(inner) || places.contains(s.id())) {
      around.add(s.id());
      return true;
    }
    return false;
  }

  private final StmtDefault<Boolean> inner =
      new StmtDefault<>() {
        @Override
        protected Boolean other(Stmt s) {
          return false;
        }

        @Override
        public Boolean forStmt(Stmt.For s) {
          return find(s.body());
        }

        @Override
        public Boolean ifStmt(Stmt.If s) {
          return find(s.then()) | find(s.orelse());
        }
      };

  /** True if it is all of a procedure. */
  boolean isEverything() {
    return whole.isEmpty();
  }

  /** True if everything in the statement counts. */
  boolean isWhole(Stmt s) {
    return whole.isEmpty() || whole.get().contains(s.id());
  }

  /** True for a place that matters, and for a loop or {@code if} around what matters. */
  boolean isAround(Stmt s) {
    return around.contains(s.id());
  }
}
