package io.exo4j.interp;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Stmt;
import java.util.Optional;

/** A place in a procedure: where an error of the statement being executed is reported. */
record Site(SourceSpan span, Optional<Stmt> stmt, Optional<Scope> scope) {
  /** The first line of the statement, for places that no source text belongs to. */
  Optional<String> text() {
    return stmt.map(s -> Printer.print(s).lines().findFirst().orElse("").trim());
  }
}
