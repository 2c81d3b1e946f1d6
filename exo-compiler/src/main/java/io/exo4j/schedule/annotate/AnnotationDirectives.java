package io.exo4j.schedule.annotate;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveLibrary;
import java.util.List;
import java.util.Optional;

/** Directives: memories, precisions and the like. */
public final class AnnotationDirectives implements DirectiveLibrary {
  @Override
  public List<Class<? extends Directive>> directives() {
    return List.of(SetMemory.class, SetPrecision.class, SetWindow.class);
  }

  @Override
  public Optional<Class<? extends Directive>> find(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "set_memory" -> SetMemory.class;
          case "set_precision" -> SetPrecision.class;
          case "set_window" -> SetWindow.class;
          default -> null;
        });
  }
}
