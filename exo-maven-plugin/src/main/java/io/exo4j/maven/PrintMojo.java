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
 * Prints procedures as {@code .exo} text, after they were checked.
 *
 * @since 0.1.0
 */
@Mojo(name = "print", requiresDependencyCollection = ResolutionScope.COMPILE, threadSafe = true)
public class PrintMojo extends AbstractKernelMojo {

  /**
   * The name of the procedure; all of the project if empty. {@code file.exo:name} chooses where
   * several files have one of that name.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.kernel")
  private String kernel;

  @Inject
  PrintMojo(DependencyPath dependencies, BuildContext buildContext) {
    super(dependencies, buildContext);
  }

  @Override
  protected void run(List<KernelFile> files)
      throws IOException, MojoExecutionException, MojoFailureException {
    Problems problems = problems();
    List<String> texts =
        compiler(imports(), proofs(), problems).print(files, kernel == null ? "" : kernel);
    for (String text : texts) {
      getLog().info(System.lineSeparator() + text.stripTrailing());
    }
  }
}
