package io.exo4j.analysis;

import io.exo4j.diagnostics.Code;

/** Codes of what the proofs can say. */
public enum AnalysisCode implements Code {
  /** The solver cannot run on this machine. */
  SOLVER_UNAVAILABLE("EXO-ANA-001", "the solver cannot be loaded"),
  /** An access outside its buffer. */
  OUT_OF_BOUNDS("EXO-ANA-002", "access out of bounds"),
  /** A window outside its buffer. */
  WINDOW_OUT_OF_BOUNDS("EXO-ANA-003", "window out of bounds"),
  /** An extent that may be zero or negative. */
  EXTENT_NOT_POSITIVE("EXO-ANA-004", "extent not positive"),
  /** A loop whose end may lie before its start. */
  NEGATIVE_TRIP_COUNT("EXO-ANA-005", "loop bounds in the wrong order"),
  /** An assertion of a callee that may fail. */
  ASSERTION_NOT_PROVED("EXO-ANA-006", "a callee's assertion is not proved"),
  /** Assertions that no caller can satisfy. */
  ASSERTION_UNSATISFIABLE("EXO-ANA-007", "assertions cannot be satisfied"),
  /** An actual argument of another shape. */
  SHAPE_MISMATCH("EXO-ANA-008", "argument of another shape"),
  /** A size argument that may be zero or negative. */
  SIZE_NOT_POSITIVE("EXO-ANA-009", "size argument not positive"),
  /** Two arguments of one call that overlap. */
  ALIASING("EXO-ANA-010", "arguments of a call overlap"),
  /** Iterations of a parallel loop that conflict. */
  PARALLEL_CONFLICT("EXO-ANA-011", "iterations of a parallel loop conflict"),
  /** A number in a proof that 64 bits do not hold. */
  NUMBER_TOO_LARGE("EXO-ANA-012", "a number is too large");

  private final String id;
  private final String title;

  AnalysisCode(String id, String title) {
    this.id = id;
    this.title = title;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String title() {
    return title;
  }
}
