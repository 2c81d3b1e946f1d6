package io.exo4j.maven;

import java.io.File;
import java.util.List;
import java.util.Optional;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.codehaus.plexus.build.BuildContext;

/** What all goals have in common: the project, where its kernels are, and {@code exo.skip}. */
abstract class AbstractExoMojo extends AbstractMojo {

  /** The project that is being built. */
  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  protected MavenProject project;

  /** The running build. */
  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  protected MavenSession session;

  /**
   * Skips this goal.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.skip", defaultValue = "false")
  protected boolean skip;

  /**
   * Where the kernels are. Imports between files ({@code from "common.exo" import ...}) are looked
   * up here too.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.sourceDirectory", defaultValue = "${project.basedir}/src/main/exo")
  protected File sourceDirectory;

  /**
   * Which files under {@code sourceDirectory} are kernel and schedule files; all {@code **}{@code
   * /*.exo}, {@code **}{@code /*.yaml} and {@code **}{@code /*.yml} if empty.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.includes")
  protected List<String> includes;

  /**
   * Which of the included files are left out.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.excludes")
  protected List<String> excludes;

  /**
   * The encoding of the kernel files.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.encoding", defaultValue = "${project.build.sourceEncoding}")
  protected String encoding;

  /**
   * The plugin's own directory: the generated CMake project, its build tree, and what incremental
   * builds remember. Two executions with different kernels in one module need one each, and, if
   * both have native tests, a {@code reportsDirectory} each; the names of their files must differ.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.workDirectory", defaultValue = "${project.build.directory}/exo")
  protected File workDirectory;

  /**
   * Fails the build on warnings.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.failOnWarning", defaultValue = "false")
  protected boolean failOnWarning;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info("Skipped: exo.skip is set");
      return;
    }
    run();
  }

  /** Does the goal's work; called unless the goal is skipped. */
  protected abstract void run() throws MojoExecutionException, MojoFailureException;

  /** Returns the build context if an editor runs this build; Eclipse says so by a property. */
  protected final Optional<BuildContext> editor(BuildContext buildContext) {
    boolean eclipse =
        session.getUserProperties().containsKey("m2e.version")
            || session.getSystemProperties().containsKey("m2e.version");
    return eclipse ? Optional.of(buildContext) : Optional.empty();
  }
}
