package io.exo4j.maven;

import io.exo4j.maven.KernelSources.KernelFile;
import java.io.IOException;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.codehaus.plexus.build.BuildContext;

/**
 * Proves everything that {@code exo:generate} proves, and writes nothing. Where {@code generate}
 * has proved the very same inputs in this directory before, there is nothing left to do.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyCollection = ResolutionScope.COMPILE,
    threadSafe = true)
public class CheckMojo extends AbstractKernelMojo {

  @Inject
  CheckMojo(DependencyPath dependencies, BuildContext buildContext) {
    super(dependencies, buildContext);
  }

  @Override
  protected void run(List<KernelFile> files)
      throws IOException, MojoExecutionException, MojoFailureException {
    Imports imports = imports();
    BuildState last = lastBuild();
    if (last.inputs().equals(key(files)) && imports.stillAnswered(last.imports())) {
      getLog().info("Kernels are proved");
      return;
    }
    Problems problems = problems();
    KernelCompiler.Output output = compiler(imports, proofs(), problems).compile(files);
    getLog().info(output.summary());
  }
}
