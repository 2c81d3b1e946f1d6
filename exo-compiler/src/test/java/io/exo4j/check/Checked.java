package io.exo4j.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.ir.Proc;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks texts in tests. */
final class Checked {
  private Checked() {}

  /** A checked text and what was said about it. */
  record Result(ModuleScope scope, List<Diagnostic> diagnostics) {
    List<String> codes() {
      return diagnostics.stream().map(Diagnostic::code).toList();
    }

    String rendered() {
      return String.join("\n", diagnostics.stream().map(Diagnostic::render).toList());
    }
  }

  static Result check(ModuleLoader loader, String name, String text) {
    Diagnostics diagnostics = new Diagnostics();
    ModuleScope scope = loader.load(new SourceFile(name, text), diagnostics);
    return new Result(scope, diagnostics.list());
  }

  static Result check(String text) {
    return check(new ModuleLoader(ModuleSource.none(), ProcPass.none()), "test.exo", text);
  }

  /** The scope of a text without mistakes. */
  static ModuleScope good(String text) {
    Result result = check(text);
    assertThat(result.rendered()).isEmpty();
    return result.scope();
  }

  /** The last procedure of a text without mistakes. */
  static Proc last(String text) {
    List<Proc> procs = List.copyOf(good(text).own().procs().values());
    return procs.get(procs.size() - 1);
  }

  /** Modules given as texts, by path. */
  static ModuleSource modules(Map<String, String> files, Map<String, String> resources) {
    return new ModuleSource() {
      @Override
      public Optional<SourceFile> file(String path) {
        return Optional.ofNullable(files.get(path)).map(t -> new SourceFile(path, t));
      }

      @Override
      public Optional<SourceFile> resource(String path) {
        return Optional.ofNullable(resources.get(path)).map(t -> new SourceFile(path, t));
      }

      @Override
      public List<String> files() {
        return List.copyOf(files.keySet());
      }

      @Override
      public List<String> resources() {
        return List.copyOf(resources.keySet());
      }
    };
  }
}
