package io.exo4j.maven;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.Severity;
import io.exo4j.diagnostics.SourceSpan;
import java.io.File;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.codehaus.plexus.build.BuildContext;

/**
 * Collects diagnostics and reports them the three ways that a Maven user meets them: in the log
 * with the line of source and its caret; as {@code file:[line,column] message} in the failure,
 * which IDEs and CI services turn into annotations; and through the build context as markers in an
 * editor.
 */
final class Problems {
  private static final int SHOWN_IN_FAILURE = 20;

  private final Log log;
  private final Optional<BuildContext> editor;
  private final Function<String, File> files;
  private final boolean failOnWarning;
  private final List<String> fatal = new ArrayList<>();
  private final Set<String> fatalFiles = new LinkedHashSet<>();
  private final Set<String> seen = new HashSet<>();
  private int errors;
  private int warnings;

  /**
   * Starts a collection.
   *
   * @param editor shows markers; absent where no editor runs the build, for what Maven has in its
   *     place would only say everything again
   * @param files finds the file that a diagnostic calls by a name
   * @param failOnWarning whether a warning fails the build too
   */
  Problems(
      Log log, Optional<BuildContext> editor, Function<String, File> files, boolean failOnWarning) {
    this.log = log;
    this.editor = editor;
    this.files = files;
    this.failOnWarning = failOnWarning;
  }

  /**
   * Reports one diagnostic to the log and the editor; once, however many files import the one that
   * it is about.
   */
  void report(Diagnostic diagnostic) {
    if (!seen.add(diagnostic.render())) {
      return;
    }
    boolean warning = diagnostic.severity() == Severity.WARNING;
    if (diagnostic.severity() == Severity.NOTE) {
      log.info(diagnostic.render());
      return;
    }
    String place = place(diagnostic.span());
    String message = diagnostic.message() + " [" + diagnostic.code() + "]";
    String text = place + withoutHead(diagnostic);
    if (warning) {
      warnings++;
      log.warn(text);
    } else {
      errors++;
      log.error(text);
    }
    if (!warning || failOnWarning) {
      fatal.add(place + message);
      if (!diagnostic.span().isNone()) {
        fatalFiles.add(diagnostic.span().file().name());
      }
    }
    if (!diagnostic.span().isNone()) {
      editor.ifPresent(
          context ->
              context.addMessage(
                  files.apply(diagnostic.span().file().name()),
                  diagnostic.span().line(),
                  diagnostic.span().column(),
                  message,
                  warning ? BuildContext.SEVERITY_WARNING : BuildContext.SEVERITY_ERROR,
                  null));
    }
  }

  /** Fails the build if anything was reported that must. */
  void failIfAny() throws MojoFailureException {
    if (fatal.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    text.append(count(errors, "error"));
    if (errors == 0) {
      text.setLength(0);
      text.append(count(warnings, "warning")).append(" (and failOnWarning is set)");
    }
    if (!fatalFiles.isEmpty()) {
      text.append(" in ").append(count(fatalFiles.size(), "kernel file"));
    }
    fatal.stream().limit(SHOWN_IN_FAILURE).forEach(line -> text.append('\n').append(line));
    if (fatal.size() > SHOWN_IN_FAILURE) {
      text.append("\n... and ").append(fatal.size() - SHOWN_IN_FAILURE).append(" more");
    }
    throw new MojoFailureException(text.toString());
  }

  private String place(SourceSpan span) {
    return span.isNone()
        ? ""
        : "%s:[%d,%d] ".formatted(files.apply(span.file().name()), span.line(), span.column());
  }

  /**
   * The rendered diagnostic without the place and the severity, which Maven shows in its own way.
   */
  private static String withoutHead(Diagnostic diagnostic) {
    String head =
        (diagnostic.span().isNone() ? "" : diagnostic.span() + ": ")
            + diagnostic.severity().label()
            + ": ";
    return diagnostic.render().substring(head.length());
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
