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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What is proved about a procedure when it is defined: extents are positive, every access and every
 * window is inside its buffer (through a window: inside the window), callees' assertions hold and
 * shapes agree, arguments of a call do not overlap, iterations of parallel loops do not conflict,
 * and the assertions can be satisfied at all.
 */
public final class FrontEndProofs {
  private final ProofSession session;
  private final DiagnosticSink sink;

  /** Proofs in that session; what fails is told to the sink. */
  public FrontEndProofs(ProofSession session, DiagnosticSink sink) {
    this.session = session;
    this.sink = sink;
  }

  /** Proves everything about one procedure; its callees must have been proved before. */
  public void check(Proc proc) {
    try {
      Summary summary = Summary.of(proc, session, new Requirements(session, sink));
      satisfiable(proc, summary);
      new ParallelLoops(summary).stmts(proc.body());
    } catch (ArithmeticException overflow) {
      sink.add(
          Diagnostic.error(
              AnalysisCode.NUMBER_TOO_LARGE,
              proc.span(),
              "a size, index or stride of '" + proc.name() + "' leaves 64 bits"));
    }
  }

  /**
   * {@code inBounds}: proves again what a rewrite may have broken: accesses and windows of the
   * buffers that it touched, and what calls ask for that are given one of them. The first failure,
   * if any.
   */
  public static Optional<Refusal> recheck(Proc proc, ProofSession session, Predicate<Sym> touched) {
    return recheck(
        proc, session, focus(proc, session, () -> Mentions.of(proc, touched)), touched, s -> true);
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
    Optional<Refusal> refused =
        recheck(
            proc,
            session,
            focus(proc, session, () -> statements),
            s -> true,
            s -> s != null && statements.contains(s.id()));
    return refused.isPresent() ? refused : parallelAround(proc, session, statements);
  }

  /** Only some statements, if no other one has a say in what is known before them. */
  private static Focus focus(Proc proc, ProofSession session, Supplier<Set<StmtId>> statements) {
    return session.writes().isSteady(proc)
        ? Focus.on(proc, statements.get(), Set.of())
        : Focus.everything();
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
    for (Stmt.For loop : around) {
      Optional<Refusal> conflict = session.obligations(proc).parallel(loop);
      if (conflict.isPresent()) {
        return conflict;
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> recheck(
      Proc proc, ProofSession session, Focus focus, Predicate<Sym> touched, Predicate<Stmt> where) {
    List<Diagnostic> found = new ArrayList<>();
    Summary.check(proc, session, focus, new Requirements(session, found::add, touched, where));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Diagnostic d = found.get(0);
    return Optional.of(new Refusal(d.message(), d.counterexample(), "", Optional.empty()));
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
