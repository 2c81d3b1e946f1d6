package io.exo4j.nativebuild.bindings;

import io.exo4j.ir.Expr;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.List;

/** Finds the configuration fields and the strides that an expression reads. */
final class Mentions extends Walker {
  private final List<Expr.ReadConfig> configs = new ArrayList<>();
  private final List<Expr.Stride> strides = new ArrayList<>();

  private Mentions() {}

  static Mentions in(Expr e) {
    Mentions mentions = new Mentions();
    mentions.expr(e);
    return mentions;
  }

  /** Reads of configuration fields, in order. */
  List<Expr.ReadConfig> configs() {
    return configs;
  }

  /** Strides, in order, each once. */
  List<Expr.Stride> strides() {
    return strides;
  }

  @Override
  public Void readConfig(Expr.ReadConfig e) {
    configs.add(e);
    return null;
  }

  @Override
  public Void stride(Expr.Stride e) {
    if (!strides.contains(e)) {
      strides.add(e);
    }
    return null;
  }
}
