package io.exo4j;

import io.exo4j.diagnostics.Code;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.diagnostics.Suggest;
import java.util.Collection;

/** What was asked for by name and does not exist. */
enum Missing implements Code {
  /** No procedure of that name. */
  PROCEDURE("EXO-API-001", "no such procedure");

  private final String id;
  private final String title;

  Missing(String id, String title) {
    this.id = id;
    this.title = title;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String title() {
    return title;
  }

  static ExoException procedure(String name, Collection<String> known) {
    return new ExoException(
        Diagnostic.error(PROCEDURE, SourceSpan.NONE, "there is no procedure '" + name + "'")
            .withHint(Suggest.didYouMean(name, known)));
  }
}
