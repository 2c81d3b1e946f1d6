package io.exo4j.interp;

import io.exo4j.ir.Proc;
import java.util.Map;

/**
 * Runs procedures of the IR. What is exact and what is an error:
 *
 * <ul>
 *   <li>Control values are 64-bit integers; overflow is an error; {@code /} and {@code %} are floor
 *       division and its remainder.
 *   <li>The operands of a data expression have one precision, and every operation rounds to it:
 *       floating formats to nearest, ties to even; integers wrap; integer {@code /} truncates.
 *       Literals take the precision of their context. A store converts: floating to integer
 *       truncates and saturates (NaN gives 0), integer to floating rounds to nearest, integer to
 *       integer wraps. {@code R} is {@code f32}. Where the operands differ in precision, which the
 *       back end refuses, the right one is converted to the precision of the left one.
 *   <li>{@code x += e} computes {@code e} in its own precision, converts it to that of {@code x},
 *       adds and rounds there.
 *   <li>Any read of an element that was never written is an error, even if its value does not
 *       matter in the end; passing such an element by reference is not. An allocation gives new,
 *       undefined elements each time it is executed.
 *   <li>{@code par} loops run in order, or backwards ({@link InterpreterOptions#reverseParallel}).
 *   <li>Instructions mean their bodies. Configuration fields start as zero or {@code False}.
 *   <li>Sizes, extents, assertions, bounds of accesses and windows, shapes and the overlap of
 *       arguments are checked each time, in callees too; {@link InterpCode} lists what is reported.
 * </ul>
 */
public final class Interpreter {
  private Interpreter() {}

  /**
   * Runs a procedure in a new context.
   *
   * @param arguments by name. Control arguments: {@code Long} or {@code Integer}; {@code Boolean}
   *     for {@code bool}. Data: a row-major {@code double[]} ({@code long[]} for {@code i64}),
   *     updated in place; its elements are first rounded to the precision of the argument, and if
   *     the run fails it may be partly updated. A scalar is an array of one. For a window argument
   *     also a {@link WindowArgument}
   * @throws io.exo4j.diagnostics.ExoException if something goes wrong; see {@link InterpCode}
   */
  public static void run(Proc proc, Map<String, ?> arguments) {
    compile(proc).run(arguments);
  }

  /**
   * Runs a procedure in a context that exists.
   *
   * @param arguments as for {@link #run(Proc, Map)}
   * @param before the values of the configuration fields
   * @return their values after the run
   * @throws io.exo4j.diagnostics.ExoException if something goes wrong; see {@link InterpCode}
   */
  public static ConfigState run(Proc proc, Map<String, ?> arguments, ConfigState before) {
    return compile(proc).run(arguments, before);
  }

  /** Makes a procedure ready to run many times. */
  public static Program compile(Proc proc) {
    return compile(proc, InterpreterOptions.DEFAULT);
  }

  /** Makes a procedure ready to run many times with certain options. */
  public static Program compile(Proc proc, InterpreterOptions options) {
    return Program.compile(proc, options);
  }
}
