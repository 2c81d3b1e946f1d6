package io.exo4j.analysis;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The summaries of one procedure: of all of it, or of the parts that questions are about, where
 * that is enough. Two summaries have nothing in common, neither variables nor buffers: a question
 * is answered from one of them.
 */
final class Summaries {
  private final Proc proc;
  private final ProofSession session;
  private final List<Summary> parts = new ArrayList<>();
  private Optional<Summary> places = Optional.empty();
  private Optional<Summary> all = Optional.empty();

  Summaries(Proc proc, ProofSession session) {
    this.proc = proc;
    this.session = session;
  }

  Summaries(Summary summary) {
    this(summary.proc(), summary.session());
    all = Optional.of(summary);
  }

  Proc proc() {
    return proc;
  }

  ProofSession session() {
    return session;
  }

  /** The summary of everything. */
  Summary all() {
    if (all.isEmpty()) {
      all = Optional.of(Summary.of(proc, session));
    }
    return all.get();
  }

  /**
   * A summary that knows everything about some statements, and what is known before some others.
   */
  Summary of(Collection<StmtId> whole, Collection<StmtId> places) {
    if (all.isEmpty() && session.writes().isSteady(proc)) {
      for (Summary part : parts) {
        if (covers(part, whole, places)) {
          return part;
        }
      }
      if (parts.size() < 4 || parts.stream().mapToInt(Summary::size).sum() < statements()) {
        Summary part = Summary.of(proc, session, Focus.on(proc, whole, places));
        parts.add(part);
        return part;
      }
      if (whole.isEmpty()) {
        return everyPlace();
      }
    }
    return all();
  }

  /** A summary of what is known at each place; nothing in the procedure modifies configuration. */
  private Summary everyPlace() {
    if (places.isEmpty()) {
      places = Optional.of(Summary.of(proc, session, Focus.everyPlace()));
    }
    return places.get();
  }

  /**
   * A summary of some statements that takes calls for uses of the windows that they are given (see
   * {@link Focus#onWindows}): shorter, and what is proved of it is true. Empty if it would be the
   * same as {@link #of}, or if fields of the configuration are modified.
   */
  Optional<Summary> windows(Collection<Stmt> stmts) {
    if (!session.writes().isSteady(proc) || !callsKernels(stmts)) {
      return Optional.empty();
    }
    List<StmtId> ids = stmts.stream().map(Stmt::id).toList();
    return Optional.of(Summary.of(proc, session, Focus.onWindows(proc, ids)));
  }

  /** Whether the statements call procedures that are not instructions. */
  private static boolean callsKernels(Collection<Stmt> stmts) {
    boolean[] found = {false};
    new Walker() {
      @Override
      public Void call(Stmt.Call s) {
        found[0] |= s.callee().instr().isEmpty();
        return null;
      }

      @Override
      public void expr(Expr e) {
        // calls are statements
      }
    }.stmts(List.copyOf(stmts));
    return found[0];
  }

  private static boolean covers(Summary part, Collection<StmtId> whole, Collection<StmtId> places) {
    return whole.stream().allMatch(id -> part.info(id).filter(StmtInfo::whole).isPresent())
        && places.stream().allMatch(id -> part.info(id).isPresent());
  }

  private int statements() {
    int[] count = {0};
    new Walker() {
      @Override
      public void stmt(Stmt s) {
        count[0]++;
        super.stmt(s);
      }

      @Override
      public void expr(Expr e) {
        // statements only
      }
    }.stmts(proc.body());
    return count[0];
  }
}
