package io.exo4j.schedule.annotate;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveLibrary;
import java.util.List;

/** Directives: memories, precisions and the like. */
public final class AnnotationDirectives implements DirectiveLibrary {
  @Override
  public List<Class<? extends Directive>> directives() {
    return List.of(SetMemory.class, SetPrecision.class, SetWindow.class);
  }
}
