package io.exo4j.maven;

import io.exo4j.nativebuild.NativeBuild;
import io.exo4j.nativebuild.NativeBuildRequest;
import io.exo4j.nativebuild.NativeBuildResult;
import io.exo4j.nativebuild.cmake.CMakeProject;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
public class NativeCompileMojo extends AbstractExoMojo {

  /**
   * The program {@code cmake}; searched for on the {@code PATH} if not set.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.cmake")
  private File cmake;

  /**
   * The program {@code ninja}; searched for on the {@code PATH} if not set.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.ninja")
  private File ninja;

  /**
   * CMake's generator. By default it is what the environment variable {@code CMAKE_GENERATOR} says,
   * or Ninja.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.generator")
  private String generator;

  /**
   * CMake's build type.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.buildType", defaultValue = "Release")
  private String buildType;

  /**
   * A CMake toolchain file, to build for another kind of machine.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.toolchainFile")
  private File toolchainFile;

  /**
   * The kinds of machines to build for, {@code linux-x86_64}, {@code linux-aarch_64}, {@code
   * linux-riscv64}, or {@code host} for this one, for which alone is built if the list is empty.
   * One jar has the libraries for all of them; a program takes those for its own machine.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.targets")
  private List<String> targets;

  /**
   * The C compilers, {@code linux-riscv64=clang-19}; {@code host=clang} for this machine's. Where
   * none is named it is the GNU cross compiler, else Clang, and what CMake finds for this machine.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.compilers")
  private List<String> compilers;

  /**
   * Leaves out, with a warning, other kinds of machines for which there is no C compiler here.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.skipMissingCompilers", defaultValue = "false")
  private boolean skipMissingCompilers;

  /**
   * Fails the build when the C compiler warns.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.nativeWarningsAsErrors", defaultValue = "false")
  private boolean nativeWarningsAsErrors;

  /**
   * How many seconds CMake may take to configure or to build.
   *
   * @since 0.1.0
   */
  @Parameter(property = "exo.timeout", defaultValue = "1800")
  private long timeout;

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
        NativeBuild.remove(last.outputs().keySet());
        Files.deleteIfExists(stateFile);
        getLog().info("No kernels to build");
        return;
      }
      List<NativeBuildRequest> requests = requests(nativeProject);
      String key = key(nativeProject, requests);
      if (last.key().equals(key) && last.outputsUnchanged()) {
        getLog().info("Native libraries are up to date");
        return;
      }
      Map<Path, String> outputs = new TreeMap<>();
      for (NativeBuildRequest request : requests) {
        NativeBuildResult result = NativeBuild.run(request, last.outputs().keySet());
        for (Path file : result.files()) {
          outputs.put(file.toAbsolutePath().normalize(), Hashes.of(Files.readAllBytes(file)));
        }
        // Should the next kind of machine fail, what is there for this one is not forgotten.
        last.interrupted(outputs.keySet()).write(stateFile);
        report(result, requests.size() > 1);
      }
      Set<Path> gone = new TreeSet<>(last.outputs().keySet());
      gone.removeAll(outputs.keySet());
      NativeBuild.remove(gone);
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

  /**
   * What has to be built: one request for each kind of machine.
   *
   * @throws MojoFailureException if the configuration is wrong
   */
  private List<NativeBuildRequest> requests(Path nativeProject) throws MojoFailureException {
    Map<String, Optional<Path>> toolchains = toolchains(nativeProject);
    CMakeTools tools = CMakeTools.of(cmake, ninja, generator, buildType, compilers, timeout);
    Path build = NativeDirectories.build(workDirectory);
    List<NativeBuildRequest> requests = new ArrayList<>();
    toolchains.forEach(
        (kind, toolchain) -> {
          boolean host = isHost(kind);
          NativeBuildRequest request =
              tools.request(
                  project,
                  nativeProject,
                  host ? build : build.resolveSibling(build.getFileName() + "-" + kind),
                  classesDirectory.toPath(),
                  host ? CMakeTools.HOST : kind,
                  toolchain,
                  nativeWarningsAsErrors,
                  line -> getLog().debug(line));
          if (host || !skipMissingCompilers || hasTools(kind, request)) {
            requests.add(request);
          }
        });
    return requests;
  }

  /** The kinds of machines to build for, in order, with CMake's toolchain file for each. */
  private Map<String, Optional<Path>> toolchains(Path nativeProject) throws MojoFailureException {
    List<String> here = List.of(CMakeTools.HOST);
    List<String> kinds = targets == null || targets.isEmpty() ? here : targets;
    if (toolchainFile != null && !kinds.equals(here)) {
      throw new MojoFailureException("<toolchainFile> and <targets> exclude each other");
    }
    Map<String, Optional<Path>> toolchains = new LinkedHashMap<>();
    for (String kind : kinds) {
      toolchains.put(
          kind,
          isHost(kind)
              ? Optional.ofNullable(toolchainFile).map(File::toPath)
              : Optional.of(nativeProject.resolve(toolchainOf(kind))));
    }
    return toolchains;
  }

  private static boolean isHost(String kind) {
    return kind.equals(CMakeTools.HOST) || kind.equals(Classifier.host().toString());
  }

  private static String toolchainOf(String kind) throws MojoFailureException {
    for (Classifier known : CMakeProject.CROSS_TARGETS) {
      if (known.toString().equals(kind)) {
        return CMakeProject.toolchainFile(known);
      }
    }
    throw new MojoFailureException(
        "<targets>: there is no toolchain file for '%s'; known are host, %s. For others use <toolchainFile>"
            .formatted(
                kind,
                String.join(
                    ", ", CMakeProject.CROSS_TARGETS.stream().map(Classifier::toString).toList())));
  }

  private boolean hasTools(String kind, NativeBuildRequest request) {
    try {
      NativeBuild.toolVersions(request);
      return true;
    } catch (NativeBuildException e) {
      if (e.kind() != NativeBuildException.Kind.MISSING_TOOL) {
        throw e;
      }
      getLog().warn("Nothing is built for " + kind + ": " + e.getMessage());
      return false;
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
