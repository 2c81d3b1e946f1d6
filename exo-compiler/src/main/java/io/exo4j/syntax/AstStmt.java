package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceSpan;
import java.util.List;
import java.util.Optional;

/**
 * A statement as it was written. Immutable; equality ignores places. Statements are nested no
 * deeper than {@link Parser#MAX_STATEMENT_DEPTH}. Assertions are not statements here: they belong
 * to the procedure.
 */
public sealed interface AstStmt {
  /** Returns where the statement stands, its blocks included. */
  SourceSpan span();

  /** Calls the visitor's method for this kind of statement. */
  <R> R accept(Visitor<R> visitor);

  /** What to do for each kind of statement. */
  interface Visitor<R> {
    /** {@code x[i] = e}, or {@code w = x[0:n]}. */
    R visitAssign(Assign s);

    /** {@code x[i] += e}. */
    R visitReduce(Reduce s);

    /** {@code x : f32[n] @ MEM}. */
    R visitAlloc(Alloc s);

    /** {@code Config.field = e}. */
    R visitFieldAssign(FieldAssign s);

    /** {@code pass}. */
    R visitPass(Pass s);

    /** {@code for i in seq(lo, hi):}. */
    R visitFor(For s);

    /** {@code if c:}. */
    R visitIf(If s);

    /** {@code f(a, b)}. */
    R visitCall(Call s);

    /** {@code _} in a pattern. */
    R visitHole(Hole s);
  }

  /**
   * {@code x = e} or {@code x[i, j] = e}. Whether {@code w = x[i, 0:n]} defines a window or assigns
   * a scalar depends on what is bound, so it is the checker that tells. Without brackets {@code
   * indices} is empty; no index is a slice.
   */
  record Assign(SourceSpan span, AstName target, List<AstExpr> indices, AstExpr value)
      implements AstStmt {
    /** Copies the list. */
    public Assign {
      indices = List.copyOf(indices);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAssign(this);
    }
  }

  /** {@code x += e} or {@code x[i, j] += e}. */
  record Reduce(SourceSpan span, AstName target, List<AstExpr> indices, AstExpr value)
      implements AstStmt {
    /** Copies the list. */
    public Reduce {
      indices = List.copyOf(indices);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitReduce(this);
    }
  }

  /** {@code x : f32[n] @ MEM}. */
  record Alloc(SourceSpan span, AstName name, AstType type, Optional<AstName> memory)
      implements AstStmt {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitAlloc(this);
    }
  }

  /** {@code Config.field = e}. */
  record FieldAssign(SourceSpan span, AstName config, AstName field, AstExpr value)
      implements AstStmt {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitFieldAssign(this);
    }
  }

  /** {@code pass}. */
  record Pass(SourceSpan span) implements AstStmt {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitPass(this);
    }
  }

  /**
   * {@code for i in seq(lo, hi):}. For {@code for i in _:} in a pattern, mode is ANY and both
   * bounds are holes.
   */
  record For(
      SourceSpan span, AstName iter, AstLoopMode mode, AstExpr lo, AstExpr hi, List<AstStmt> body)
      implements AstStmt {
    /** Copies the list. */
    public For {
      body = List.copyOf(body);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitFor(this);
    }
  }

  /**
   * {@code if c:}; {@code orElse} is empty if there is no else, and a single {@code If} for an
   * {@code elif}.
   */
  record If(SourceSpan span, AstExpr condition, List<AstStmt> body, List<AstStmt> orElse)
      implements AstStmt {
    /** Copies the lists. */
    public If {
      body = List.copyOf(body);
      orElse = List.copyOf(orElse);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitIf(this);
    }
  }

  /** {@code f(a, b)}. In a pattern the procedure may be a hole. */
  record Call(SourceSpan span, AstName procedure, List<AstExpr> arguments) implements AstStmt {
    /** Copies the list. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCall(this);
    }
  }

  /** {@code _}: matches any number of statements. Occurs only in patterns. */
  record Hole(SourceSpan span) implements AstStmt {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitHole(this);
    }
  }
}
