package io.exo4j.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.check.ModuleLoader;
import io.exo4j.check.ModuleScope;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.ir.Proc;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text in, text out: what the tests of this package share. */
final class Kernels {
  private static final Pattern FUNCTION = Pattern.compile("(?m)^(static )?(void|int) \\w+\\(");

  private Kernels() {}

  /** The procedures of a file without mistakes. */
  static Map<String, Proc> procs(String text) {
    Diagnostics diagnostics = new Diagnostics();
    ModuleScope scope =
        ModuleLoader.of(Kernels.class.getClassLoader())
            .load(new SourceFile("t.exo", text), diagnostics);
    assertThat(diagnostics.list()).filteredOn(d -> d.severity().label().equals("error")).isEmpty();
    return scope.procs();
  }

  /** The last procedure of a file. */
  static Proc proc(String text) {
    List<Proc> all = List.copyOf(procs(text).values());
    return all.get(all.size() - 1);
  }

  /** The library of the last procedure. */
  static CModule compile(String text) {
    return CBackend.compile(CUnit.of("lib", List.of(proc(text))));
  }

  /** The text of the functions: what follows the helpers. */
  static String functions(String text) {
    String source = compile(text).source();
    Matcher first = FUNCTION.matcher(source);
    assertThat(first.find()).isTrue();
    return source.substring(first.start());
  }

  /** What is refused, one code and message per line. */
  static String refusals(String text) {
    try {
      compile(text);
    } catch (ExoException e) {
      return lines(e.diagnostics());
    }
    return "";
  }

  static String lines(List<Diagnostic> diagnostics) {
    StringBuilder b = new StringBuilder();
    for (Diagnostic d : diagnostics) {
      b.append(d.span().line()).append(": ").append(d.code()).append(' ').append(d.message());
      b.append('\n');
    }
    return b.toString();
  }
}
