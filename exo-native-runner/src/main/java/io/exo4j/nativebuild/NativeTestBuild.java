package io.exo4j.nativebuild;

import io.exo4j.ir.Target;
import io.exo4j.nativebuild.cmake.CMakeDriver;
import io.exo4j.nativebuild.cmake.CMakeProject;
import io.exo4j.nativebuild.cmake.CMakeSettings;
import io.exo4j.nativebuild.cmake.CompilerMessage;
import io.exo4j.nativebuild.run.CpuFeatures;
import io.exo4j.nativebuild.run.Launch;
import io.exo4j.nativebuild.run.Launcher;
import io.exo4j.nativebuild.test.KernelTest;
import io.exo4j.nativebuild.test.NativeTestPlan;
import io.exo4j.nativebuild.test.NativeTestSetup;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import io.exo4j.nativebuild.toolchain.NativeBuildException.Kind;
import io.exo4j.nativebuild.toolchain.Tool;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds the programs of a {@link NativeTestPlan}: for this machine, once more with sanitizers, and
 * for other architectures with the cross compiler, each where it can be run in some way.
 */
public final class NativeTestBuild {
  private static final Pattern PROCESSOR =
      Pattern.compile("(?i)set\\s*\\(\\s*CMAKE_SYSTEM_PROCESSOR\\s+\"?([\\w-]+)");

  /**
   * What is to be built.
   *
   * @param tools the kernels' CMake project, how it is built, the programs to use
   * @param testProject the directory of the tests' CMake project
   * @param buildDirectory where it is built
   * @param machines other kinds of machines that kernels for any processor are tested for, too
   * @param compilers the C compilers for other kinds of machines, by classifier
   * @param sanitize whether to build it with sanitizers, too
   * @param testTimeout how long one test may take
   */
  public record Request(
      NativeBuildRequest tools,
      Path testProject,
      Path buildDirectory,
      List<Classifier> machines,
      Map<String, String> compilers,
      boolean sanitize,
      Duration testTimeout) {
    /** Copies the collections. */
    public Request {
      machines = List.copyOf(machines);
      compilers = Map.copyOf(compilers);
    }
  }

  private final Request request;
  private final Launcher launcher;
  private final BuildTools tools;
  private final Classifier main;
  private final List<NativeTestSetup.Entry> entries = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private NativeTestBuild(Request request, Launcher launcher) throws IOException {
    this.request = request;
    this.launcher = launcher;
    this.tools = new BuildTools(request.tools());
    this.main = mainMachine();
  }

  /**
   * Builds.
   *
   * @param launcher decides how each program is to be run
   * @throws NativeBuildException if a tool is missing, or the C compiler refuses the code
   * @throws IOException if files cannot be read or written
   */
  public static NativeTestSetup run(NativeTestPlan plan, Request request, Launcher launcher)
      throws IOException {
    return new NativeTestBuild(request, launcher).run(plan);
  }

  /** The kind of machine that the toolchain file, if there is one, builds for. */
  private Classifier mainMachine() throws IOException {
    Classifier host = launcher.host().classifier();
    if (request.tools().toolchainFile().isEmpty()) {
      return host;
    }
    Matcher m = PROCESSOR.matcher(Files.readString(request.tools().toolchainFile().get()));
    return m.find() ? Classifier.of(host.os(), m.group(1)) : host;
  }

  // ---- what goes where ----

  /** A program, and how it is run. */
  private record Chosen(NativeTestPlan.Program program, String executable, Launch launch) {}

  private NativeTestSetup run(NativeTestPlan plan) throws IOException {
    plan.skipped()
        .forEach(
            (kernel, reason) ->
                entries.add(NativeTestSetup.Entry.skipped(kernel, "all", "all", reason)));
    Map<Classifier, List<Chosen>> byMachine = new LinkedHashMap<>();
    for (NativeTestPlan.Program program : plan.programs()) {
      choose(program, machine(program.target()), byMachine);
      if (program.target().flatMap(CpuFeatures::architecture).isEmpty()) {
        request.machines().stream()
            .filter(other -> !other.equals(main))
            .forEach(other -> choose(program, other, byMachine));
      }
    }
    for (Map.Entry<Classifier, List<Chosen>> machine : byMachine.entrySet()) {
      if (machine.getKey().equals(main)) {
        build(machine.getValue(), main.toString(), tools, request.tools().toolchainFile(), false);
        sanitized(machine.getValue());
      } else {
        cross(machine.getKey(), machine.getValue());
      }
    }
    return new NativeTestSetup(ctest(), entries, notes);
  }

  private void choose(
      NativeTestPlan.Program program, Classifier machine, Map<Classifier, List<Chosen>> byMachine) {
    Launch launch = launcher.choose(program.target(), machine);
    boolean model = launch.way() == Launch.Way.MODEL;
    if (!launch.runs()) {
      skip(program, launch.reason());
    } else if (model && program.modelName().isEmpty()) {
      skip(
          program,
          "the functional model "
              + program.target().flatMap(Target::model).orElse("")
              + " was not found; "
              + launch.reason());
    } else {
      byMachine
          .computeIfAbsent(model ? main : machine, m -> new ArrayList<>())
          .add(
              new Chosen(
                  program, model ? program.modelName().orElseThrow() : program.name(), launch));
    }
  }

  private Classifier machine(Optional<Target> target) {
    return target
        .flatMap(CpuFeatures::architecture)
        .filter(arch -> !arch.equals(main.arch()))
        .map(arch -> new Classifier(main.os(), arch, false))
        .orElse(main);
  }

  private void skip(NativeTestPlan.Program program, String reason) {
    for (KernelTest test : program.tests()) {
      entries.add(
          NativeTestSetup.Entry.skipped(test.kernel(), test.variant(), test.group(), reason));
    }
  }

  // ---- builds ----

  /** Emulators and sanitizers do not go together: both rule over the address space. */
  private void sanitized(List<Chosen> chosen) throws IOException {
    List<Chosen> direct =
        chosen.stream()
            .filter(c -> c.launch.way() == Launch.Way.NATIVE || c.launch.way() == Launch.Way.MODEL)
            .toList();
    if (request.sanitize() && !direct.isEmpty()) {
      build(direct, main + "-sanitized", tools, request.tools().toolchainFile(), true);
    }
  }

  private void cross(Classifier machine, List<Chosen> chosen) throws IOException {
    Path toolchain = request.tools().projectDir().resolve(CMakeProject.toolchainFile(machine));
    if (!Files.isRegularFile(toolchain)) {
      chosen.forEach(c -> skip(c.program, "there is no toolchain file for " + machine));
      return;
    }
    NativeBuildRequest here = request.tools();
    BuildTools cross;
    try {
      cross =
          new BuildTools(
              here.with(
                  Optional.of(toolchain),
                  Optional.ofNullable(request.compilers().get(machine.toString()))));
      cross.requireCompiler();
    } catch (NativeBuildException e) {
      chosen.forEach(c -> skip(c.program, firstLine(e)));
      return;
    }
    try {
      build(chosen, machine.toString(), cross, Optional.of(toolchain), false);
    } catch (NativeBuildException e) {
      // a cross compiler that is too old for the target is like one that is not there
      chosen.forEach(
          c -> skip(c.program, "it cannot be built for " + machine + ": " + firstLine(e)));
    }
  }

  private static String firstLine(Exception e) {
    return e.getMessage().lines().findFirst().orElse("");
  }

  private void build(
      List<Chosen> chosen,
      String name,
      BuildTools tools,
      Optional<Path> toolchainFile,
      boolean sanitize)
      throws IOException {
    Path directory = request.buildDirectory().resolve(name);
    SortedMap<String, String> definitions = new TreeMap<>();
    definitions.put(
        "EXO_NATIVE:PATH", request.tools().projectDir().toAbsolutePath().normalize().toString());
    definitions.put(
        "EXO_PROGRAMS:STRING", String.join(";", chosen.stream().map(Chosen::executable).toList()));
    tools
        .namedCompiler()
        .ifPresent(path -> definitions.put("CMAKE_C_COMPILER:FILEPATH", path.toString()));
    definitions.put("EXO_SANITIZE:BOOL", sanitize ? "ON" : "OFF");
    definitions.put("EXO_TIMEOUT:STRING", Long.toString(request.testTimeout().toSeconds()));
    for (Chosen c : chosen) {
      if (!c.launch.prefix().isEmpty()) {
        definitions.put("EXO_EMULATOR_" + c.executable + ":STRING", c.launch.cmakeEmulator());
      }
    }
    CMakeSettings settings =
        new CMakeSettings(
            tools.cmake().path(),
            tools.generator(),
            tools.ninja().map(ToolFinder.Found::path),
            toolchainFile.map(Path::toAbsolutePath),
            sanitize ? "Debug" : request.tools().buildType(),
            definitions,
            tools.versions(),
            new Commands(request.tools().timeout(), request.tools().log()));
    CMakeDriver driver = new CMakeDriver(settings, request.testProject(), directory);
    CommandResult configured = driver.configure();
    if (!configured.succeeded()) {
      throw failed("configured", name, configured);
    }
    CommandResult built = driver.build();
    if (!built.succeeded()) {
      throw failed("built", name, built);
    }
    for (Chosen c : chosen) {
      collect(c, name, driver.libraries(), directory, sanitize);
    }
  }

  private NativeBuildException failed(String what, String name, CommandResult result) {
    List<CompilerMessage> errors =
        CompilerMessage.in(result.output()).stream().filter(CompilerMessage::isError).toList();
    String reason =
        errors.isEmpty()
            ? result.text()
            : errors.get(0).file() + ":" + errors.get(0).line() + ": " + errors.get(0).text();
    return new NativeBuildException(
        Kind.C_ERROR,
        "The native tests for %s could not be %s: %s%n%s"
            .formatted(name, what, reason, result.text()));
  }

  private void collect(
      Chosen chosen, String build, Path programs, Path directory, boolean sanitized) {
    boolean there =
        Files.isRegularFile(programs.resolve(chosen.executable))
            || Files.isRegularFile(programs.resolve(chosen.executable + ".exe"));
    if (!there && sanitized) {
      notes.add("not tested with sanitizers: this C compiler has none");
      return;
    }
    for (KernelTest test : chosen.program.tests()) {
      if (sanitized && test.isLong()) {
        continue;
      }
      entries.add(
          there
              ? new NativeTestSetup.Entry(
                  test.kernel(),
                  test.variant(),
                  test.group(),
                  test.cases(),
                  sanitized,
                  Optional.of(build).filter(b -> !b.startsWith(main.toString())),
                  directory.toString(),
                  programs.resolve(chosen.executable).toString(),
                  chosen.launch.description(),
                  Optional.empty(),
                  Optional.empty())
              : NativeTestSetup.Entry.skipped(
                  test.kernel(),
                  test.variant(),
                  test.group(),
                  "the C compiler for "
                      + build
                      + " does not know "
                      + String.join(" ", test.unit().flags())));
    }
  }

  /** CTest comes with CMake. */
  private String ctest() {
    Path cmake = tools.cmake().path();
    String name = cmake.getFileName().toString().replace("cmake", "ctest");
    Path beside = cmake.resolveSibling(name);
    return Files.isExecutable(beside)
        ? beside.toString()
        : ToolFinder.ofProcess().require(Tool.CTEST, Optional.empty()).toString();
  }

  /** Writes the files of a plan; what was there before and is no longer is deleted. */
  public static void write(NativeTestPlan plan, Path directory) throws IOException {
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, String> file : plan.files().entrySet()) {
      Path path = directory.resolve(file.getKey()).normalize();
      WriteIfChanged.write(path, file.getValue().getBytes(StandardCharsets.UTF_8));
      written.add(path);
    }
    try (var walk = Files.walk(directory)) {
      for (Path old : walk.filter(Files::isRegularFile).toList()) {
        if (!written.contains(old.normalize())) {
          Files.delete(old);
        }
      }
    }
  }
}
