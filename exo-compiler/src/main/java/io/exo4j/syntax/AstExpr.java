package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An expression as it was written. Immutable; equality ignores places. Parentheses leave no trace
 * but the shape of the tree. No expression is deeper than {@link Parser#MAX_EXPRESSION_DEPTH}.
 */
public sealed interface AstExpr {
  /** Returns where the expression stands. */
  SourceSpan span();

  /** Calls the visitor's method for this kind of expression. */
  <R> R accept(Visitor<R> visitor);

  /** Itself, if it is a call. */
  default Optional<Call> asCall() {
    return Optional.empty();
  }

  /** What to do for each kind of expression. */
  interface Visitor<R> {
    /** A whole-number literal. */
    R visitInt(IntLiteral e);

    /** A floating-point literal. */
    R visitFloat(FloatLiteral e);

    /** {@code True} or {@code False}. */
    R visitBool(BoolLiteral e);

    /** A name alone. */
    R visitName(Name e);

    /** {@code x[...]}. */
    R visitSubscript(Subscript e);

    /** {@code lo:hi} in a subscript. */
    R visitSlice(Slice e);

    /** {@code -e}. */
    R visitNegate(Negate e);

    /** Two operands and an operator. */
    R visitBinary(Binary e);

    /** {@code a < b <= c}. */
    R visitChain(Chain e);

    /** {@code f(a, b)}. */
    R visitCall(Call e);

    /** {@code stride(x, 0)}. */
    R visitStride(Stride e);

    /** {@code Config.field}. */
    R visitField(Field e);

    /** {@code _} in a pattern. */
    R visitHole(Hole e);
  }

  /**
   * A whole-number literal. A minus sign is a {@link Negate} around it, except for {@code
   * -9223372036854775808}, which has no positive counterpart.
   */
  record IntLiteral(SourceSpan span, long value) implements AstExpr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitInt(this);
    }
  }

  /** A floating-point literal: finite, not negative. */
  record FloatLiteral(SourceSpan span, double value) implements AstExpr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitFloat(this);
    }
  }

  /** {@code True} or {@code False}. */
  record BoolLiteral(SourceSpan span, boolean value) implements AstExpr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBool(this);
    }
  }

  /** A name alone: a scalar, a whole tensor, a size, a loop variable. */
  record Name(SourceSpan span, String id) implements AstExpr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitName(this);
    }

    /** Returns the name with its place. */
    public AstName name() {
      return new AstName(span, id);
    }
  }

  /**
   * {@code x[e, lo:hi]}; at least one index; an index may be a {@link Slice}. In a pattern the base
   * may be a hole.
   */
  record Subscript(SourceSpan span, AstName base, List<AstExpr> indices) implements AstExpr {
    /** Copies the list. */
    public Subscript {
      indices = List.copyOf(indices);
    }

    /** Returns whether one of the indices is a slice, which makes this a window expression. */
    public boolean hasSlice() {
      return indices.stream().anyMatch(i -> i instanceof Slice);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSubscript(this);
    }
  }

  /** {@code lo:hi}, either bound optional. Occurs only as an index of a {@link Subscript}. */
  record Slice(SourceSpan span, Optional<AstExpr> lo, Optional<AstExpr> hi) implements AstExpr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSlice(this);
    }
  }

  /** {@code -e}. */
  record Negate(SourceSpan span, AstExpr operand) implements AstExpr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNegate(this);
    }
  }

  /** {@code left op right}; comparisons with more than two operands are a {@link Chain}. */
  record Binary(SourceSpan span, AstBinaryOp op, AstExpr left, AstExpr right) implements AstExpr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBinary(this);
    }
  }

  /**
   * {@code a < b <= c}: means {@code a < b and b <= c}. Kept as one node so that passes look at
   * each operand once. There are at least three operands and one operator (a comparison) less.
   */
  record Chain(SourceSpan span, List<AstExpr> operands, List<AstBinaryOp> ops) implements AstExpr {
    /** Copies the lists. */
    public Chain {
      operands = List.copyOf(operands);
      ops = List.copyOf(ops);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitChain(this);
    }
  }

  /** {@code f(a, b)}. In a pattern the function may be a hole. */
  record Call(SourceSpan span, AstName function, List<AstExpr> arguments) implements AstExpr {
    /** Copies the list. */
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public Optional<Call> asCall() {
      return Optional.of(this);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitCall(this);
    }
  }

  /** {@code stride(x, 0)}; no dimension (a hole) and a hole for the tensor only in patterns. */
  record Stride(SourceSpan span, AstName tensor, OptionalInt dimension) implements AstExpr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitStride(this);
    }
  }

  /** {@code Config.field}. */
  record Field(SourceSpan span, AstName config, AstName field) implements AstExpr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitField(this);
    }
  }

  /** {@code _}: matches every expression. Occurs only in patterns. */
  record Hole(SourceSpan span) implements AstExpr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitHole(this);
    }
  }
}
