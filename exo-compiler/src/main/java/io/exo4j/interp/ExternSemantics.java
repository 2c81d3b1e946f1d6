package io.exo4j.interp;

import io.exo4j.ir.Extern;
import java.util.Optional;

/**
 * Gives externs their meaning in the interpreter. Register implementations as a service ({@code
 * META-INF/services/io.exo4j.interp.ExternSemantics}) or pass them in {@link InterpreterOptions}.
 */
@FunctionalInterface
public interface ExternSemantics {
  /** What the overload computes; empty if this object does not know it. */
  Optional<ExternFunction> find(Extern extern, Extern.Overload overload);
}
