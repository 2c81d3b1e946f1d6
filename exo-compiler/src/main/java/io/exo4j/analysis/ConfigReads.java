package io.exo4j.analysis;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Walker;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Which configuration fields expressions read. */
public final class ConfigReads extends Walker {
  private final Set<ConfigKey> keys = new LinkedHashSet<>();

  private ConfigReads() {}

  /** The fields that the expressions read. */
  public static Set<ConfigKey> in(Collection<Expr> exprs) {
    ConfigReads r = new ConfigReads();
    for (Expr e : exprs) {
      r.expr(e);
    }
    return r.keys;
  }

  @Override
  public Void readConfig(Expr.ReadConfig e) {
    keys.add(ConfigKey.of(e.config(), e.field()));
    return null;
  }
}
