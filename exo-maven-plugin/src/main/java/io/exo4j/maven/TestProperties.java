package io.exo4j.maven;

import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/**
 * The properties that switch tests off, or make their failures not matter, in any Maven build:
 * {@code skipTests}, {@code maven.test.skip}, {@code maven.test.failure.ignore}.
 *
 * @param session the running build; its properties go before the POM's
 * @param project the project
 */
record TestProperties(MavenSession session, MavenProject project) {

  /** Whether tests are not to be run. */
  boolean skips() {
    return isSet("maven.test.skip") || isSet("skipTests");
  }

  /** Whether a failing test does not fail the build. */
  boolean ignoresFailures() {
    return isSet("maven.test.failure.ignore");
  }

  /** Set and not {@code false}: {@code -DskipTests} has no value. */
  private boolean isSet(String name) {
    String value =
        session.getUserProperties().getProperty(name, project.getProperties().getProperty(name));
    return value != null && !value.strip().equalsIgnoreCase("false");
  }
}
