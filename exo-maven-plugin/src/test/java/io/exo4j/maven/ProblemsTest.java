package io.exo4j.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.Severity;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.SourceSpan;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  private static final SourceFile FILE = new SourceFile("a.exo", "x = 1\ny = value\n");

  private final List<String> logged = new ArrayList<>();

  private Problems problems(boolean failOnWarning) {
    SystemStreamLog log =
        new SystemStreamLog() {
          @Override
          public void error(CharSequence text) {
            logged.add("E " + text);
          }

          @Override
          public void warn(CharSequence text) {
            logged.add("W " + text);
          }
        };
    return new Problems(log, Optional.empty(), name -> new File("/src", name), failOnWarning);
  }

  private static Diagnostic diagnostic(Severity severity, int start) {
    return new Diagnostic(
        severity,
        "EXO-X-001",
        new SourceSpan(FILE, start, start + 5),
        "'value' is not defined",
        Optional.of("did you mean 'values'?"),
        Optional.empty(),
        List.of());
  }

  @Test
  void anErrorIsShownWithPlaceAndCaretAndFails() {
    Problems problems = problems(false);
    problems.report(diagnostic(Severity.ERROR, 10));
    assertThat(logged)
        .singleElement()
        .asString()
        .startsWith("E /src/a.exo:[2,5] 'value' is not defined [EXO-X-001]\n")
        .contains("y = value\n", "^^^^^", "did you mean 'values'?");
    assertThatThrownBy(problems::failIfAny)
        .isInstanceOf(MojoFailureException.class)
        .hasMessage(
            "1 error in 1 kernel file\n/src/a.exo:[2,5] 'value' is not defined [EXO-X-001]");
  }

  @Test
  void theSameMistakeIsReportedOnce() {
    Problems problems = problems(false);
    problems.report(diagnostic(Severity.ERROR, 10));
    problems.report(diagnostic(Severity.ERROR, 10));
    problems.report(diagnostic(Severity.ERROR, 0));
    assertThat(logged).hasSize(2);
    assertThatThrownBy(problems::failIfAny).hasMessageStartingWith("2 errors in 1 kernel file\n");
  }

  @Test
  void aWarningFailsOnlyWhereThatIsAsked() {
    Problems tolerant = problems(false);
    tolerant.report(diagnostic(Severity.WARNING, 10));
    assertThat(logged).singleElement().asString().startsWith("W /src/a.exo:[2,5] ");
    assertThatCode(tolerant::failIfAny).doesNotThrowAnyException();

    Problems strict = problems(true);
    strict.report(diagnostic(Severity.WARNING, 10));
    assertThatThrownBy(strict::failIfAny)
        .hasMessageStartingWith("1 warning (and failOnWarning is set) in 1 kernel file\n");
  }

  @Test
  void aLongListIsCut() {
    SourceFile file = new SourceFile("b.exo", "x\n".repeat(100));
    Problems problems = problems(false);
    for (int i = 0; i < 50; i++) {
      problems.report(
          new Diagnostic(
              Severity.ERROR,
              "EXO-X-001",
              new SourceSpan(file, 2 * i, 2 * i + 1),
              "wrong",
              Optional.empty(),
              Optional.empty(),
              List.of()));
    }
    assertThatThrownBy(problems::failIfAny)
        .hasMessageStartingWith("50 errors in 1 kernel file\n")
        .hasMessageEndingWith("\n... and 30 more");
  }
}
