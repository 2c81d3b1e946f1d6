package io.exo4j.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProjectHelper;

/**
 * Attaches, where {@code attachClassifier} asks for it, one jar per platform that holds the native
 * libraries of that platform alone. The main jar holds them in any case, so nobody needs these jars
 * to use the kernels.
 *
 * @since 0.1.0
 */
@Mojo(name = "native-package", defaultPhase = LifecyclePhase.PACKAGE, threadSafe = true)
public class NativePackageMojo extends AbstractExoMojo {

  /**
   * Attaches a jar per platform, with the platform as its classifier: {@code linux-x86_64}, {@code
   * linux-aarch_64} ...
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.attachClassifier", defaultValue = "false")
  private boolean attachClassifier;

  /** Where {@code native-compile} put the libraries. */
  @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
  private File classesDirectory;

  /** Where the jars are written. */
  @Parameter(defaultValue = "${project.build.directory}", readonly = true, required = true)
  private File buildDirectory;

  /** The name of the main jar, without its ending. */
  @Parameter(defaultValue = "${project.build.finalName}", readonly = true, required = true)
  private String finalName;

  /** The time of all entries of the jars, for reproducible builds. */
  @Parameter(defaultValue = "${project.build.outputTimestamp}", readonly = true)
  private String outputTimestamp;

  private final MavenProjectHelper projectHelper;

  @Inject
  NativePackageMojo(MavenProjectHelper projectHelper) {
    this.projectHelper = projectHelper;
  }

  @Override
  protected void run() throws MojoExecutionException, MojoFailureException {
    Path libraries =
        classesDirectory
            .toPath()
            .resolve("META-INF/exo/native")
            .resolve(project.getGroupId() + "." + project.getArtifactId());
    if (!attachClassifier) {
      return;
    }
    try {
      for (Path platform : directoriesIn(libraries)) {
        String classifier = platform.getFileName().toString();
        Path jar = buildDirectory.toPath().resolve(finalName + "-" + classifier + ".jar");
        ReproducibleJar.write(jar, classesDirectory.toPath(), platform, outputTimestamp);
        projectHelper.attachArtifact(project, "jar", classifier, jar.toFile());
        getLog().info("Attached " + jar.getFileName());
      }
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot write a jar of native libraries: " + e, e);
    }
  }

  private static List<Path> directoriesIn(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }
}
