package io.exo4j.maven;

import io.exo4j.maven.KernelSources.KernelFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
   * The name of the procedure or kernel; all of the project if empty. {@code file.exo:name} chooses
   * where several files have one of that name.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.kernel")
  private String kernel;

  /**
   * Of a kernel of a schedule file: how it stands after that many directives; 0 is as it was
   * written. The result if not set.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.step")
  private Integer step;

  @Inject
  PrintMojo(DependencyPath dependencies, BuildContext buildContext) {
    super(dependencies, buildContext);
  }

  @Override
  protected void run(List<KernelFile> files)
      throws IOException, MojoExecutionException, MojoFailureException {
    Problems problems = problems();
    List<String> texts =
        compiler(imports(), proofs(), problems)
            .print(files, kernel == null ? "" : kernel, Optional.ofNullable(step));
    for (String text : texts) {
      getLog().info(System.lineSeparator() + text.stripTrailing());
    }
  }
}
