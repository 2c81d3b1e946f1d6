package io.exo4j.maven;

import io.exo4j.ProofFile;
import io.exo4j.analysis.ProofCache;
import io.exo4j.maven.KernelSources.KernelFile;
import io.exo4j.nativebuild.model.ProjectSettings;
import java.io.File;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.build.BuildContext;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * What the goals that read kernel files have in common: sources, imports, and the key of
 * incremental builds.
 */
abstract class AbstractKernelMojo extends AbstractExoMojo {

  /**
   * This plugin; its own content is part of the key, so that an update of it is never "up to date".
   */
  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  protected PluginDescriptor plugin;

  /**
   * The package of the generated Java classes. By default it is made of the group id and the
   * artifact id.
   *
   * @since 0.1.0
   */
  @Parameter(name = "package", property = "exo.package")
  protected String packageName;

  /**
   * The name by which other projects import the kernel files of this one: {@code from
   * <libraryName>.<file> import ...}. The files are in the jar at {@code exo/<libraryName>/}.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.libraryName", defaultValue = "${project.artifactId}")
  protected String libraryName;

  /**
   * Writes {@code #line} directives into the C code, so that the C compiler and a debugger speak of
   * {@code .exo} lines.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.lineDirectives", defaultValue = "false")
  protected boolean lineDirectives;

  /**
   * Does nothing where an earlier build proved the same inputs and its files are still in place.
   * What counts is the content of the kernel files and their imports, the configuration and the
   * plugin itself; time stamps do not.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.incremental", defaultValue = "true")
  protected boolean incremental;

  /**
   * Values for the parameters of schedule files, in place of those in the files: {@code
   * <sgemm.MR>8</sgemm.MR>} is {@code MR} of {@code sgemm.yaml}. On the command line: {@code
   * -Dexo.params=sgemm.MR=8,sgemm.NR=16}, which goes before the POM.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.params")
  private PlexusConfiguration params;

  private final DependencyPath dependencies;
  private final BuildContext buildContext;

  AbstractKernelMojo(DependencyPath dependencies, BuildContext buildContext) {
    this.dependencies = dependencies;
    this.buildContext = buildContext;
  }

  /** Sets the package; "package" is no name for a Java field. */
  public void setPackage(String name) {
    packageName = name;
  }

  @Override
  protected final void run() throws MojoExecutionException, MojoFailureException {
    try {
      List<KernelFile> files = KernelSources.read(sourceDirectory, includes, excludes);
      editor(buildContext)
          .ifPresent(
              context -> files.forEach(file -> context.removeMessages(file.file().toFile())));
      run(files);
    } catch (LibraryPathException e) {
      throw e.getCause();
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot read or write a file: " + e, e);
    }
  }

  /** Does the goal's work on the kernel files. */
  protected abstract void run(List<KernelFile> files)
      throws IOException, MojoExecutionException, MojoFailureException;

  /** Returns where the imports of this project lead. */
  protected final Imports imports() {
    return new Imports(
        sourceDirectory.toPath(),
        charset(),
        () -> {
          try {
            return dependencies.of(project, session);
          } catch (MojoExecutionException e) {
            throw new LibraryPathException(e);
          }
        });
  }

  /** Returns an empty collection of problems that knows where the kernel files are. */
  protected final Problems problems() {
    return new Problems(getLog(), editor(buildContext), this::fileOf, failOnWarning);
  }

  /**
   * Returns what a diagnostic means by a name: a path below the source directory or the project's,
   * or an entry of a library.
   */
  private File fileOf(String name) {
    File file = new File(sourceDirectory, name);
    File inProject = new File(project.getBasedir(), name);
    return file.isFile() ? file : inProject.isFile() ? inProject : new File(name);
  }

  /** Returns the compiler for this project. */
  protected final KernelCompiler compiler(Imports imports, ProofCache proofs, Problems problems)
      throws MojoFailureException {
    String inPackage =
        packageName == null
            ? ProjectSettings.defaultPackage(project.getGroupId(), project.getArtifactId())
            : packageName;
    ProjectSettings settings;
    try {
      settings =
          new ProjectSettings(
              project.getGroupId(),
              project.getArtifactId(),
              project.getVersion(),
              inPackage,
              lineDirectives);
    } catch (IllegalArgumentException e) {
      throw new MojoFailureException(e.getMessage() + "; set <package>", e);
    }
    return new KernelCompiler(
        settings, charset(), imports, proofs, problems, scheduleParams(), getLog()::info);
  }

  private SortedMap<String, String> scheduleParams() throws MojoFailureException {
    String property =
        session
            .getUserProperties()
            .getProperty("exo.params", project.getProperties().getProperty("exo.params"));
    return ScheduleParams.of(params, Optional.ofNullable(property));
  }

  /** Returns the encoding of the kernel files. */
  protected final Charset charset() {
    return encoding == null ? StandardCharsets.UTF_8 : Charset.forName(encoding);
  }

  /** Returns what earlier builds proved. */
  protected final ProofFile proofs() throws IOException {
    return incremental
        ? ProofFile.read(proofsFile(), compilerKey())
        : ProofFile.empty(compilerKey());
  }

  /** Returns the file in which {@code generate} remembers what was proved. */
  protected final Path proofsFile() {
    return workDirectory.toPath().resolve("proofs");
  }

  /** Returns what identifies the compiler and the solver in it. */
  private String compilerKey() throws IOException {
    Hashes hashes = new Hashes();
    hashes.add("plugin", plugin.getVersion());
    for (Artifact artifact : plugin.getArtifacts()) {
      hashes.add("artifact", artifact.getId());
      // A released version never changes; a snapshot is what its content is.
      if (artifact.isSnapshot() && artifact.getFile() != null && artifact.getFile().isFile()) {
        hashes.add("content", Files.readAllBytes(artifact.getFile().toPath()));
      }
    }
    return hashes.digest();
  }

  /**
   * Returns the hash of everything that decides what is generated, except the files that imports
   * lead to.
   */
  protected final String key(List<KernelFile> files) throws IOException, MojoFailureException {
    Hashes hashes = new Hashes();
    hashes.add("compiler", compilerKey());
    hashes.add("project", project.getId());
    hashes.add("package", packageName);
    hashes.add("library", libraryName);
    hashes.add("lines", lineDirectives);
    hashes.add("failOnWarning", failOnWarning);
    hashes.add("encoding", encoding);
    hashes.add("params", scheduleParams());
    for (KernelFile file : files) {
      hashes.add(file.path(), file.bytes());
    }
    return hashes.digest();
  }

  /** What goals of one build have compiled already, with the key of what it was compiled from. */
  private record Compiled(String key, KernelCompiler.Output output) {}

  /** Keeps what was compiled for later goals of this build. */
  protected final void remember(String key, KernelCompiler.Output output) {
    context().put(Compiled.class.getName(), new Compiled(key, output));
  }

  /** Returns what an earlier goal of this build compiled from the same inputs. */
  protected final Optional<KernelCompiler.Output> remembered(String key) {
    Object found = context().get(Compiled.class.getName());
    return found instanceof Compiled compiled && compiled.key().equals(key)
        ? Optional.of(compiled.output())
        : Optional.empty();
  }

  /** Maven keeps one for each plugin and project. */
  @SuppressWarnings("unchecked")
  private Map<Object, Object> context() {
    return getPluginContext();
  }

  /** Returns what the last successful {@code generate} of this project left behind. */
  protected final BuildState lastBuild() throws IOException {
    return incremental ? BuildState.read(stateFile()) : BuildState.none();
  }

  /** Returns the file in which {@code generate} remembers what it did. */
  protected final Path stateFile() {
    return workDirectory.toPath().resolve("generate.state");
  }

  /**
   * Carries a failure to resolve a dependency through the compiler, which knows nothing of Maven.
   */
  private static final class LibraryPathException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LibraryPathException(MojoExecutionException cause) {
      super(cause);
    }

    @Override
    public synchronized MojoExecutionException getCause() {
      return (MojoExecutionException) super.getCause();
    }
  }
}
