package io.exo4j.nativebuild.instr;

import io.exo4j.Exo;
import io.exo4j.check.ModuleScope;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Target;
import io.exo4j.nativebuild.run.Emulator;
import io.exo4j.nativebuild.run.Launch;
import io.exo4j.nativebuild.run.Launcher;
import io.exo4j.nativebuild.run.ProgramEnd;
import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import io.exo4j.nativebuild.toolchain.Tool;
import io.exo4j.nativebuild.toolchain.ToolFinder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Tests that the C of instructions does what their bodies say. Each instruction is executed on
 * random operands that satisfy its assertions: sizes up to and beyond what its loops cover, data
 * that is aligned for one element only, windows with something on all sides. Afterwards all of its
 * operands, the lanes of registers that it must not change, and the memory around must be what the
 * interpreter makes of them with the body.
 *
 * <p>Results must be equal, unless the body has several floating operations that hardware may fuse
 * or reorder; then the last six bits of the significand may differ.
 *
 * <pre>{@code
 * List<InstrResult> results =
 *     InstrTests.ofResource(MyTest.class, "exo/mine/vectors.exo").run(directory);
 * results.forEach(InstrResult::verify);
 * }</pre>
 *
 * @param module the instructions to test, and the loads and stores to fill register files with
 * @param target what the C compiler and the processor must know; none: what they know anyway
 * @param machine the kind of machine that the compiler makes programs for
 * @param compiler the C compiler
 * @param flags more flags for it
 * @param launch how to run the program; absent: as {@link Launcher} decides for the target
 * @param models the texts of functional models, by the name that targets give them
 * @param only which instructions to test, by name
 * @param before instructions without arguments that are executed before each, {@code after} behind
 * @param opaque vector memories whose C types have no size: they are filled like register files
 * @param executions how many executions of each instruction at most
 * @param seed of the random numbers
 */
public record InstrTests(
    ModuleScope module,
    Optional<Target> target,
    Classifier machine,
    Path compiler,
    List<String> flags,
    Optional<Launch> launch,
    Function<String, Optional<String>> models,
    Predicate<String> only,
    List<String> before,
    List<String> after,
    Set<String> opaque,
    int executions,
    long seed) {
  private static final int LEAST = 8;
  private static final List<String> FLAGS =
      List.of("-std=gnu11", "-O1", "-ffp-contract=off", "-Wall", "-Wno-unused-function");

  /** Copies the collections. */
  public InstrTests {
    flags = List.copyOf(flags);
    before = List.copyOf(before);
    after = List.copyOf(after);
    opaque = Set.copyOf(opaque);
  }

  /**
   * Tests of all instructions that a module declares; for this machine and its compiler, and for
   * the module's target if it declares one, or imports one and declares none.
   *
   * @param module the instructions, and the loads and stores to fill register files with
   * @return tests with ten executions of each instruction
   * @throws NativeBuildException if there is no C compiler
   */
  public static InstrTests of(ModuleScope module) {
    Collection<Target> own = module.own().targets().values();
    Collection<Target> targets = own.isEmpty() ? module.targets().values() : own;
    return new InstrTests(
        module,
        targets.size() == 1 ? Optional.of(targets.iterator().next()) : Optional.empty(),
        Classifier.host(),
        ToolFinder.ofProcess().require(Tool.CC, Optional.empty()),
        List.of(),
        Optional.empty(),
        name -> ModelText.beside(module, name),
        name -> true,
        List.of(),
        List.of(),
        Set.of(),
        10,
        1);
  }

  /**
   * Tests of all instructions of a module that is a resource, {@code exo/mine/vectors.exo}.
   *
   * @param place a class beside the resources
   * @param resource its name, without a slash in front
   * @return tests with ten executions of each instruction
   * @throws IOException if it cannot be read
   */
  public static InstrTests ofResource(Class<?> place, String resource) throws IOException {
    try (InputStream in = place.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new NoSuchFileException(resource);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return of(Exo.create().parse(resource, text).module());
    }
  }

  /**
   * The same for a target that is not the only one, or not the module's own.
   *
   * @param other the target
   * @return tests with its flags, on a processor that has what it needs
   */
  public InstrTests withTarget(Target other) {
    return with(Optional.of(other), machine, compiler, flags, launch, models, only);
  }

  /**
   * The same for another kind of machine.
   *
   * @param other the kind of machine
   * @param itsCompiler a C compiler that makes programs for it
   * @param moreFlags flags for that compiler, behind those of the target
   * @return tests that run there, which is under an emulator if it is not this machine
   */
  public InstrTests withMachine(Classifier other, Path itsCompiler, List<String> moreFlags) {
    return with(target, other, itsCompiler, moreFlags, launch, models, only);
  }

  /**
   * The same with another compiler.
   *
   * @param other a C compiler for this machine
   * @param moreFlags flags for it, behind those of the target
   * @return tests that it compiles
   */
  public InstrTests withCompiler(Path other, List<String> moreFlags) {
    return with(target, machine, other, moreFlags, launch, models, only);
  }

  /**
   * The same, run in a way that is not chosen by what the target needs.
   *
   * @param way how to run the program
   * @return tests that run this way
   */
  public InstrTests withLaunch(Launch way) {
    return with(target, machine, compiler, flags, Optional.of(way), models, only);
  }

  /**
   * The same for some instructions only.
   *
   * @param names accepts the names of those to test
   * @return tests of these alone
   */
  public InstrTests withOnly(Predicate<String> names) {
    return with(target, machine, compiler, flags, launch, models, names);
  }

  /**
   * The same with functional models from elsewhere than beside the module.
   *
   * @param texts gives the text of a model by the name that targets give it; empty if there is none
   * @return tests with these models
   */
  public InstrTests withModels(Function<String, Optional<String>> texts) {
    return with(target, machine, compiler, flags, launch, texts, only);
  }

  private InstrTests with(
      Optional<Target> newTarget,
      Classifier newMachine,
      Path newCompiler,
      List<String> newFlags,
      Optional<Launch> newLaunch,
      Function<String, Optional<String>> newModels,
      Predicate<String> newOnly) {
    return new InstrTests(
        module,
        newTarget,
        newMachine,
        newCompiler,
        newFlags,
        newLaunch,
        newModels,
        newOnly,
        before,
        after,
        opaque,
        executions,
        seed);
  }

  /**
   * The same, with help to execute single instructions.
   *
   * @param first instructions without arguments that are executed before each
   * @param last instructions without arguments that are executed behind each
   * @param memories vector memories whose C types have no size: see {@link #opaque}
   * @return tests with this help
   */
  public InstrTests withHelp(List<String> first, List<String> last, Set<String> memories) {
    return new InstrTests(
        module,
        target,
        machine,
        compiler,
        flags,
        launch,
        models,
        only,
        first,
        last,
        memories,
        executions,
        seed);
  }

  /** {@return the names of the instructions that are tested, in the order of their declaration} */
  public List<String> names() {
    return tested().stream().map(Proc::name).toList();
  }

  private List<Proc> tested() {
    return module.own().procs().values().stream()
        .filter(p -> p.instr().isPresent() && only.test(p.name()))
        .toList();
  }

  private List<Proc> instructions() {
    return module.procs().values().stream().filter(p -> p.instr().isPresent()).toList();
  }

  /** {@return the C program, for somebody who wants to see it or to run it elsewhere} */
  public String program() {
    Map<String, InstrResult> problems = new LinkedHashMap<>();
    return TestProgram.of(cases(problems));
  }

  /**
   * Runs the tests.
   *
   * @param directory for the program; it stays there
   * @return one result for each instruction, in order
   * @throws NativeBuildException if the compiler or the launcher cannot be run at all
   * @throws IOException if a file of the program cannot be written
   */
  public List<InstrResult> run(Path directory) throws IOException {
    Files.createDirectories(directory);
    Map<String, InstrResult> results = new LinkedHashMap<>();
    List<InstrCase> cases = cases(results);
    Launch way = way();
    Optional<String> text = model().flatMap(models);
    if (text.isPresent()) {
      Path header = directory.resolve(model().orElseThrow());
      Files.createDirectories(header.getParent());
      Files.writeString(header, text.get());
    }
    List<InstrCase> sound = compilable(directory, way, cases, results);
    if (way.runs() && !sound.isEmpty()) {
      execute(directory, way, sound, results);
    }
    for (Proc p : tested()) {
      results.putIfAbsent(p.name(), InstrResult.skipped(p.name(), way.reason()));
    }
    return tested().stream().map(p -> results.get(p.name())).toList();
  }

  private Optional<String> model() {
    return target.flatMap(Target::model);
  }

  /** How to run the program; not at all where there is only a model, and its text is absent. */
  private Launch way() {
    Launch way = launch.orElseGet(() -> Launcher.ofProcess(Emulator.AUTO).choose(target, machine));
    boolean absent = way.way() == Launch.Way.MODEL && model().flatMap(models::apply).isEmpty();
    return absent
        ? new Launch(
            Launch.Way.SKIPPED,
            List.of(),
            way.reason() + "; the functional model " + model().orElse("") + " was not found")
        : way;
  }

  private List<InstrCase> cases(Map<String, InstrResult> problems) {
    List<Proc> all = instructions();
    Transfers transfers = new Transfers(all, opaque);
    Harness harness = new Harness(all, transfers, named(before), named(after));
    List<InstrCase> cases = new ArrayList<>();
    for (Proc p : tested()) {
      try {
        cases.addAll(cases(p, harness, cases.size()));
      } catch (NotTestable | ExoException e) {
        problems.put(p.name(), InstrResult.failed(p.name(), 0, e.getMessage()));
      }
    }
    return cases;
  }

  private List<Proc> named(List<String> names) {
    return names.stream()
        .map(
            n ->
                module
                    .proc(n)
                    .orElseThrow(
                        () -> new IllegalArgumentException("there is no instruction " + n)))
        .toList();
  }

  private List<InstrCase> cases(Proc p, Harness harness, int first) {
    Random random = new Random(seed ^ p.name().hashCode());
    Numbers numbers = new Numbers(random);
    OperandSearch search = new OperandSearch(p, random, c -> harness.reaches(p, c));
    List<Operands> operands = new ArrayList<>(search.find(executions));
    if (operands.isEmpty()) {
      search = new OperandSearch(p, random, c -> true); // what stands in the way is said below
      operands.addAll(search.find(executions));
    }
    if (operands.isEmpty()) {
      throw new NotTestable("no operands were found that satisfy its assertions");
    }
    while (operands.size() < Math.min(LEAST, executions)) {
      operands.addAll(search.find(executions));
    }
    operands = operands.subList(0, Math.min(operands.size(), executions));
    boolean exact = Exactness.isExact(p);
    List<InstrCase> cases = new ArrayList<>();
    for (Operands o : operands) {
      Proc h = harness.of(p, o, "execute_" + (first + cases.size()));
      boolean special = exact && cases.size() % 2 == 1;
      cases.add(InstrCase.of(p, h, o, numbers, special));
    }
    return cases;
  }

  /** The executions that the back end and the C compiler take; the program is built from them. */
  private List<InstrCase> compilable(
      Path directory, Launch way, List<InstrCase> cases, Map<String, InstrResult> problems)
      throws IOException {
    if (cases.isEmpty() || compile(directory, way, "instructions", cases).isEmpty()) {
      return cases;
    }
    Map<String, List<InstrCase>> byName = new LinkedHashMap<>();
    cases.forEach(c -> byName.computeIfAbsent(c.instr().name(), k -> new ArrayList<>()).add(c));
    List<InstrCase> sound = new ArrayList<>();
    for (Map.Entry<String, List<InstrCase>> e : byName.entrySet()) {
      Optional<String> problem = compile(directory, way, e.getKey(), e.getValue());
      if (problem.isPresent()) {
        problems.put(e.getKey(), InstrResult.failed(e.getKey(), 0, problem.get()));
      } else {
        sound.addAll(e.getValue());
      }
    }
    if (!sound.isEmpty()) {
      compile(directory, way, "instructions", sound)
          .ifPresent(
              said -> {
                throw new NativeBuildException(NativeBuildException.Kind.OTHER, said);
              });
    }
    return sound;
  }

  /** Builds a program; what stands in the way, if something does. */
  private Optional<String> compile(Path directory, Launch way, String name, List<InstrCase> cases)
      throws IOException {
    String text;
    try {
      text = TestProgram.of(cases);
    } catch (ExoException e) {
      return Optional.of("it cannot be compiled to C: " + e.getMessage());
    }
    Path source = directory.resolve(name + ".c");
    Files.writeString(source, text);
    List<String> arguments = new ArrayList<>(FLAGS);
    target
        .filter(t -> way.way() != Launch.Way.MODEL)
        .map(Target::flags)
        .filter(f -> !f.isBlank())
        .ifPresent(f -> arguments.addAll(Arrays.asList(f.trim().split("\\s+"))));
    if (way.way() == Launch.Way.MODEL) {
      arguments.addAll(List.of("-include", model().orElseThrow()));
    }
    arguments.addAll(flags);
    arguments.addAll(List.of("-o", name, name + ".c", "-lm"));
    CommandResult result =
        new Commands(Duration.ofMinutes(5), line -> {}).run(directory, compiler, arguments);
    return result.succeeded()
        ? Optional.empty()
        : Optional.of("the C compiler refuses it: " + result.text());
  }

  private void execute(
      Path directory, Launch way, List<InstrCase> cases, Map<String, InstrResult> results) {
    Map<Integer, String> crashes = new LinkedHashMap<>();
    ProgramOutput output = new ProgramOutput();
    int first = 0;
    while (first < cases.size()) {
      CommandResult run =
          Launcher.run(
              way,
              directory.resolve("instructions"),
              List.of(Integer.toString(first)),
              new Commands(Duration.ofMinutes(5), line -> {}));
      output.read(run.output());
      if (run.succeeded()) {
        break;
      }
      int at = Math.max(first, output.last());
      crashes.put(at, ProgramEnd.of(run.exitCode()).problem(way).orElse("it ended") + noise(run));
      first = at + 1;
    }
    for (int k = 0; k < cases.size(); k++) {
      InstrCase c = cases.get(k);
      String problem =
          output.ended(k)
              ? output.compare(k, c, Exactness.isExact(c.instr()))
              : crashes.getOrDefault(k, "the program did not come to this execution");
      String name = c.instr().name();
      InstrResult before = results.getOrDefault(name, InstrResult.passed(name, 0));
      if (before.status() == InstrResult.Status.PASSED) {
        results.put(
            name,
            problem.isEmpty()
                ? InstrResult.passed(name, before.cases() + 1)
                : InstrResult.failed(name, before.cases() + 1, describe(c, problem)));
      }
    }
  }

  private static String noise(CommandResult run) {
    List<String> said =
        run.output().stream().filter(line -> !line.contains(TestProgram.MARK)).toList();
    return said.isEmpty() ? "" : ": " + String.join("\n", said);
  }

  private static String describe(InstrCase c, String problem) {
    String operands = c.operands().toString();
    return problem + (operands.isEmpty() ? "" : " [" + operands + "]");
  }
}
