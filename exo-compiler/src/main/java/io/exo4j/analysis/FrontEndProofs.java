package io.exo4j.analysis;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.DiagnosticSink;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Expr;
import io.exo4j.ir.LoopMode;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is proved about a procedure when it is defined: extents are positive, every access and every
 * window is inside its buffer (through a window: inside the window), callees' assertions hold and
 * shapes agree, arguments of a call do not overlap, iterations of parallel loops do not conflict,
 * and the assertions can be satisfied at all.
 */
public final class FrontEndProofs {
  private final ProofSession session;
  private final DiagnosticSink sink;
  private final Predicate<Sym> relevant;
  private final Predicate<Stmt> where;
  private final Set<String> reported = new HashSet<>();

  /** Proofs in that session; what fails is told to the sink. */
  public FrontEndProofs(ProofSession session, DiagnosticSink sink) {
    this(session, sink, s -> true, s -> true);
  }

  private FrontEndProofs(
      ProofSession session, DiagnosticSink sink, Predicate<Sym> relevant, Predicate<Stmt> where) {
    this.session = session;
    this.sink = sink;
    this.relevant = relevant;
    this.where = where;
  }

  /** Proves everything about one procedure; its callees must have been proved before. */
  public void check(Proc proc) {
    reported.clear();
    Summary summary = Summary.of(proc, session, this::require);
    satisfiable(proc, summary);
    new ParallelLoops(summary).stmts(proc.body());
  }

  /**
   * {@code inBounds}: proves again what a rewrite may have broken: accesses and windows of the
   * buffers that it touched, and everything that calls ask for. The first failure, if any.
   */
  public static Optional<Refusal> recheck(Proc proc, ProofSession session, Predicate<Sym> touched) {
    return recheck(proc, session, touched, s -> true);
  }

  /**
   * Proves everything that some statements ask for, for example a call that a rewrite has put in:
   * windows inside their buffers, positive sizes, shapes, assertions of the callee, no overlap; and
   * that the parallel loops around them are still parallel. What is inside loops and branches
   * counts as theirs only if it is named itself; what the signature asks for (for which there is no
   * statement) does not count. The first failure, if any.
   */
  public static Optional<Refusal> recheckAt(
      Proc proc, ProofSession session, Set<StmtId> statements) {
    return recheck(proc, session, s -> true, s -> s != null && statements.contains(s.id()))
        .or(() -> parallelAround(proc, session, statements));
  }

  /** The parallel loops around the statements must still be parallel. */
  private static Optional<Refusal> parallelAround(
      Proc proc, ProofSession session, Set<StmtId> statements) {
    List<Stmt.For> around = new ArrayList<>();
    new Walker() {
      private boolean found;

      @Override
      public void stmt(Stmt s) {
        found |= statements.contains(s.id());
        super.stmt(s);
      }

      @Override
      public void expr(Expr e) {
        // loops are statements
      }

      @Override
      public Void forStmt(Stmt.For s) {
        boolean before = found;
        found = false;
        super.forStmt(s);
        if (found && s.mode() == LoopMode.PAR) {
          around.add(s);
        }
        found |= before;
        return null;
      }
    }.stmts(proc.body());
    return around.stream().flatMap(f -> session.obligations(proc).parallel(f).stream()).findFirst();
  }

  private static Optional<Refusal> recheck(
      Proc proc, ProofSession session, Predicate<Sym> touched, Predicate<Stmt> where) {
    List<Diagnostic> found = new ArrayList<>();
    FrontEndProofs proofs = new FrontEndProofs(session, found::add, touched, where);
    Checks checks =
        (code, path, goal, span, what, stmt, about) -> {
          // a loop that ends before it starts runs no iteration: only the front end minds
          if (code != AnalysisCode.NEGATIVE_TRIP_COUNT) {
            proofs.require(code, path, goal, span, what, stmt, about);
          }
        };
    Summary.check(proc, session, checks);
    return found.stream()
        .findFirst()
        .map(d -> new Refusal(d.message(), d.counterexample(), "", Optional.empty()));
  }

  private void satisfiable(Proc proc, Summary summary) {
    Path start = summary.info(proc.body().get(0).id()).map(StmtInfo::path).orElse(Path.empty());
    if (!proc.preds().isEmpty() && session.holds("satisfiable", start.formulas(), Formula.FALSE)) {
      SourceSpan at = proc.preds().get(0).span();
      sink.add(
          Diagnostic.error(
                  AnalysisCode.ASSERTION_UNSATISFIABLE,
                  at.isNone() ? proc.span() : at,
                  "no arguments satisfy the assertions of '" + proc.name() + "' together")
              .withHint("the procedure could never be called"));
    }
  }

  private void require(
      AnalysisCode code,
      Path path,
      Formula goal,
      SourceSpan span,
      String what,
      Stmt stmt,
      Optional<Buffer> about) {
    if (about.flatMap(Buffer::sym).map(s -> !relevant.test(s)).orElse(false) || !where.test(stmt)) {
      return;
    }
    if (goal == Formula.TRUE || path.facts().prove(goal)) {
      return;
    }
    String key = code.id() + span.start() + ":" + span.end() + what;
    Verdict v = session.prove(code.name(), what, path.formulas(), goal);
    if (v.proved() || !reported.add(key)) {
      return;
    }
    Diagnostic d =
        Diagnostic.error(
            code,
            span,
            v.outcome() == Verdict.Outcome.UNKNOWN ? "could not be decided: " + what : what);
    sink.add(v.values().isEmpty() ? d : d.withCounterexample(v.values()));
  }

  /** Reports the parallel loops whose iterations conflict, at any depth. */
  private final class ParallelLoops extends Walker {
    private final Summary summary;

    ParallelLoops(Summary summary) {
      this.summary = summary;
    }

    @Override
    public Void forStmt(Stmt.For s) {
      if (s.mode() == LoopMode.PAR) {
        new Obligations(summary)
            .parallel(s)
            .ifPresent(
                r -> {
                  Diagnostic d =
                      Diagnostic.error(
                          AnalysisCode.PARALLEL_CONFLICT,
                          s.span(),
                          "iterations of the parallel loop on '"
                              + s.iter().name()
                              + "' conflict: "
                              + r.reason());
                  sink.add(
                      r.counterexample().isPresent()
                          ? d.withCounterexample(r.counterexample())
                          : d);
                });
      }
      return super.forStmt(s);
    }
  }
}
