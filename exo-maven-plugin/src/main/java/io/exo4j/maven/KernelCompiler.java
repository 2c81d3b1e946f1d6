package io.exo4j.maven;

import io.exo4j.Exo;
import io.exo4j.Library;
import io.exo4j.analysis.ProofCache;
import io.exo4j.analysis.SolverUnavailable;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.ir.Proc;
import io.exo4j.maven.KernelSources.KernelFile;
import io.exo4j.maven.KernelSources.NotText;
import io.exo4j.nativebuild.GeneratedProject;
import io.exo4j.nativebuild.ProjectGenerator;
import io.exo4j.nativebuild.model.KernelSet;
import io.exo4j.nativebuild.model.ProjectSettings;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;

/** Takes the kernel files of one project through the compiler. */
final class KernelCompiler {
  private final ProjectSettings settings;
  private final Charset charset;
  private final Problems problems;
  private final Exo exo;

  /**
   * A compiler for one run of one goal.
   *
   * @param settings the project
   * @param charset the encoding of the kernel files
   * @param imports where imports lead
   * @param proofs what earlier builds proved
   * @param problems takes what is wrong with the kernels
   */
  KernelCompiler(
      ProjectSettings settings,
      Charset charset,
      Imports imports,
      ProofCache proofs,
      Problems problems) {
    this.settings = settings;
    this.charset = charset;
    this.problems = problems;
    this.exo = Exo.create(imports, proofs, problems::report);
  }

  /**
   * What was generated.
   *
   * @param project all texts
   * @param summary one line about it
   */
  record Output(GeneratedProject project, String summary) {}

  /**
   * Checks and proves all files, and generates everything that is made of them. Every independent
   * mistake of every file is reported.
   *
   * @throws MojoFailureException if there was one
   */
  Output compile(List<KernelFile> files) throws MojoFailureException {
    List<KernelSet> sets = new ArrayList<>();
    int kernels = 0;
    for (KernelFile file : files) {
      List<Proc> exported = parse(file).map(KernelCompiler::exportedBy).orElse(List.of());
      if (!exported.isEmpty()) {
        sets.add(KernelSet.of(file.path(), exported));
        kernels += exported.size();
      }
    }
    problems.failIfAny();
    GeneratedProject project = generate(sets);
    return new Output(
        project,
        "%d kernel%s of %d file%s proved"
            .formatted(kernels, plural(kernels), files.size(), plural(files.size())));
  }

  private static String plural(int count) {
    return count == 1 ? "" : "s";
  }

  private static List<Proc> exportedBy(Library library) {
    return library.module().own().procs().values().stream()
        .filter(proc -> proc.exported() && proc.instr().isEmpty())
        .toList();
  }

  private GeneratedProject generate(List<KernelSet> sets) throws MojoFailureException {
    try {
      GeneratedProject project = ProjectGenerator.generate(settings, sets);
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
   * Checks all files and prints procedures.
   *
   * @param kernel the name of a procedure, perhaps with {@code file.exo:} before it; empty for all
   * @throws MojoFailureException if a file has a mistake or there is no such procedure
   */
  List<String> print(List<KernelFile> files, String kernel) throws MojoFailureException {
    int colon = kernel.lastIndexOf(':');
    String name = kernel.substring(colon + 1);
    List<String> texts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (KernelFile file : files) {
      if (colon >= 0 && !file.path().equals(kernel.substring(0, colon))) {
        continue;
      }
      Optional<Library> library = parse(file);
      if (library.isPresent()) {
        for (String candidate : library.get().procedureNames()) {
          names.add(candidate);
          if (name.isEmpty() || candidate.equals(name)) {
            texts.add(library.get().procedure(candidate).print());
          }
        }
      }
    }
    problems.failIfAny();
    if (texts.isEmpty()) {
      throw new MojoFailureException(
          kernel.isEmpty()
              ? "There are no procedures"
              : "There is no procedure '" + kernel + "'; there are: " + String.join(", ", names));
    }
    return texts;
  }

  private Optional<Library> parse(KernelFile file) throws MojoFailureException {
    try {
      return Optional.of(exo.parse(file.path(), KernelSources.decode(file.bytes(), charset)));
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
