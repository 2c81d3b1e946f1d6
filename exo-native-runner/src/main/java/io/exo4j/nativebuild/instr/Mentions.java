package io.exo4j.nativebuild.instr;

import io.exo4j.ir.ConfigField;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Walker;
import java.util.Map;
import java.util.TreeMap;

/** What the text of a procedure mentions, its callees included. */
final class Mentions {
  private Mentions() {}

  /** The configuration fields that it reads, by {@code Config.field}. */
  static Map<String, ConfigField> configFields(Proc proc) {
    Map<String, ConfigField> found = new TreeMap<>();
    new Walker() {
      @Override
      public Void readConfig(Expr.ReadConfig e) {
        found.put(e.config().name() + "." + e.field(), e.config().field(e.field()));
        return null;
      }

      @Override
      public Void call(Stmt.Call s) {
        visit(s.callee());
        return super.call(s);
      }
    }.visit(proc);
    return found;
  }
}
