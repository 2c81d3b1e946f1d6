package io.exo4j;

import io.exo4j.analysis.EffectText;
import io.exo4j.analysis.FrontEndProofs;
import io.exo4j.analysis.Obligations;
import io.exo4j.analysis.ProofCache;
import io.exo4j.analysis.ProofSession;
import io.exo4j.analysis.Summary;
import io.exo4j.backend.CBackend;
import io.exo4j.backend.CModule;
import io.exo4j.backend.CUnit;
import io.exo4j.check.ClassPathSource;
import io.exo4j.check.ModuleLoader;
import io.exo4j.check.ModuleScope;
import io.exo4j.check.ModuleSource;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.interp.Interpreter;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.schedule.DirectiveRegistry;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.ScheduleScope;
import io.exo4j.yaml.ScheduleLoader;
import io.exo4j.yaml.ScheduleResult;
import io.exo4j.yaml.Steps;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The compiler: parses and proves kernels, schedules them, runs them in the reference interpreter
 * and turns them into C.
 *
 * <pre>{@code
 * Exo exo = Exo.create();
 * Library library = exo.parse("saxpy.exo", text);
 * Procedure fast = exo.schedule(library.procedure("saxpy"), "- split: [i, 8, [io, ii]]", library);
 * String c = exo.compileToC(fast);
 * }</pre>
 *
 * <p>An object may be used by several threads; each has a solver of its own. What one thread
 * proved, the others do not prove again.
 */
public final class Exo {
  private final ModuleLoader loader;
  private final ThreadLocal<ProofSession> sessions;
  private final Consumer<Diagnostic> warnings;
  private final Steps steps;
  private final DirectiveRegistry registry;
  private final ModuleSource source;

  private Exo(
      ClassLoader libraries, ModuleSource source, ProofCache cache, Consumer<Diagnostic> warnings) {
    this.sessions = ThreadLocal.withInitial(() -> new ProofSession(cache));
    this.loader = new ModuleLoader(source, this::prove);
    this.warnings = warnings;
    this.source = source;
    this.registry = DirectiveRegistry.load(libraries);
    this.steps = new Steps(registry, text -> {});
  }

  /** A compiler that finds platform libraries on the class path of this class. */
  public static Exo create() {
    return create(Exo.class.getClassLoader());
  }

  /** A compiler that finds platform libraries through that class loader. */
  public static Exo create(ClassLoader libraries) {
    return new Exo(libraries, ClassPathSource.of(libraries), ProofCache.inMemory(), d -> {});
  }

  /**
   * A compiler for the files of a project.
   *
   * @param libraries finds platform libraries and the kernels of dependencies
   * @param sourceDirectory the root of the project's {@code .exo} files
   * @param cache remembers what earlier builds proved
   * @param warnings told about everything that is not an error
   */
  public static Exo create(
      ClassLoader libraries,
      Path sourceDirectory,
      ProofCache cache,
      Consumer<Diagnostic> warnings) {
    return new Exo(libraries, ClassPathSource.of(libraries, sourceDirectory), cache, warnings);
  }

  /** Like the other one, with the directives that are on the class path of this class. */
  public static Exo create(ModuleSource source, ProofCache cache, Consumer<Diagnostic> warnings) {
    return create(Exo.class.getClassLoader(), source, cache, warnings);
  }

  /**
   * A compiler for modules from anywhere.
   *
   * @param libraries finds libraries of directives
   * @param source finds the texts of imported modules
   * @param cache remembers what earlier builds proved
   * @param warnings told about everything that is not an error
   */
  public static Exo create(
      ClassLoader libraries, ModuleSource source, ProofCache cache, Consumer<Diagnostic> warnings) {
    return new Exo(libraries, source, cache, warnings);
  }

  /**
   * Reads a file: syntax, names, types, and everything that has to be proved about each procedure.
   *
   * @param sourceName for messages; for a file of a project its path below the source directory
   * @throws io.exo4j.diagnostics.ExoException with every independent mistake
   */
  public Library parse(String sourceName, String source) {
    Diagnostics diagnostics = new Diagnostics();
    try {
      ModuleScope module = loader.load(new SourceFile(sourceName, source), diagnostics);
      diagnostics.throwIfErrors();
      diagnostics.list().forEach(warnings);
      return new ParsedLibrary(module, ScheduleScope.of(module, session()));
    } finally {
      session().close();
    }
  }

  private void prove(Proc proc, Diagnostics diagnostics) {
    new FrontEndProofs(session(), diagnostics::add).check(proc);
  }

  /**
   * Applies steps to a procedure.
   *
   * @param yamlSteps a YAML list of steps
   * @param scope what the names in the steps refer to, beside what schedules of {@code p} made
   * @throws io.exo4j.diagnostics.ExoException if a step is malformed or refused
   */
  public Procedure schedule(Procedure p, String yamlSteps, Library scope) {
    try {
      return steps.apply(p, yamlSteps, scope.scope());
    } finally {
      scope.scope().session().close();
    }
  }

  /**
   * Runs a schedule file: reads what it imports, makes its kernels step by step and proves each
   * step.
   *
   * @param sourceName for messages and for imports; for a file of a project its path below the
   *     source directory, for example {@code blas/sgemm.yaml}
   * @param yaml the text of the file
   * @param params values for its parameters instead of its own, by {@code file.name} ({@code
   *     sgemm.MR}); those of other files are ignored
   * @param output takes what {@code print} steps print
   * @return the kernels in the file's order, and everything that its names stand for
   * @throws io.exo4j.diagnostics.ExoException if the file or a module that it imports is wrong, or
   *     a step refuses
   */
  public ScheduleResult load(
      String sourceName, String yaml, Map<String, String> params, Consumer<String> output) {
    try {
      return new ScheduleLoader(registry, loader, source, session(), output)
          .load(new SourceFile(sourceName, yaml), params);
    } finally {
      session().close();
    }
  }

  /** The directives that steps may use. */
  public DirectiveRegistry directives() {
    return registry;
  }

  /**
   * One self-contained C file with these procedures and everything that they call.
   *
   * @throws io.exo4j.diagnostics.ExoException if the back end's checks fail: memories, precisions,
   *     windows
   */
  public String compileToC(Procedure... procedures) {
    return compiled(procedures.length == 0 ? "kernels" : procedures[0].name(), procedures)
        .singleFile();
  }

  private CModule compiled(String library, Procedure... procedures) {
    List<Proc> exported = Arrays.stream(procedures).map(Procedure::proc).toList();
    CModule module = CBackend.compile(CUnit.of(library, exported));
    module.warnings().forEach(warnings);
    return module;
  }

  /**
   * Writes the C file and header of procedures, as {@link #compileToC} does but apart.
   *
   * @param directory is created if it does not exist
   * @param file the name of the C file; the header has the same name with {@code .h}
   * @throws io.exo4j.diagnostics.ExoException if the back end's checks fail; nothing is written
   *     then
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public void compileC(Path directory, String file, Procedure... procedures) {
    String library = file.endsWith(".c") ? file.substring(0, file.length() - 2) : file;
    CModule module = compiled(library, procedures);
    OutputFile.write(directory.resolve(module.headerName()), module.header());
    OutputFile.write(directory.resolve(library + ".c"), module.source());
  }

  /**
   * Proves again everything that is proved about a definition: bounds, extents, calls, parallel
   * loops.
   *
   * @throws io.exo4j.diagnostics.ExoException with everything that could not be proved
   */
  public void checkEffects(Procedure p) {
    Diagnostics diagnostics = new Diagnostics();
    try {
      new FrontEndProofs(session(), diagnostics::add).check(p.proc());
    } finally {
      session().close();
    }
    diagnostics.throwIfErrors();
  }

  /** What a procedure does, one access a line, in program order. */
  public String showEffects(Procedure p) {
    try {
      Summary summary = Summary.of(p.proc(), session());
      return EffectText.of(
          summary.accesses(), summary.info(p.proc().body().get(0).id()).orElseThrow().path());
    } finally {
      session().close();
    }
  }

  /**
   * What one statement does, one access a line.
   *
   * @param stmt a cursor expression or pattern: {@code "for i in _: _"}, {@code "proc.body[0]"}
   * @throws io.exo4j.diagnostics.SchedulingException if there is no such statement
   */
  public String showEffect(Procedure p, String stmt) {
    Stmt s = p.stmt(stmt);
    try {
      Obligations proofs = session().obligations(p.proc());
      return EffectText.of(
          proofs.effects(List.of(s)), proofs.summary().info(s.id()).orElseThrow().path());
    } finally {
      session().close();
    }
  }

  /** The code of a procedure. */
  public Proc getAst(Procedure p) {
    return p.proc();
  }

  /** This thread's proofs. */
  public ProofSession session() {
    return sessions.get();
  }

  /**
   * Runs a procedure in the reference interpreter.
   *
   * @param arguments control arguments as {@code Long} and {@code Boolean}; data as {@code
   *     double[]} ({@code long[]} for i64), row-major, updated in place and rounded to the
   *     argument's precision; a scalar is an array of one
   * @throws io.exo4j.diagnostics.ExoException if the arguments do not fit or the program does
   *     something undefined
   */
  public void interpret(Procedure p, Map<String, Object> arguments) {
    Interpreter.run(p.proc(), arguments);
  }

  /** The names that a file declares. */
  private record ParsedLibrary(ModuleScope module, ScheduleScope scope) implements Library {
    @Override
    public Procedure procedure(String name) {
      return scope
          .procedure(name)
          .orElseThrow(() -> Missing.procedure(name, scope.procedureNames()));
    }

    @Override
    public List<String> procedureNames() {
      return List.copyOf(module.own().procNames());
    }
  }
}
