package io.exo4j.schedule.control;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveLibrary;
import java.util.List;
import java.util.Optional;

/** Directives that apply other directives. */
public final class ControlDirectives implements DirectiveLibrary {
  @Override
  public List<Class<? extends Directive>> directives() {
    return List.of(Repeat.class);
  }

  @Override
  public Optional<Class<? extends Directive>> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "repeat" -> Repeat.class;
          default -> null;
        });
  }
}
