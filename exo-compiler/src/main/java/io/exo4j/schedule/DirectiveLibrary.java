package io.exo4j.schedule;

import java.util.List;

/**
 * A set of directives, found through {@link java.util.ServiceLoader}. A schedule cannot tell which
 * library a directive comes from.
 */
public interface DirectiveLibrary {
  /** The directives: records that implement {@link Directive} and have a {@link DirectiveInfo}. */
  List<Class<? extends Directive>> directives();
}
