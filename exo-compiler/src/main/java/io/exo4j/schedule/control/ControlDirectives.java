package io.exo4j.schedule.control;

import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveLibrary;
import java.util.List;

/** Directives that apply other directives. */
public final class ControlDirectives implements DirectiveLibrary {
  @Override
  public List<Class<? extends Directive>> directives() {
    return List.of(Repeat.class);
  }
}
