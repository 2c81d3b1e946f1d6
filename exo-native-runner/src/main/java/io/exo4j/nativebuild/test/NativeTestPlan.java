package io.exo4j.nativebuild.test;

import io.exo4j.backend.CBackend;
import io.exo4j.backend.CModule;
import io.exo4j.backend.COptions;
import io.exo4j.backend.CSignature;
import io.exo4j.backend.CUnit;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Target;
import io.exo4j.nativebuild.GeneratedProject;
import io.exo4j.nativebuild.GeneratedProject.Unit;
import io.exo4j.nativebuild.model.Kernel;
import io.exo4j.nativebuild.model.KernelSet;
import io.exo4j.nativebuild.model.ProjectSettings;
import io.exo4j.nativebuild.model.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The tests of a project's kernels: a CMake project as text, and the list of what is in it. Pure:
 * touches no file.
 *
 * @param files the CMake project, by path relative to its directory, which is beside that of the
 *     kernels
 * @param programs the programs that can be built of it
 * @param skipped the kernels that cannot be tested, each with the reason
 * @param warnings what was found and does not stand in the way
 */
public record NativeTestPlan(
    SortedMap<String, String> files,
    List<Program> programs,
    Map<String, String> skipped,
    List<Diagnostic> warnings) {
  /** The name of a group of cases that nobody specified. */
  public static final String DEFAULT_GROUP = "default";

  private static final String HEADER = "exo_test.h";

  /**
   * A program with the tests of the kernels of one C file.
   *
   * @param name its CMake target
   * @param target what it needs of the processor
   * @param modelName the CMake target of the one that is compiled with the functional model
   * @param tests its tests
   */
  public record Program(
      String name, Optional<Target> target, Optional<String> modelName, List<KernelTest> tests) {
    /** Copies the list. */
    public Program {
      tests = List.copyOf(tests);
    }
  }

  /** Copies the collections. */
  public NativeTestPlan {
    files = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(files));
    programs = List.copyOf(programs);
    skipped = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
    warnings = List.copyOf(warnings);
  }

  /**
   * Plans the tests of all kernels: as specified, or, for kernels that nobody specified anything
   * for, with sizes that meet the tail cases of their schedules.
   *
   * @param settings the project
   * @param project what was generated from the kernels
   * @param sets the kernels
   * @param specs the specifications
   * @param models the texts of functional models, by the name that targets give them
   * @throws ExoException if a specification asks for what a kernel forbids
   */
  public static NativeTestPlan of(
      ProjectSettings settings,
      GeneratedProject project,
      List<KernelSet> sets,
      List<TestSpec> specs,
      Function<String, Optional<String>> models) {
    return new Planner(settings, project, specs, models).plan(sets);
  }

  private static final class Planner {
    private final GeneratedProject project;
    private final List<TestSpec> specs;
    private final Function<String, Optional<String>> models;
    private final TestCMake cmake;
    private final SortedMap<String, String> files = new TreeMap<>();
    private final List<Program> programs = new ArrayList<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private final List<Diagnostic> warnings = new ArrayList<>();
    private final List<Diagnostic> errors = new ArrayList<>();
    private final Set<String> ambiguous = new HashSet<>();

    Planner(
        ProjectSettings settings,
        GeneratedProject project,
        List<TestSpec> specs,
        Function<String, Optional<String>> models) {
      this.project = project;
      this.specs = specs;
      this.models = models;
      this.cmake = new TestCMake(settings.cmakeName());
    }

    NativeTestPlan plan(List<KernelSet> sets) {
      Map<String, List<Kernel>> libraries = new TreeMap<>();
      for (KernelSet set : sets) {
        libraries.computeIfAbsent(set.name(), n -> new ArrayList<>()).addAll(set.kernels());
      }
      Set<String> names = new HashSet<>();
      for (List<Kernel> kernels : libraries.values()) {
        kernels.stream().map(Kernel::name).filter(n -> !names.add(n)).forEach(ambiguous::add);
      }
      libraries.forEach(this::library);
      if (!errors.isEmpty()) {
        throw new ExoException(errors);
      }
      files.put("CMakeLists.txt", cmake.text());
      files.put(HEADER, header());
      return new NativeTestPlan(files, programs, skipped, warnings);
    }

    /** What the tests of a kernel are called: its library only where several have that kernel. */
    private String testName(String library, Kernel kernel) {
      return ambiguous.contains(kernel.name()) ? library + "." + kernel.name() : kernel.name();
    }

    private void library(String library, List<Kernel> kernels) {
      List<Unit> units = project.units().stream().filter(u -> u.library().equals(library)).toList();
      Map<Kernel, Proc> sources = new LinkedHashMap<>();
      for (Kernel kernel : kernels) {
        Proc from = kernel.source().orElseGet(kernel::reference);
        Proc plain = Plain.of(from, "exo_source_" + kernel.name());
        try {
          compile(library, List.of(plain));
          sources.put(kernel, plain);
        } catch (ExoException e) {
          skipped.put(
              testName(library, kernel),
              "it cannot be compared with anything: " + e.diagnostics().get(0).message());
        }
      }
      if (sources.isEmpty()) {
        return;
      }
      CModule source = compile(library, List.copyOf(sources.values()));
      String sourceFile = "source/" + library + "_source.c";
      files.put(sourceFile, source.source());
      files.put("source/" + source.headerName(), source.header());
      Map<Kernel, List<TestProgram.Group>> groups = new LinkedHashMap<>();
      sources.forEach((kernel, plain) -> groups.put(kernel, groups(library, kernel, plain)));
      for (Unit unit : units) {
        program(unit, source, sourceFile, sources, groups);
      }
    }

    private static CModule compile(String library, List<Proc> procs) {
      return CBackend.compile(new CUnit(library + "_source", procs, new COptions(false, false)));
    }

    private void program(
        Unit unit,
        CModule source,
        String sourceFile,
        Map<Kernel, Proc> sources,
        Map<Kernel, List<TestProgram.Group>> groups) {
      TestProgram program = new TestProgram(unit.module(), source);
      List<KernelTest> tests = new ArrayList<>();
      Optional<Target> target = Optional.empty();
      for (Map.Entry<Kernel, Proc> entry : sources.entrySet()) {
        Kernel kernel = entry.getKey();
        for (Variant variant : kernel.variants()) {
          Optional<CSignature> function = find(unit.module(), variant.proc());
          if (function.isPresent() && variant.flags().equals(unit.flags())) {
            for (TestProgram.Group group : groups.get(kernel)) {
              program.add(
                  testName(unit.library(), kernel),
                  variant.name(),
                  function.get(),
                  group.expectedFile().isPresent()
                      ? Optional.empty()
                      : find(source, entry.getValue()),
                  group);
              tests.add(
                  new KernelTest(
                      testName(unit.library(), kernel),
                      variant.name(),
                      group.group(),
                      unit,
                      variant.target(),
                      group.cases().size(),
                      group.isLong()));
            }
            target = both(target, variant.target());
          }
        }
      }
      if (program.isEmpty()) {
        return;
      }
      String name = "test_" + unit.name();
      String file = name + ".c";
      files.put(file, program.text());
      cmake.add(new TestCMake.Program(name, unit, sourceFile, file, Optional.empty(), tests));
      Optional<String> modelName = Optional.empty();
      Optional<String> model = target.flatMap(Target::model);
      if (model.isPresent()) {
        Optional<String> text = models.apply(model.get());
        if (text.isPresent()) {
          files.put("models/" + model.get(), text.get());
          modelName = Optional.of(name + "_model");
          cmake.add(new TestCMake.Program(modelName.get(), unit, sourceFile, file, model, tests));
        }
      }
      programs.add(new Program(name, target, modelName, tests));
    }

    /** Code of several targets in one file runs where all of it does. */
    private static Optional<Target> both(Optional<Target> one, Optional<Target> other) {
      if (one.isEmpty() || other.isEmpty()) {
        return one.or(() -> other);
      }
      Target first = one.get();
      Set<String> cpu = new LinkedHashSet<>(first.cpu());
      cpu.addAll(other.get().cpu());
      return Optional.of(
          new Target(
              first.name(),
              first.flags(),
              List.copyOf(cpu),
              first.sde().or(() -> other.get().sde()),
              first.qemu().or(() -> other.get().qemu()),
              first.model().or(() -> other.get().model())));
    }

    private static Optional<CSignature> find(CModule module, Proc proc) {
      return module.exported().stream()
          .filter(f -> f.proc().name().equals(proc.name()))
          .findFirst();
    }

    // ---- cases ----

    private List<TestProgram.Group> groups(String library, Kernel kernel, Proc plain) {
      List<TestProgram.Group> groups = new ArrayList<>();
      Set<String> names = new HashSet<>();
      CaseChooser chooser = new CaseChooser(kernel, plain);
      String test = testName(library, kernel);
      List<TestSpec> own = specs.stream().filter(s -> s.kernel().equals(kernel.name())).toList();
      for (TestSpec spec : own) {
        try {
          if (!spec.sizes().isEmpty() || spec.random().isEmpty()) {
            List<TestCase> cases =
                spec.sizes().isEmpty() ? chooser.standard() : chooser.listed(spec.sizes());
            group(
                chooser,
                groups,
                test,
                kernel,
                plain,
                unused(spec.name(), names),
                cases,
                Optional.of(spec));
          }
          if (spec.random().isPresent()) {
            group(
                chooser,
                groups,
                test,
                kernel,
                plain,
                unused(spec.name() + "_random", names),
                chooser.random(spec.random().get()),
                Optional.of(spec));
          }
        } catch (ExoException e) {
          errors.addAll(e.diagnostics());
        }
      }
      if (own.isEmpty()) {
        group(
            chooser,
            groups,
            test,
            kernel,
            plain,
            DEFAULT_GROUP,
            chooser.standard(),
            Optional.empty());
      }
      return groups;
    }

    private static String unused(String wanted, Set<String> taken) {
      String name = wanted;
      for (int i = 2; !taken.add(name); i++) {
        name = wanted + "_" + i;
      }
      return name;
    }

    private void group(
        CaseChooser chooser,
        List<TestProgram.Group> groups,
        String test,
        Kernel kernel,
        Proc plain,
        String name,
        List<TestCase> cases,
        Optional<TestSpec> spec) {
      if (cases.isEmpty()) {
        String reason = "no sizes were found that satisfy its assertions";
        skipped.put(test, reason);
        warnings.add(
            Diagnostic.warning(
                    NativeTestCode.NO_SIZES,
                    kernel.reference().span(),
                    "kernel " + kernel.name() + " is not tested: " + reason)
                .withHint("give 'sizes' in src/test/exo/" + kernel.name() + ".yaml"));
        return;
      }
      List<Fill> fills = new ArrayList<>();
      for (Arg arg : plain.args()) {
        arg.type()
            .asData()
            .ifPresent(
                data ->
                    fills.add(
                        spec.map(s -> s.inputs().get(arg.name()))
                            .orElseGet(() -> Fill.standard(data.precision()))));
      }
      Optional<String> expected = Optional.empty();
      if (spec.map(TestSpec::interpreter).orElse(false)) {
        expected = Optional.of(test + "." + name + ".txt");
        files.put("data/" + expected.get(), Expected.text(plain, cases, fills));
      }
      groups.add(
          new TestProgram.Group(
              name,
              cases,
              fills,
              spec.flatMap(TestSpec::tolerance),
              chooser.isLong(cases),
              expected));
    }

    private static String header() {
      try (InputStream in = NativeTestPlan.class.getResourceAsStream(HEADER)) {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
