package io.exo4j.schedule.config;

import io.exo4j.schedule.ConfigRef;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.GapRef;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.NewExpr;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;

/** Inserts a write of a configuration field. */
@DirectiveInfo(
    name = "write_config",
    group = Group.CONFIGURATION,
    doc =
        "Inserts a write of a configuration field. Proved: nothing reads the new value before the field is"
            + " written again. The result is equivalent but for the field's value at the end.")
public record WriteConfig(
    @Param(doc = "where") GapRef gap,
    @Param(doc = "the configuration") ConfigRef config,
    @Param(doc = "the field", text = Param.Text.FIELD) String field,
    @Param(doc = "the value: a literal, a scalar, a stride or a control value") NewExpr expr)
    implements Directive {
  /** Inserts a write. */
  public static WriteConfig of(GapRef gap, ConfigRef config, String field, NewExpr expr) {
    return new WriteConfig(gap, config, field, expr);
  }

  @Override
  public Outcome apply(Context context) {
    return ConfigWrites.insert(context, context.gapOrBehind(gap), config, field, expr);
  }
}
