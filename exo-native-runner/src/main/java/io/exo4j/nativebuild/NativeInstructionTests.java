package io.exo4j.nativebuild;

import io.exo4j.check.ModuleScope;
import io.exo4j.ir.Target;
import io.exo4j.nativebuild.instr.InstrResult;
import io.exo4j.nativebuild.instr.InstrTests;
import io.exo4j.nativebuild.run.CpuFeatures;
import io.exo4j.nativebuild.run.Launch;
import io.exo4j.nativebuild.run.Launcher;
import io.exo4j.nativebuild.test.NativeTestSetup;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import io.exo4j.nativebuild.toolchain.Tool;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tests the instructions of modules, which test specifications ask for: each is executed on random
 * operands and must do what its body says. A module's instructions are for its target, if it
 * declares one, or imports one and declares none.
 */
public final class NativeInstructionTests {
  private final Launcher launcher;
  private final Map<String, String> compilers;
  private final Function<String, Optional<String>> models;

  /**
   * Tests that are run as a launcher decides.
   *
   * @param launcher decides how the programs are run
   * @param compilers C compilers by kind of machine; {@code host} is this one
   * @param models the texts of functional models, by the name that targets give them
   */
  public NativeInstructionTests(
      Launcher launcher, Map<String, String> compilers, Function<String, Optional<String>> models) {
    this.launcher = launcher;
    this.compilers = Map.copyOf(compilers);
    this.models = models;
  }

  /**
   * Builds and runs the tests of a module.
   *
   * @param name the module, {@code x/vectors.exo}
   * @param directory for the programs
   * @return one entry for each instruction
   * @throws IOException if files cannot be written
   */
  public List<NativeTestSetup.Entry> run(String name, ModuleScope module, Path directory)
      throws IOException {
    Collection<Target> own = module.own().targets().values();
    List<Target> targets = List.copyOf(own.isEmpty() ? module.targets().values() : own);
    String title = "instructions." + name.replaceAll("\\.exo$", "").replace('/', '.');
    if (targets.size() < 2) {
      return run(title, module, targets.stream().findFirst(), directory);
    }
    List<NativeTestSetup.Entry> entries = new ArrayList<>();
    for (Target target : targets) {
      entries.addAll(run(title, module, Optional.of(target), directory.resolve(target.name())));
    }
    return entries;
  }

  private List<NativeTestSetup.Entry> run(
      String title, ModuleScope module, Optional<Target> target, Path directory)
      throws IOException {
    Classifier host = launcher.host().classifier();
    Classifier machine =
        target
            .flatMap(CpuFeatures::architecture)
            .filter(arch -> !arch.equals(host.arch()))
            .map(arch -> new Classifier(host.os(), arch, false))
            .orElse(host);
    String group = target.map(Target::name).orElse("default");
    Launch launch = launcher.choose(target, machine);
    List<NativeTestSetup.Entry> entries = new ArrayList<>();
    try {
      for (InstrResult result :
          tests(module, target, machine, host, launch, directory).run(directory)) {
        entries.add(
            switch (result.status()) {
              case SKIPPED ->
                  NativeTestSetup.Entry.skipped(
                      title, result.instruction(), group, result.message());
              case PASSED, FAILED ->
                  NativeTestSetup.Entry.done(
                      title,
                      result.instruction(),
                      group,
                      result.cases(),
                      launch.description(),
                      result.message());
            });
      }
    } catch (NativeBuildException e) {
      return List.of(
          NativeTestSetup.Entry.skipped(
              title, "all", group, e.getMessage().lines().findFirst().orElse("")));
    }
    return entries;
  }

  private InstrTests tests(
      ModuleScope module,
      Optional<Target> target,
      Classifier machine,
      Classifier host,
      Launch launch,
      Path directory)
      throws IOException {
    InstrTests all = InstrTests.of(module);
    InstrTests own = target.isPresent() ? all.withTarget(target.get()) : all;
    return own.withMachine(
            machine, compiler(machine, host), List.of("-I" + directory.toAbsolutePath()))
        .withLaunch(launch)
        .withModels(models);
  }

  private Path compiler(Classifier machine, Classifier host) {
    ToolFinder finder = ToolFinder.ofProcess();
    boolean cross = !machine.equals(host);
    Tool tool = cross ? Tool.crossCompiler(machine) : Tool.CC;
    Optional<String> named =
        Optional.ofNullable(compilers.get(machine.toString()))
            .or(() -> cross ? Optional.empty() : Optional.ofNullable(compilers.get("host")))
            .or(() -> cross ? Optional.empty() : finder.variable("CC"));
    return named
        .flatMap(name -> finder.find(List.of(name.strip().split("\\s+")[0])))
        .orElseGet(() -> finder.require(tool, Optional.empty()));
  }
}
