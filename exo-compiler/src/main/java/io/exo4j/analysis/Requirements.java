package io.exo4j.analysis;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.DiagnosticSink;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Proves what a procedure needs to be safe, as it is found, and reports what is not proved. */
final class Requirements implements Checks {
  private final ProofSession session;
  private final DiagnosticSink sink;
  private final Optional<Predicate<Sym>> touched;
  private final Predicate<Stmt> where;
  private final Set<String> reported = new HashSet<>();

  /** Everything that a definition needs. */
  Requirements(ProofSession session, DiagnosticSink sink) {
    this(session, sink, Optional.empty(), s -> true);
  }

  /**
   * What a rewrite may have broken. A loop that ends before it starts runs no iteration: only the
   * front end minds.
   *
   * @param touched the buffers whose accesses and windows count
   * @param where the statements that count; null stands for the signature
   */
  Requirements(
      ProofSession session, DiagnosticSink sink, Predicate<Sym> touched, Predicate<Stmt> where) {
    this(session, sink, Optional.of(touched), where);
  }

  private Requirements(
      ProofSession session,
      DiagnosticSink sink,
      Optional<Predicate<Sym>> touched,
      Predicate<Stmt> where) {
    this.session = session;
    this.sink = sink;
    this.touched = touched;
    this.where = where;
  }

  @Override
  public boolean minds(Stmt stmt) {
    return where.test(stmt);
  }

  @Override
  public boolean minds(Buffer buffer) {
    return touched.isEmpty() || buffer.isConfig() || touched.get().test(buffer.sym().orElseThrow());
  }

  @Override
  public void require(
      AnalysisCode code, Path path, Formula goal, SourceSpan span, Supplier<String> what) {
    if (goal == Formula.TRUE
        || code == AnalysisCode.NEGATIVE_TRIP_COUNT && touched.isPresent()
        || path.facts().prove(goal)) {
      return;
    }
    String text = what.get();
    String key = code.id() + span.start() + ":" + span.end() + text;
    Verdict v = session.prove(code.name(), text, path.formulas(), goal);
    if (v.proved() || !reported.add(key)) {
      return;
    }
    Diagnostic d =
        Diagnostic.error(
            code,
            span,
            v.outcome() == Verdict.Outcome.UNKNOWN ? "could not be decided: " + text : text);
    sink.add(v.values().isEmpty() ? d : d.withCounterexample(v.values()));
  }
}
