package io.exo4j.schedule.config;

import io.exo4j.analysis.ConfigProofs;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.StmtRef;

/** Deletes a write of configuration. */
@DirectiveInfo(
    name = "delete_config",
    group = Group.CONFIGURATION,
    doc =
        "Deletes a write of a configuration field, or a call that does nothing but write"
            + " configuration. Proved: it sets the fields to the values that they have already, or"
            + " nothing reads them before they are written again. The result is equivalent but for"
            + " their values at the end.")
public record DeleteConfig(@Param(doc = "the write or call") StmtRef stmt) implements Directive {
  /** Deletes a write. */
  public static DeleteConfig of(StmtRef stmt) {
    return new DeleteConfig(stmt);
  }

  @Override
  public Outcome apply(Context context) {
    Stmt s = context.stmt(stmt);
    if (s.as(Stmt.WriteConfig.class).isEmpty() && s.as(Stmt.Call.class).isEmpty()) {
      throw context.refuse(s, "this does not write configuration");
    }
    ConfigProofs.Either dead = new ConfigProofs(context.proofs()).configOnly(s);
    context.require(s, dead.refusal());
    return Outcome.of(context.edit().delete(s.id())).changing(dead.fields());
  }
}
