package io.exo4j.schedule;

import java.util.List;
import java.util.Optional;

/**
 * A set of directives, found through {@link java.util.ServiceLoader}. A schedule cannot tell which
 * library a directive comes from.
 */
public interface DirectiveLibrary {
  /** The directives: records that implement {@link Directive} and have a {@link DirectiveInfo}. */
  List<Class<? extends Directive>> directives();

  /**
   * The directive with that name or alias, if there is one. A library of many directives should
   * answer without {@link #directives}, so that only what a schedule uses is loaded.
   */
  default Optional<Class<? extends Directive>> find(String name) {
    return directives().stream().filter(d -> DirectiveSpec.of(d).goesBy(name)).findFirst();
  }
}
