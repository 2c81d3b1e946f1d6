package io.exo4j.analysis;

import java.util.List;

/** A formula visitor in which every kind gives one value until a subclass names it. */
abstract class FormulaDefault<T> implements Formula.Visitor<T> {
  private final T other;

  FormulaDefault(T other) {
    this.other = other;
  }

  @Override
  public T constant(boolean value) {
    return other;
  }

  @Override
  public T nonNegative(Affine e) {
    return other;
  }

  @Override
  public T zero(Affine e, boolean equal) {
    return other;
  }

  @Override
  public T bool(Formula.BoolVar v, boolean positive) {
    return other;
  }

  @Override
  public T and(List<Formula> parts) {
    return other;
  }

  @Override
  public T or(List<Formula> parts) {
    return other;
  }

  @Override
  public T quantified(boolean forAll, List<Atom> variables, Formula body) {
    return other;
  }
}
