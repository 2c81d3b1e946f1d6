package io.exo4j.interp;

import io.exo4j.diagnostics.Code;

/** What can go wrong while a procedure is interpreted. */
public enum InterpCode implements Code {
  /** IR that the front end would not produce: an unbound name, a wrong number of subscripts. */
  ILL_FORMED(1, "malformed procedure"),
  /** An argument without a value. */
  MISSING_ARGUMENT(2, "missing argument"),
  /** A value for an argument that does not exist. */
  UNKNOWN_ARGUMENT(3, "unknown argument"),
  /** A value of a Java type that does not fit the argument. */
  ARGUMENT_KIND(4, "argument of the wrong kind"),
  /** An array whose length is not the product of the extents. */
  ARGUMENT_LENGTH(5, "array of the wrong length"),
  /** A size argument below 1. */
  SIZE_NOT_POSITIVE(6, "size argument below 1"),
  /** A buffer with an extent below 1. */
  EXTENT_NOT_POSITIVE(7, "extent below 1"),
  /** An assertion that does not hold for the arguments. */
  ASSERTION_VIOLATED(8, "assertion violated"),
  /** A read of an element that was never written. */
  UNINITIALISED_READ(9, "read of an uninitialised element"),
  /** A subscript outside a buffer or window. */
  OUT_OF_BOUNDS(10, "access out of bounds"),
  /** A window that reaches outside the buffer or window that it looks at. */
  WINDOW_OUT_OF_BOUNDS(11, "window out of bounds"),
  /** A buffer whose rank or extents are not those that the callee declares. */
  SHAPE_MISMATCH(12, "shape mismatch"),
  /** A strided view where a dense tensor is declared. */
  NOT_DENSE(13, "strided view passed as a dense tensor"),
  /** Arguments that overlap, one of which is written. */
  ALIASING(14, "overlapping arguments"),
  /** An integer division by zero. */
  DIVISION_BY_ZERO(15, "division by zero"),
  /** A control value beyond 64 bits. */
  CONTROL_OVERFLOW(16, "overflow of a control value"),
  /** Calls nested too deeply. */
  CALL_DEPTH(17, "calls nested too deeply"),
  /** More statements executed than allowed. */
  STEP_LIMIT(18, "step limit reached"),
  /** An allocation larger than allowed. */
  TOO_LARGE(19, "allocation too large"),
  /** An extern whose meaning is not known. */
  UNKNOWN_EXTERN(20, "extern without a meaning"),
  /** A value for a configuration field that does not fit it. */
  CONFIG_VALUE(21, "unsuitable configuration value");

  private final int number;
  private final String title;

  InterpCode(int number, String title) {
    this.number = number;
    this.title = title;
  }

  @Override
  public String id() {
    return Code.id("INT", number);
  }

  @Override
  public String title() {
    return title;
  }
}
