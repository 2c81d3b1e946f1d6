package io.exo4j.maven;

import io.exo4j.maven.KernelSources.KernelFile;
import java.io.IOException;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.codehaus.plexus.build.BuildContext;

/**
 * Lists what a schedule can use: directives, operations, kernels, instructions and targets, with
 * their parameters.
 *
 * @since 0.1.0
 */
@Mojo(name = "discover", requiresDependencyCollection = ResolutionScope.COMPILE, threadSafe = true)
public class DiscoverMojo extends AbstractKernelMojo {

  /**
   * Describes every parameter, and shows the steps of every kernel; {@code -Ddetail} does the same.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.detail", defaultValue = "false")
  private boolean detail;

  @Inject
  DiscoverMojo(DependencyPath dependencies, BuildContext buildContext) {
    super(dependencies, buildContext);
  }

  @Override
  protected void run(List<KernelFile> files)
      throws IOException, MojoExecutionException, MojoFailureException {
    String asked = session.getUserProperties().getProperty("detail");
    boolean all = detail || asked != null && !asked.equals("false");
    String text = compiler(imports(), proofs(), problems()).discover(files, all);
    getLog().info(System.lineSeparator() + text);
  }
}
