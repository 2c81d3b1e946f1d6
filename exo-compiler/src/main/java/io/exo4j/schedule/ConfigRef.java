package io.exo4j.schedule;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Config;
import java.util.Optional;

/**
 * A configuration: given as such, or by its name. Looked up by {@link Context#config}.
 *
 * @param config the configuration, if it is one
 * @param name its name otherwise
 * @param span where it was written
 */
public record ConfigRef(Optional<Config> config, String name, SourceSpan span) {
  /** A configuration. */
  public static ConfigRef of(Config config) {
    return new ConfigRef(Optional.of(config), config.name(), SourceSpan.NONE);
  }

  /** The configuration of that name. */
  public static ConfigRef of(String name) {
    return new ConfigRef(Optional.empty(), name, SourceSpan.NONE);
  }

  @Override
  public String toString() {
    return name;
  }
}
