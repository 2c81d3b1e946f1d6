package io.exo4j.backend;

import io.exo4j.diagnostics.Code;

/** The mistakes that the back end reports. */
public enum BackendCode implements Code {
  /** A plain load or store of a memory that only instructions may touch. */
  DIRECT_ACCESS(1, "memory cannot be accessed directly"),
  /** A buffer of one memory where a procedure asks for another. */
  MEMORY_MISMATCH(2, "argument is in another memory"),
  /** More buffers of a register file live at once than it has registers. */
  REGISTERS_EXHAUSTED(3, "no free register"),
  /**
   * A call, while registers are in use, of a procedure that allocates from the same register file.
   */
  REGISTERS_ACROSS_CALL(4, "registers in use across a call"),
  /** More values live at once than the machine has registers for; a warning. */
  CAPACITY(5, "more values live than the memory holds"),
  /** More bytes live at once than the memory has. */
  CAPACITY_BYTES(6, "memory too small"),
  /** A buffer whose shape a vector memory cannot hold. */
  VECTOR_SHAPE(7, "shape does not fit the vector memory"),
  /** A variable extent where a memory needs a literal. */
  CONSTANT_EXTENTS(8, "extents must be constant"),
  /** An innermost extent other than the one that the memory demands. */
  INNERMOST(9, "wrong innermost extent"),
  /** A precision that a vector memory has no element type for. */
  NO_ELEMENT(10, "memory does not hold this precision"),
  /** A register or a part of one where an address is needed. */
  REGISTER_ADDRESS(11, "register cannot be addressed"),
  /** Precision {@code R} that no schedule fixed; a warning. */
  PRECISION_NOT_CHOSEN(12, "precision not chosen"),
  /** Operands of different precisions. */
  PRECISION_MISMATCH(13, "inconsistent precision"),
  /** An argument of another precision than the procedure asks for. */
  CALL_PRECISION(14, "argument has another precision"),
  /** An external function without a version for the precision at hand. */
  NO_OVERLOAD(15, "function does not support this precision"),
  /** An operation that numbers of this precision do not have. */
  DATA_OPERATOR(16, "operator not defined on data"),
  /** A literal that the precision of its context cannot hold. */
  LITERAL_RANGE(17, "literal out of range"),
  /** A window where a procedure asks for a dense tensor. */
  DENSE_EXPECTED(18, "dense tensor expected"),
  /** A computed number passed to a procedure that writes it. */
  WRITTEN_VALUE(19, "argument must be a buffer"),
  /** Direct use of a configuration that only instructions may touch. */
  CONFIG_ACCESS(20, "configuration cannot be accessed directly"),
  /** A field read directly and written by an instruction, which does not update it. */
  CONFIG_MIRROR(21, "configuration written by an instruction and read directly"),
  /** A field passed by reference to a procedure that uses it by name too. */
  CONFIG_ALIAS(22, "configuration field used under two names"),
  /** Two different procedures of one name. */
  DUPLICATE_PROCEDURE(23, "two procedures of one name"),
  /** Two different configurations of one name. */
  DUPLICATE_CONFIG(24, "two configurations of one name"),
  /** Two different memories of one name. */
  DUPLICATE_MEMORY(25, "two memories of one name"),
  /** A placeholder that stands for nothing. */
  UNKNOWN_PLACEHOLDER(26, "unknown placeholder in a template"),
  /** A brace without its partner. */
  MALFORMED_TEMPLATE(27, "malformed template"),
  /** A buffer with static storage inside a parallel loop. */
  STATIC_IN_PARALLEL(28, "static buffer in a parallel loop");

  private final int number;
  private final String title;

  BackendCode(int number, String title) {
    this.number = number;
    this.title = title;
  }

  @Override
  public String id() {
    return Code.id("BE", number);
  }

  @Override
  public String title() {
    return title;
  }
}
