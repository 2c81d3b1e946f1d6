package io.exo4j.schedule.config;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveLibrary;
import java.util.List;

/** Directives: configuration state. */
public final class ConfigDirectives implements DirectiveLibrary {
  @Override
  public List<Class<? extends Directive>> directives() {
    return List.of(
        BindConfig.class,
        ConfigwriteAfter.class,
        ConfigwriteRoot.class,
        DeleteConfig.class,
        WriteConfig.class);
  }
}
