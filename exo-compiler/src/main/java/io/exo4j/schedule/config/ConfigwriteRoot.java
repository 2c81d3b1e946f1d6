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

/** Writes a configuration field at the start. */
@DirectiveInfo(
    name = "configwrite_root",
    group = Group.CONFIGURATION,
    doc =
        "Inserts a write of a configuration field at the start of the procedure, as `write_config` does.")
public record ConfigwriteRoot(
    @Param(doc = "the configuration") ConfigRef config,
    @Param(doc = "the field", text = Param.Text.FIELD) String field,
    @Param(doc = "the value: a literal, a scalar, a stride or a control value") NewExpr expr)
    implements Directive {
  /** Writes a field at the start. */
  public static ConfigwriteRoot of(ConfigRef config, String field, NewExpr expr) {
    return new ConfigwriteRoot(config, field, expr);
  }

  @Override
  public Outcome apply(Context context) {
    Cursor.Gap start = Cursor.before(context.proc().body().get(0));
    return ConfigWrites.insert(context, start, config, field, expr);
  }
}
