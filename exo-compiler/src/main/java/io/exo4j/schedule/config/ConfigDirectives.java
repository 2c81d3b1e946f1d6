package io.exo4j.schedule.config;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveLibrary;
import java.util.List;
import java.util.Optional;

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

  @Override
  public Optional<Class<? extends Directive>> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "bind_config" -> BindConfig.class;
          case "configwrite_after" -> ConfigwriteAfter.class;
          case "configwrite_root" -> ConfigwriteRoot.class;
          case "delete_config" -> DeleteConfig.class;
          case "write_config" -> WriteConfig.class;
          default -> null;
        });
  }
}
