package io.exo4j.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SourceFile;
import java.util.List;
import java.util.stream.Collectors;

/** Text in, text out: what the tests of this package share. */
final class Parsing {
  private Parsing() {}

  static SourceFile file(String text) {
    return new SourceFile("t.exo", text);
  }

  /** Parses a module that must be free of mistakes. */
  static AstModule module(String text) {
    Diagnostics diagnostics = new Diagnostics();
    AstModule module = Parser.parseModule(file(text), diagnostics);
    assertThat(show(diagnostics)).isEmpty();
    return module;
  }

  static String dump(String text) {
    return AstDump.of(module(text));
  }

  /** Parses statements as the body of a procedure; gives them back. */
  static String body(String text) {
    String all = dump("@proc\ndef p():\n" + text.indent(2));
    return all.substring(all.indexOf('\n') + 1).replaceAll("(?m)^  ", "");
  }

  static String expression(String text) {
    Diagnostics diagnostics = new Diagnostics();
    String result = Parser.parseExpression(file(text), diagnostics).map(AstDump::of).orElse("");
    assertThat(show(diagnostics)).isEmpty();
    return result;
  }

  static String pattern(String text) {
    Diagnostics diagnostics = new Diagnostics();
    String result = Parser.parsePattern(file(text), diagnostics).map(AstDump::of).orElse("");
    assertThat(show(diagnostics)).isEmpty();
    return result;
  }

  static List<Diagnostic> mistakes(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Parser.parseModule(file(text), diagnostics);
    return diagnostics.list();
  }

  static List<Diagnostic> mistakesInExpression(String text) {
    Diagnostics diagnostics = new Diagnostics();
    boolean parsed = Parser.parseExpression(file(text), diagnostics).isPresent();
    assertThat(parsed).isEqualTo(!diagnostics.hasErrors());
    return diagnostics.list();
  }

  static List<Diagnostic> mistakesInPattern(String text) {
    Diagnostics diagnostics = new Diagnostics();
    boolean parsed = Parser.parsePattern(file(text), diagnostics).isPresent();
    assertThat(parsed).isEqualTo(!diagnostics.hasErrors());
    return diagnostics.list();
  }

  /** Shows the mistakes in short: one line each with place, code and message. */
  static String brief(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(
            d ->
                d.span().line()
                    + ":"
                    + d.span().column()
                    + " "
                    + d.code().substring(8)
                    + " "
                    + d.message()
                    + "\n")
        .collect(Collectors.joining());
  }

  static String show(Diagnostics diagnostics) {
    return diagnostics.list().stream().map(Diagnostic::render).collect(Collectors.joining("\n"));
  }
}
