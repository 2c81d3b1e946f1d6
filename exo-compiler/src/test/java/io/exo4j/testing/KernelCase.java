package io.exo4j.testing;

import io.exo4j.ir.Proc;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A procedure and what to call it with.
 *
 * @param proc the procedure
 * @param arguments as the interpreter takes them: {@code Long}, {@code Boolean}; {@code double[]},
 *     {@code long[]} for {@code i64}. Windows are given densely
 */
public record KernelCase(Proc proc, Map<String, Object> arguments) {
  /** A case whose arrays may be changed without changing this one's. */
  public KernelCase copy() {
    Map<String, Object> copies = new LinkedHashMap<>();
    arguments.forEach((name, value) -> copies.put(name, copy(value)));
    return new KernelCase(proc, copies);
  }

  private static Object copy(Object value) {
    if (value instanceof double[] d) {
      return d.clone();
    }
    return value instanceof long[] l ? l.clone() : value;
  }
}
