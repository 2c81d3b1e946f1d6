package io.exo4j.backend;

import io.exo4j.ir.Proc;
import java.util.List;

/**
 * A C function.
 *
 * @param proc the procedure that it is compiled from
 * @param name its name in C
 * @param returnsStatus whether it returns {@code int}: 0 if all went well, 1 if memory ran out;
 *     else {@code void}
 * @param needsContext whether its first parameter is a pointer to the library's {@link CContext}
 * @param params the other parameters, in order
 */
public record CSignature(
    Proc proc, String name, boolean returnsStatus, boolean needsContext, List<CParam> params) {
  /** Copies the list. */
  public CSignature {
    params = List.copyOf(params);
  }
}
