package io.exo4j.schedule.config;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.analysis.ConfigProofs;
import io.exo4j.analysis.FrontEndProofs;
import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.Editor;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Config;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.ConfigRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Inserts writes of configuration fields. */
final class ConfigWrites {
  private ConfigWrites() {}

  /** A write of a configuration field at a gap; no read may see the new value. */
  static Outcome insert(
      Context context, Cursor.Gap gap, ConfigRef config, String field, NewExpr value) {
    Config c = context.config(config);
    ConfigField f = context.field(c, field);
    Stmt anchor = context.index().stmt(gap.anchor());
    Expr e = context.fieldValue(value, f, gap);
    check(context, anchor, f, e);
    Stmt.WriteConfig write = write(c, f, e);
    Editor editor = context.edit().insert(gap, List.of(write));
    context.require(anchor, context.proofs(editor.proc()).initialised(write));
    Set<ConfigKey> fields = prove(context, anchor, editor, write);
    return Outcome.of(editor).changing(fields);
  }

  static Stmt.WriteConfig write(Config config, ConfigField field, Expr value) {
    return new Stmt.WriteConfig(new StmtId(), config, field.name(), value, SourceSpan.NONE);
  }

  /**
   * Proves that having inserted a write changes nothing but, perhaps, the field's value at the end.
   *
   * @return the field if its final value may differ
   */
  static Set<ConfigKey> prove(Context context, Stmt at, Editor editor, Stmt.WriteConfig write) {
    ConfigProofs.Either dead = new ConfigProofs(context.proofs(editor.proc())).configDead(write);
    context.require(at, dead.refusal());
    context.require(
        at, FrontEndProofs.recheckAt(editor.proc(), context.scope().session(), Set.of(write.id())));
    return dead.fields();
  }

  /** Configuration is set to literals, scalars and control values that do not vary in a loop. */
  private static void check(Context context, Stmt at, ConfigField field, Expr value) {
    if (field.type().isData() && !value.accept(new Simple())) {
      throw context.refuse(
          at, "a configuration field is set to a literal or a scalar, not computed");
    }
    for (Sym s : Names.in(value)) {
      Optional<Stmt> declaration = context.index().declaration(s);
      if (declaration.flatMap(d -> d.as(Stmt.For.class)).isPresent()) {
        throw context.refuse(
            at, "the value depends on the loop variable '" + s + "'; configuration must not vary");
      }
    }
  }

  private static final class Simple extends ExprDefault<Boolean> {
    @Override
    protected Boolean other(Expr e) {
      return false;
    }

    @Override
    public Boolean dataLit(Expr.DataLit e) {
      return true;
    }

    @Override
    public Boolean read(Expr.Read e) {
      return e.idx().isEmpty();
    }

    @Override
    public Boolean readConfig(Expr.ReadConfig e) {
      return true;
    }
  }
}
