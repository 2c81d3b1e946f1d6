package io.exo4j.schedule.config;

import io.exo4j.cursor.Cursor;
import io.exo4j.schedule.ConfigRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;

/** Writes a configuration field after a statement. */
@DirectiveInfo(
    name = "configwrite_after",
    group = Group.CONFIGURATION,
    doc = "Inserts a write of a configuration field after a statement, as `write_config` does.")
public record ConfigwriteAfter(
    @Param(doc = "the statement") StmtRef stmt,
    @Param(doc = "the configuration") ConfigRef config,
    @Param(doc = "the field", text = Param.Text.FIELD) String field,
    @Param(doc = "the value: a literal, a scalar, a stride or a control value") NewExpr expr)
    implements Directive {
  /** Writes a field after a statement. */
  public static ConfigwriteAfter of(StmtRef stmt, ConfigRef config, String field, NewExpr expr) {
    return new ConfigwriteAfter(stmt, config, field, expr);
  }

  @Override
  public Outcome apply(Context context) {
    return ConfigWrites.insert(context, Cursor.after(context.stmt(stmt)), config, field, expr);
  }
}
