package io.exo4j.maven;

import io.exo4j.nativebuild.NativeBuild;
import io.exo4j.nativebuild.NativeBuildRequest;
import io.exo4j.nativebuild.NativeBuildResult;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.build.BuildContext;

/**
 * Builds the native libraries from the CMake project that {@code exo:generate} wrote, and puts them
 * where unit tests, other modules and the jar find them. Does nothing where neither the project nor
 * the tools have changed.
 *
 * @since 0.1.0
 */
@Mojo(name = "native-compile", defaultPhase = LifecyclePhase.PROCESS_CLASSES, threadSafe = true)
public class NativeCompileMojo extends AbstractNativeMojo {

  /** Where the libraries are put, and with them their index. */
  @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
  private File classesDirectory;

  private final BuildContext buildContext;

  @Inject
  NativeCompileMojo(BuildContext buildContext) {
    this.buildContext = buildContext;
  }

  @Override
  protected void run() throws MojoExecutionException, MojoFailureException {
    Path nativeProject = NativeDirectories.project(workDirectory);
    try {
      Path stateFile = workDirectory.toPath().resolve("native.state");
      BuildState last = BuildState.read(stateFile);
      if (!Files.isRegularFile(nativeProject.resolve("CMakeLists.txt"))) {
        new OutputFiles().write(last.outputs());
        Files.deleteIfExists(stateFile);
        getLog().info("No kernels to build");
        return;
      }
      List<NativeBuildRequest> requests =
          requests(
              nativeProject, NativeDirectories.build(workDirectory), classesDirectory.toPath());
      String key = key(nativeProject, requests);
      if (last.key().equals(key) && last.outputsUnchanged()) {
        getLog().info("Native libraries are up to date");
        return;
      }
      Map<Path, String> outputs = new TreeMap<>();
      for (NativeBuildRequest request : requests) {
        NativeBuildResult result = NativeBuild.run(request);
        for (Path file : result.files()) {
          outputs.put(file.toAbsolutePath().normalize(), Hashes.of(Files.readAllBytes(file)));
        }
        report(result, requests.size() > 1);
      }
      for (Path old : last.outputs().keySet()) {
        if (!outputs.containsKey(old)) {
          Files.deleteIfExists(old);
        }
      }
      new BuildState(key, key, Map.of(), outputs).write(stateFile);
    } catch (NativeBuildException e) {
      Problems problems =
          new Problems(
              getLog(), editor(buildContext), name -> new File(sourceDirectory, name), false);
      e.diagnostics().forEach(problems::report);
      throw new MojoFailureException(e.getMessage(), e);
    } catch (IOException e) {
      throw new MojoExecutionException("Cannot read or write a file: " + e, e);
    }
  }

  /** Of several kinds of machines, each has variants that only the others can have. */
  private void report(NativeBuildResult result, boolean oneOfSeveral) {
    result.notes().forEach(oneOfSeveral ? getLog()::info : getLog()::warn);
    getLog()
        .info(
            "%d native librar%s for %s built"
                .formatted(
                    result.libraries().size(),
                    result.libraries().size() == 1 ? "y" : "ies",
                    result.classifier()));
  }

  /** The hash of everything that decides what is built. */
  private static String key(Path nativeProject, List<NativeBuildRequest> requests)
      throws IOException {
    Hashes hashes = new Hashes();
    for (NativeBuildRequest request : requests) {
      hashes.add("request", request.withoutLog());
      hashes.add("tools", NativeBuild.toolVersions(request));
      if (request.toolchainFile().isPresent()) {
        hashes.add("toolchain", Files.readAllBytes(request.toolchainFile().get()));
      }
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(nativeProject)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      hashes.add(nativeProject.relativize(file).toString(), Files.readAllBytes(file));
    }
    return hashes.digest();
  }
}
