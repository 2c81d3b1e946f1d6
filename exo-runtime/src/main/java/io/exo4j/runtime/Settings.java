package io.exo4j.runtime;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the loader reads its options from: system properties and environment variables, or a test's
 * own tables. An empty value counts as absent.
 */
final class Settings {
  private final Function<String, Optional<String>> properties;
  private final Function<String, Optional<String>> environment;

  Settings(
      Function<String, Optional<String>> properties,
      Function<String, Optional<String>> environment) {
    this.properties = Objects.requireNonNull(properties);
    this.environment = Objects.requireNonNull(environment);
  }

  /** The options of this process. */
  static Settings ofProcess() {
    return new Settings(
        name -> Optional.ofNullable(System.getProperty(name)),
        name -> Optional.ofNullable(System.getenv(name)));
  }

  /** The value of a system property that is set and not empty. */
  Optional<String> property(String name) {
    return properties.apply(name).filter(value -> !value.isBlank());
  }

  /** The value of an environment variable that is set and not empty. */
  Optional<String> environment(String name) {
    return environment.apply(name).filter(value -> !value.isBlank());
  }
}
