package io.exo4j.maven;

import io.exo4j.Exo;
import io.exo4j.Library;
import io.exo4j.analysis.ProofCache;
import io.exo4j.analysis.SolverUnavailable;
import io.exo4j.check.ModuleScope;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.diagnostics.Suggest;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.maven.KernelSources.KernelFile;
import io.exo4j.maven.KernelSources.NotText;
import io.exo4j.nativebuild.GeneratedProject;
import io.exo4j.nativebuild.ProjectGenerator;
import io.exo4j.nativebuild.model.KernelSet;
import io.exo4j.nativebuild.model.ProjectSettings;
import io.exo4j.nativebuild.report.KernelStory;
import io.exo4j.nativebuild.test.NativeTestCode;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.Version;
import io.exo4j.yaml.ScheduleResult;
import io.exo4j.yaml.ScheduledKernel;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;

/** Takes the kernel and schedule files of one project through the compiler. */
final class KernelCompiler {
  private final ProjectSettings settings;
  private final Charset charset;
  private final Problems problems;
  private final Map<String, String> params;
  private final Consumer<String> output;
  private final Imports imports;
  private final Exo exo;

  /**
   * A compiler for one run of one goal.
   *
   * @param settings the project
   * @param charset the encoding of the kernel files
   * @param imports where imports lead
   * @param proofs what earlier builds proved
   * @param problems takes what is wrong with the kernels
   * @param params values for parameters of schedule files, by {@code file.parameter}
   * @param output takes what {@code print} steps of schedules print
   */
  KernelCompiler(
      ProjectSettings settings,
      Charset charset,
      Imports imports,
      ProofCache proofs,
      Problems problems,
      Map<String, String> params,
      Consumer<String> output) {
    this.params = params;
    this.output = output;
    this.settings = settings;
    this.charset = charset;
    this.problems = problems;
    this.imports = imports;
    this.exo = Exo.create(imports, proofs, problems::report);
  }

  /**
   * What was generated.
   *
   * @param settings the Maven project
   * @param sets the kernels
   * @param project all texts
   * @param summary one line about it
   */
  record Output(
      ProjectSettings settings, List<KernelSet> sets, GeneratedProject project, String summary) {}

  /**
   * Checks and proves all files, and generates everything that is made of them. Every independent
   * mistake of every file is reported.
   *
   * @throws MojoFailureException if there was one
   */
  Output compile(List<KernelFile> files) throws MojoFailureException {
    Loaded loaded = load(files);
    KernelSets exported = new KernelSets();
    loaded.libraries().forEach((f, l) -> exported.add(f, procs(l)));
    loaded.schedules().forEach(exported::add);
    List<KernelSet> sets = exported.build();
    int kernels = exported.count();
    GeneratedProject project = generate(sets);
    return new Output(
        settings,
        sets,
        project,
        "%d kernel%s of %d file%s proved"
            .formatted(kernels, plural(kernels), files.size(), plural(files.size())));
  }

  private static String plural(int count) {
    return count == 1 ? "" : "s";
  }

  private static List<Proc> procs(Library library) {
    return List.copyOf(library.module().own().procs().values());
  }

  /** All files of the project, checked. */
  private record Loaded(
      Map<KernelFile, Library> libraries, Map<KernelFile, ScheduleResult> schedules) {}

  /**
   * Reads everything, kernels before schedules.
   *
   * @throws MojoFailureException if there is a mistake anywhere
   */
  private Loaded load(List<KernelFile> files) throws MojoFailureException {
    ScheduleParams.requireFiles(params, files);
    Loaded loaded = new Loaded(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (KernelFile file : files) {
      if (!file.isSchedule()) {
        read(file, text -> exo.parse(file.path(), text))
            .ifPresent(library -> loaded.libraries().put(file, library));
      }
    }
    for (KernelFile file : files) {
      if (file.isSchedule()) {
        read(file, text -> exo.load(file.path(), text, params, output))
            .ifPresent(result -> loaded.schedules().put(file, result));
      }
    }
    problems.failIfAny();
    return loaded;
  }

  /**
   * Checks all files and lists what schedules can use.
   *
   * @param detail whether to describe parameters too
   * @throws MojoFailureException if a file has a mistake
   */
  String discover(List<KernelFile> files, boolean detail) throws MojoFailureException {
    Loaded loaded = load(files);
    Map<String, ModuleScope> modules = new LinkedHashMap<>();
    loaded.libraries().forEach((file, library) -> modules.put(file.path(), library.module()));
    Map<String, ScheduleResult> schedules = new LinkedHashMap<>();
    loaded.schedules().forEach((file, result) -> schedules.put(file.path(), result));
    return KernelListing.of(exo.directives(), modules, schedules, detail);
  }

  /**
   * Reads a module that a test specification names: a file of the project, or of a library.
   *
   * @param span where it is named
   * @throws MojoFailureException if there is none, or it has a mistake
   */
  ModuleScope module(String name, SourceSpan span) throws IOException, MojoFailureException {
    Optional<SourceFile> own = imports.file(name);
    Optional<SourceFile> file = own.isPresent() ? own : imports.resource("exo/" + name);
    try {
      if (file.isPresent()) {
        return exo.parse(file.get().name(), file.get().text()).module();
      }
      problems.report(
          Diagnostic.error(NativeTestCode.UNKNOWN_MODULE, span, "there is no module '" + name + "'")
              .withHint(
                  Suggest.didYouMean(
                      name,
                      Stream.concat(
                              imports.files().stream(),
                              imports.resources().stream().map(r -> r.substring("exo/".length())))
                          .toList())));
    } catch (ExoException e) {
      e.diagnostics().forEach(problems::report);
    }
    problems.failIfAny();
    throw new IllegalStateException(name);
  }

  /**
   * Checks all files and tells how each kernel came to be: those of schedules, and of the others
   * those that are exported.
   *
   * @throws MojoFailureException if a file has a mistake
   */
  List<KernelStory> stories(List<KernelFile> files) throws MojoFailureException {
    Loaded loaded = load(files);
    List<KernelStory> out = new ArrayList<>();
    loaded
        .schedules()
        .forEach(
            (file, schedule) -> {
              for (ScheduledKernel k : schedule.kernels()) {
                out.add(
                    new KernelStory(
                        file.path(),
                        k.name(),
                        k.target(),
                        k.variantOf(),
                        k.export(),
                        k.procedure().version().history(),
                        c(k.procedure())));
              }
            });
    loaded
        .libraries()
        .forEach(
            (file, library) -> {
              for (Proc p : procs(library)) {
                if (p.exported() && p.instr().isEmpty()) {
                  Procedure procedure = library.procedure(p.name());
                  out.add(
                      new KernelStory(
                          file.path(),
                          p.name(),
                          Optional.empty(),
                          Optional.empty(),
                          true,
                          procedure.version().history(),
                          c(procedure)));
                }
              }
            });
    return out;
  }

  /** The C of one procedure, or what is wrong with it: an internal one may need a caller. */
  private String c(Procedure procedure) {
    try {
      return exo.compileToC(procedure);
    } catch (ExoException e) {
      return e.getMessage();
    }
  }

  private GeneratedProject generate(List<KernelSet> sets) throws MojoFailureException {
    try {
      GeneratedProject project = ProjectGenerator.generate(settings, sets, imports::header);
      project.warnings().forEach(problems::report);
      problems.failIfAny();
      return project;
    } catch (ExoException e) {
      e.diagnostics().forEach(problems::report);
      problems.failIfAny();
      throw e;
    }
  }

  /**
   * Checks all files and prints procedures. What a schedule makes goes before the procedure of the
   * same name that it was made from.
   *
   * @param kernel the name of a procedure, perhaps with {@code file.exo:} before it; empty for all
   * @param step how it stands after that many directives
   * @throws MojoFailureException if a file has a mistake or there is no such procedure or step
   */
  List<String> print(List<KernelFile> files, String kernel, Optional<Integer> step)
      throws MojoFailureException {
    Loaded loaded = load(files);
    int colon = kernel.lastIndexOf(':');
    String name = kernel.substring(colon + 1);
    Map<String, Procedure> scheduled = new LinkedHashMap<>();
    Map<String, Procedure> written = new LinkedHashMap<>();
    loaded
        .schedules()
        .forEach(
            (f, s) ->
                s.kernels().forEach(k -> scheduled.put(f.path() + ":" + k.name(), k.procedure())));
    loaded
        .libraries()
        .forEach(
            (f, l) ->
                l.procedureNames().forEach(n -> written.put(f.path() + ":" + n, l.procedure(n))));
    List<Procedure> chosen = choose(scheduled, kernel, name, colon >= 0);
    if (chosen.isEmpty() || name.isEmpty()) {
      chosen.addAll(choose(written, kernel, name, colon >= 0));
    }
    if (chosen.isEmpty()) {
      List<String> names = new ArrayList<>();
      scheduled.values().forEach(p -> names.add(p.name()));
      written.values().forEach(p -> names.add(p.name()));
      throw new MojoFailureException(
          kernel.isEmpty()
              ? "There are no procedures"
              : "There is no procedure '" + kernel + "'; there are: " + String.join(", ", names));
    }
    List<String> texts = new ArrayList<>();
    for (Procedure p : chosen) {
      texts.add(step.isPresent() ? after(p, step.get()) : p.print());
    }
    return texts;
  }

  private static List<Procedure> choose(
      Map<String, Procedure> from, String kernel, String name, boolean exact) {
    List<Procedure> found = new ArrayList<>();
    from.forEach(
        (place, p) -> {
          if (kernel.isEmpty() || (exact ? place.equals(kernel) : p.name().equals(name))) {
            found.add(p);
          }
        });
    return found;
  }

  private static String after(Procedure p, int step) throws MojoFailureException {
    List<Version> history = p.version().history();
    int last = history.size() - 1;
    if (step < 0 || step > last) {
      throw new MojoFailureException(
          "%s has %d step%s; there is no step %d".formatted(p.name(), last, plural(last), step));
    }
    Version version = history.get(step);
    String title =
        step == 0
            ? "# as written"
            : "# after step %d of %d: %s%s"
                .formatted(step, last, version.step(), version.isUnsafe() ? " (unsafe)" : "");
    return title + System.lineSeparator() + Printer.print(version.proc());
  }

  private interface Reader<T> {
    T read(String text);
  }

  private <T> Optional<T> read(KernelFile file, Reader<T> reader) throws MojoFailureException {
    try {
      return Optional.of(reader.read(KernelSources.decode(file.bytes(), charset)));
    } catch (SolverUnavailable e) {
      // The same for every file: said once.
      e.diagnostics().forEach(problems::report);
      problems.failIfAny();
      throw e;
    } catch (ExoException e) {
      e.diagnostics().forEach(problems::report);
      return Optional.empty();
    } catch (NotText e) {
      throw e.in(file.file());
    }
  }
}
