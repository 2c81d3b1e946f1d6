package io.exo4j.analysis;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Stmt;
import java.util.List;
import java.util.Optional;

/**
 * One access of the program, for all its executions: which element of which buffer is touched,
 * under which conditions, in which iterations of the enclosing loops.
 *
 * @param kind what it does
 * @param buffer the root buffer, windows resolved
 * @param coords the coordinates in the root buffer
 * @param path what is known when it happens, back to the start of the procedure
 * @param frames the enclosing loops, outermost first
 * @param order its position in program order; accesses of one iteration happen in this order
 * @param stmt the statement of the procedure (of the caller, for what happens inside a call)
 * @param span where it is written
 * @param value for a write of a configuration field: the value
 * @param unchanged for a write of a configuration field: the condition that it changes nothing
 */
public record Access(
    Kind kind,
    Buffer buffer,
    List<Affine> coords,
    Path path,
    List<LoopFrame> frames,
    int order,
    Stmt stmt,
    SourceSpan span,
    Optional<Value> value,
    Formula unchanged) {
  /** What an access does. */
  public enum Kind {
    /** Reads. */
    READ("reads"),
    /** Overwrites. */
    WRITE("writes"),
    /** Adds to what is there. Two of them may be exchanged (sums may be reassociated). */
    REDUCE("reduces into");

    private final String verb;

    Kind(String verb) {
      this.verb = verb;
    }

    /** The verb for messages. */
    public String verb() {
      return verb;
    }
  }

  /** True for writes and reductions. */
  public boolean modifies() {
    return kind != Kind.READ;
  }

  /** {@code C[i, j]}, in terms of the analysis. */
  public String location() {
    return coords.isEmpty() ? buffer.name() : buffer.name() + coords;
  }

  /**
   * True if it is known exactly when and where it happens, so that it may count as "definitely".
   */
  public boolean isExact() {
    boolean[] unknown = {false};
    for (Affine c : coords) {
      c.variables(v -> unknown[0] |= v.role() == Atom.Role.UNKNOWN);
    }
    for (Formula f : path.formulas()) {
      f.variables(v -> unknown[0] |= v.role() == Atom.Role.UNKNOWN);
      f.boolVariables(v -> unknown[0] |= v.role() == Atom.Role.UNKNOWN);
    }
    return !unknown[0];
  }
}
