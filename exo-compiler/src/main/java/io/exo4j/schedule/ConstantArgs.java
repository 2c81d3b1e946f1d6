package io.exo4j.schedule;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Printer;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values for arguments of a procedure: by name, or for the first ones. Values are {@link
 * Expr.IntLit} or {@link Expr.BoolLit}.
 *
 * @param named by the argument's name, in the order written; empty if positional
 * @param positional for the first arguments; empty if named
 */
public record ConstantArgs(Map<String, Expr> named, List<Expr> positional) {
  /** Copies the collections. */
  public ConstantArgs {
    named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
    positional = List.copyOf(positional);
  }

  /** Values by argument name. */
  public static ConstantArgs of(Map<String, Long> values) {
    Map<String, Expr> exprs = new LinkedHashMap<>();
    for (Map.Entry<String, Long> e : values.entrySet()) {
      exprs.put(e.getKey(), Expr.lit(e.getValue()));
    }
    return new ConstantArgs(exprs, List.of());
  }

  /** Values of the first arguments. */
  public static ConstantArgs of(long... values) {
    return new ConstantArgs(Map.of(), Arrays.stream(values).<Expr>mapToObj(Expr::lit).toList());
  }

  @Override
  public String toString() {
    StringBuilder b = new StringBuilder();
    for (Map.Entry<String, Expr> e : named.entrySet()) {
      b.append(b.length() == 0 ? "" : ", ")
          .append(e.getKey())
          .append(": ")
          .append(Printer.print(e.getValue()));
    }
    for (Expr v : positional) {
      b.append(b.length() == 0 ? "" : ", ").append(Printer.print(v));
    }
    return named.isEmpty() ? "[" + b + "]" : "{" + b + "}";
  }
}
