package io.exo4j.yaml;

import io.exo4j.analysis.ConfigKey;
import io.exo4j.analysis.ProofSession;
import io.exo4j.check.ModuleLoader;
import io.exo4j.check.ModuleScope;
import io.exo4j.check.ModuleSource;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.diagnostics.Suggest;
import io.exo4j.ir.AlphaEquivalence;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.schedule.DirectiveRegistry;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.ScheduleScope;
import io.exo4j.schedule.procs.Rename;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Runs schedule files. Confined to one thread, as the proof session is. */
public final class ScheduleLoader {
  private final DirectiveRegistry registry;
  private final Imports imports;
  private final ProofSession session;
  private final Consumer<String> output;

  /**
   * A loader.
   *
   * @param registry the directives that steps may use
   * @param modules loads and checks {@code .exo} modules
   * @param source finds the texts of modules and libraries; the same that {@code modules} uses
   * @param session proves what has to be proved
   * @param output takes what {@code print} prints
   */
  public ScheduleLoader(
      DirectiveRegistry registry,
      ModuleLoader modules,
      ModuleSource source,
      ProofSession session,
      Consumer<String> output) {
    this.registry = registry;
    this.imports = new Imports(modules, source);
    this.session = session;
    this.output = output;
  }

  /**
   * Runs a schedule file.
   *
   * @param file the file; its name is its path below the source directory
   * @param params values for its parameters, by {@code file.name} ({@code sgemm.MR}); those of
   *     other files are ignored
   * @throws ExoException if the file, or a module that it imports, is wrong, or a step refuses
   */
  public ScheduleResult load(SourceFile file, Map<String, String> params) {
    ScheduleFile schedule = ScheduleFile.read(file);
    Variables vars = schedule.evaluateParams(given(schedule, params));
    List<ScheduleFile> files = new ArrayList<>();
    List<ScheduleFile> inOrder = new ArrayList<>();
    collect(schedule, files, inOrder, new HashSet<>());
    Map<String, Operation> operations = operations(files, vars);
    List<ScheduleFile.Kernel> kernels = schedule.parseKernels(registry, operations.keySet());
    Diagnostics diagnostics = new Diagnostics();
    ModuleScope module = imports.modules(files, diagnostics);
    diagnostics.throwIfErrors();

    List<ScheduleFile> libraries = inOrder.subList(0, inOrder.size() - 1);
    ScheduleScope scope = derived(libraries, operations, ScheduleScope.of(module, session));
    List<ScheduledKernel> done = new ArrayList<>();
    StepRunner runner =
        new StepRunner(operations, new Expectations(name -> imports.file(schedule, name)), output);
    for (ScheduleFile.Kernel k : kernels) {
      ScheduledKernel result = run(k, runner, scope, vars, done);
      done.add(result);
      scope = result.procedure().scope().with(result.procedure());
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : vars.names()) {
      values.put(name, vars.get(name, SourceSpan.NONE).text());
    }
    List<OperationSummary> summaries =
        operations.values().stream().map(OperationSummary::of).toList();
    return new ScheduleResult(done, values, summaries, scope);
  }

  /**
   * The scope with the procedures that libraries make.
   *
   * @param libraries in an order in which each comes behind those that it imports
   */
  private ScheduleScope derived(
      List<ScheduleFile> libraries, Map<String, Operation> operations, ScheduleScope start) {
    ScheduleScope scope = start;
    for (ScheduleFile library : libraries) {
      Variables vars = library.evaluateParams(Map.of());
      StepRunner runner =
          new StepRunner(operations, new Expectations(name -> imports.file(library, name)), output);
      for (ScheduleFile.Kernel k : library.parseKernels(registry, operations.keySet())) {
        if (k.export()) {
          throw Errors.of(
              YamlCode.UNSUPPORTED,
              k.span(),
              "'" + k.name() + "' is in a library, which exports no kernels",
              Optional.of("add 'export: false': files that import the library can use it"));
        }
        Procedure p = run(k, runner, scope, vars, List.of()).procedure();
        scope = p.scope().with(p);
      }
    }
    return scope;
  }

  /** The parameters given for this file, by their own names. */
  private static Map<String, String> given(ScheduleFile schedule, Map<String, String> params) {
    String name = schedule.file().name().replace('\\', '/');
    String base = name.substring(name.lastIndexOf('/') + 1).replaceFirst("\\.ya?ml$", "");
    List<String> known = schedule.params().stream().map(p -> p.key().text()).toList();
    Map<String, String> out = new LinkedHashMap<>();
    for (Map.Entry<String, String> e : params.entrySet()) {
      if (e.getKey().startsWith(base + ".")) {
        String param = e.getKey().substring(base.length() + 1);
        if (!known.contains(param)) {
          throw Errors.of(
              YamlCode.UNKNOWN_PARAMETER,
              schedule.file().span(0, 0),
              "this schedule has no parameter '" + param + "' (given as " + e.getKey() + ")",
              Suggest.didYouMean(param, known).or(() -> Optional.of("it has: " + known)));
        }
        out.put(param, e.getValue());
      }
    }
    return out;
  }

  private Map<String, Operation> operations(List<ScheduleFile> files, Variables vars) {
    Map<String, ScheduleFile> definedIn = new LinkedHashMap<>();
    for (ScheduleFile f : files) {
      for (Tree.Pair p : f.operations()) {
        ScheduleFile other = definedIn.putIfAbsent(p.key().text(), f);
        if (other != null) {
          throw Errors.of(
              YamlCode.NAME_TAKEN,
              p.key().span(),
              "the operation '"
                  + p.key().text()
                  + "' is defined in "
                  + other.file().name()
                  + " too");
        }
      }
    }
    Set<String> names = definedIn.keySet();
    Map<String, Operation> out = new LinkedHashMap<>();
    for (ScheduleFile f : files) {
      Variables own = f == files.get(0) ? vars : f.evaluateParams(Map.of());
      out.putAll(f.parseOperations(registry, names, own));
    }
    new Recursion(out).check();
    return out;
  }

  /**
   * The file and the libraries that it imports, directly or not.
   *
   * @param inOrder gets the same, each behind those that it imports
   */
  private void collect(
      ScheduleFile f, List<ScheduleFile> out, List<ScheduleFile> inOrder, Set<String> seen) {
    if (!seen.add(f.file().name())) {
      return;
    }
    out.add(f);
    for (SourceFile library : imports.libraries(f)) {
      collect(ScheduleFile.read(library), out, inOrder, seen);
    }
    inOrder.add(f);
  }

  private ScheduledKernel run(
      ScheduleFile.Kernel k,
      StepRunner runner,
      ScheduleScope scope,
      Variables vars,
      List<ScheduledKernel> done) {
    Interpolation in = new Interpolation(vars);
    String from = text(k.from(), in);
    Procedure start = procedure(from, k.from(), scope);
    Procedure p = runner.run(k.steps(), named(start, k.name()), vars);
    Optional<String> target = k.target().map(t -> text(t, in));
    if (target.isPresent() && scope.module().target(target.get()).isEmpty()) {
      throw Errors.of(
          YamlCode.UNKNOWN_PROCEDURE,
          k.target().get().span(),
          "there is no target '" + target.get() + "'",
          Suggest.didYouMean(target.get(), scope.module().targets().keySet()));
    }
    Optional<String> variantOf = k.variantOf().map(t -> text(t, in));
    Procedure result = named(p, k.name());
    if (variantOf.isPresent()) {
      Tree.Scalar at = k.variantOf().get();
      requireVariant(at, procedure(variantOf.get(), at, scope), result);
    }
    return new ScheduledKernel(k.name(), result, from, k.export(), target, variantOf, k.span());
  }

  /** Callers of the base may get the variant, so they must not be able to tell them apart. */
  private static void requireVariant(Tree.Scalar at, Procedure base, Procedure variant) {
    Optional<Set<ConfigKey>> differ = variant.scope().equivalentModulo(base, variant);
    String what = "'" + variant.name() + "' is no variant of '" + base.name() + "': ";
    if (differ.isEmpty()) {
      throw Errors.of(
          YamlCode.NOT_A_VARIANT,
          at.span(),
          what + "they are not known to compute the same",
          Optional.of(
              "start both from the same procedure; a step that changes what callers see, such as "
                  + "partial_eval, makes something new"));
    }
    if (!differ.get().isEmpty()) {
      throw Errors.of(
          YamlCode.NOT_A_VARIANT,
          at.span(),
          what + "afterwards these may have another value: " + differ.get());
    }
    if (!AlphaEquivalence.procs(signature(base.proc()), signature(variant.proc()))) {
      throw Errors.of(YamlCode.NOT_A_VARIANT, at.span(), what + "their arguments are not the same");
    }
  }

  private static Proc signature(Proc p) {
    return p.withName("signature")
        .withPreds(List.of())
        .withInstr(Optional.empty())
        .withBody(List.of(new Stmt.Pass(new StmtId(), SourceSpan.NONE)));
  }

  private static Procedure named(Procedure p, String name) {
    return p.name().equals(name) ? p : p.apply(Rename.of(name));
  }

  private static String text(Tree.Scalar s, Interpolation in) {
    return in.splice(s.text(), s.span(), new LinkedHashMap<>());
  }

  private static Procedure procedure(String name, Tree.Scalar at, ScheduleScope scope) {
    Optional<Procedure> p = scope.procedure(name);
    if (p.isPresent()) {
      return p.get();
    }
    throw Errors.of(
        YamlCode.UNKNOWN_PROCEDURE,
        at.span(),
        "there is no kernel or procedure '" + name + "'",
        Suggest.didYouMean(name, scope.procedureNames())
            .or(
                () ->
                    Optional.of("a kernel can be made from one of an import, or from one above")));
  }
}
