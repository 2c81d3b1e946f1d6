package io.exo4j.backend;

import io.exo4j.ir.Arg;
import io.exo4j.ir.Memory;
import io.exo4j.ir.Precision;

/**
 * One parameter of a C function.
 *
 * @param arg the argument in the object language
 * @param name the parameter's name in C
 * @param kind what is passed
 * @param ctype the type in C: {@code int64_t}, {@code bool}, {@code const float *}, {@code struct
 *     exo_win_2f32}
 * @param precision the number format of the data, never {@link Precision#R} for data; {@link
 *     Precision#R} for control values
 * @param rank the number of dimensions; 0 for scalars and control values
 * @param isConst whether the function only reads the data; true for control values
 */
public record CParam(
    Arg arg, String name, Kind kind, String ctype, Precision precision, int rank, boolean isConst) {
  /** What is passed. */
  public enum Kind {
    /** A size, index, stride ({@code int64_t}) or truth value ({@code bool}), by value. */
    CONTROL,
    /** One number, by pointer. */
    SCALAR,
    /** A dense row-major tensor, as a pointer to its first element. */
    TENSOR,
    /** A strided view: a struct of a data pointer and one stride, in elements, per dimension. */
    WINDOW
  }

  /** Where the data lives. */
  public Memory memory() {
    return arg.memory();
  }
}
