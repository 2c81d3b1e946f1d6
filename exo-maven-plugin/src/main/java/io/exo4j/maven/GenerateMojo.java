package io.exo4j.maven;

import io.exo4j.ProofFile;
import io.exo4j.maven.KernelSources.KernelFile;
import io.exo4j.nativebuild.GeneratedProject;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.codehaus.plexus.build.BuildContext;

/**
 * Checks and proves the kernels, and writes C code, headers, JNI glue and Java classes for them.
 * The Java classes become a source root of the project; the C code becomes a CMake project for
 * {@code exo:native-compile}. Unchanged inputs cost nothing, and a file is only written when its
 * content changes.
 *
 * @since 0.1.0
 */
@Mojo(
    name = "generate",
    defaultPhase = LifecyclePhase.GENERATE_SOURCES,
    requiresDependencyCollection = ResolutionScope.COMPILE,
    threadSafe = true)
public class GenerateMojo extends AbstractKernelMojo {

  /**
   * Where the Java classes are written.
   *
   * @since 0.1.0
   */
  @Parameter(
      property = "exo.outputDirectory",
      defaultValue = "${project.build.directory}/generated-sources/exo")
  private File outputDirectory;

  /** Where what goes into the jar is written: kernel files and C headers. */
  @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
  private File classesDirectory;

  @Inject
  GenerateMojo(DependencyPath dependencies, BuildContext buildContext) {
    super(dependencies, buildContext);
  }

  @Override
  protected void run(List<KernelFile> files)
      throws IOException, MojoExecutionException, MojoFailureException {
    BuildState last = BuildState.read(stateFile());
    if (files.isEmpty() && last.outputs().isEmpty()) {
      getLog().info("No kernel files in " + sourceDirectory);
      return;
    }
    project.addCompileSourceRoot(outputDirectory.getPath());
    String inputs = key(files);
    String key =
        new Hashes()
            .add("inputs", inputs)
            .add("outputDirectory", outputDirectory)
            .add("classesDirectory", classesDirectory)
            .digest();
    Imports imports = imports();
    if (incremental
        && last.key().equals(key)
        && last.outputsUnchanged()
        && imports.stillAnswered(last.imports())) {
      getLog().info("Kernels are up to date");
      return;
    }
    Problems problems = problems();
    ProofFile proofs = proofs();
    KernelCompiler.Output output = compile(files, imports, proofs, problems);
    remember(inputs, output);

    OutputFiles out = new OutputFiles();
    GeneratedProject generated = output.project();
    Path classes = classesDirectory.toPath();
    add(out, outputDirectory.toPath(), generated.javaFiles());
    add(out, NativeDirectories.project(workDirectory), generated.nativeFiles());
    add(out, classes.resolve("META-INF/exo/include"), generated.headers());
    for (KernelFile file : files) {
      // Whatever the encoding of this project: the file of a library is UTF-8.
      out.add(
          classes.resolve("exo").resolve(libraryName).resolve(file.path()),
          KernelSources.decode(file.bytes(), charset()));
    }
    last.interrupted(out.paths()).write(stateFile());
    Map<Path, String> written = out.write(last.outputs());
    proofs.write(proofsFile());
    new BuildState(inputs, key, imports.asked(), written).write(stateFile());
    getLog().info(output.summary());
  }

  /** Where there is a mistake, what was proved before it need not be proved again. */
  private KernelCompiler.Output compile(
      List<KernelFile> files, Imports imports, ProofFile proofs, Problems problems)
      throws IOException, MojoFailureException {
    try {
      return compiler(imports, proofs, problems).compile(files);
    } catch (MojoFailureException | RuntimeException e) {
      proofs.writeAll(proofsFile());
      throw e;
    }
  }

  private static void add(OutputFiles out, Path directory, Map<String, String> texts) {
    texts.forEach((path, text) -> out.add(directory.resolve(path), text));
  }
}
