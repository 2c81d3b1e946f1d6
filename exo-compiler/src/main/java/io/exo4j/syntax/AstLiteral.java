package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceSpan;

/** A constant outside procedures: the value of a setting of a memory or a target. */
public sealed interface AstLiteral {
  /** Returns where it stands. */
  SourceSpan span();

  /** Calls the visitor's method for this kind of literal. */
  <R> R accept(Visitor<R> visitor);

  /** What to do for each kind of literal. */
  interface Visitor<R> {
    /** A string. */
    R visitText(Text literal);

    /** A whole number. */
    R visitInt(Int literal);

    /** A floating-point number. */
    R visitFloat(Float literal);

    /** {@code True} or {@code False}. */
    R visitBool(Bool literal);
  }

  /** A string, escapes decoded and adjacent strings joined. */
  record Text(SourceSpan span, String value) implements AstLiteral {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitText(this);
    }
  }

  /** A whole number, possibly negative. */
  record Int(SourceSpan span, long value) implements AstLiteral {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitInt(this);
    }
  }

  /** A floating-point number, finite, possibly negative. */
  record Float(SourceSpan span, double value) implements AstLiteral {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitFloat(this);
    }
  }

  /** {@code True} or {@code False}. */
  record Bool(SourceSpan span, boolean value) implements AstLiteral {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBool(this);
    }
  }
}
