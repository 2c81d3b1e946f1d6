package io.exo4j.backend;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.List;

/** Extents that depend on configuration state, which may change during the life of the buffer. */
final class ConfigExtents {
  private ConfigExtents() {}

  /** Keeps the values that the extents of a buffer have now in variables, where they may change. */
  static void fix(FunctionState f, ControlText control, Lines lines, Sym buf) {
    List<Expr> dims = new ArrayList<>();
    for (Expr dim : f.type(buf).dims()) {
      if (usesConfig(dim)) {
        String name = f.scope().take(buf.name() + "_extent");
        lines.declare(name, "const int64_t " + name + " = " + control.of(dim).text() + ";");
        dims.add(f.named(name));
      } else {
        dims.add(dim);
      }
    }
    f.setExtents(buf, dims);
  }

  /** Whether the value of an expression may change from statement to statement. */
  static boolean usesConfig(Expr e) {
    boolean[] found = {false};
    new Walker() {
      @Override
      public Void readConfig(Expr.ReadConfig c) {
        found[0] = true;
        return null;
      }
    }.expr(e);
    return found[0];
  }
}
