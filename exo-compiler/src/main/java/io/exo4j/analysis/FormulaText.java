package io.exo4j.analysis;

import java.util.List;
import java.util.stream.Collectors;

/** Formulas as text for people. */
final class FormulaText implements Formula.Visitor<String> {
  private FormulaText() {}

  static String of(Formula f) {
    return f.accept(new FormulaText());
  }

  @Override
  public String constant(boolean value) {
    return value ? "True" : "False";
  }

  @Override
  public String nonNegative(Affine e) {
    return e + " >= 0";
  }

  @Override
  public String zero(Affine e, boolean equal) {
    return e + (equal ? " == 0" : " != 0");
  }

  @Override
  public String bool(Formula.BoolVar v, boolean positive) {
    return positive ? v.name() : "not " + v.name();
  }

  @Override
  public String and(List<Formula> parts) {
    return join(parts, " and ");
  }

  @Override
  public String or(List<Formula> parts) {
    return join(parts, " or ");
  }

  private String join(List<Formula> parts, String op) {
    return parts.stream().map(p -> p.accept(this)).collect(Collectors.joining(op, "(", ")"));
  }

  @Override
  public String quantified(boolean forAll, List<Atom> variables, Formula body) {
    return (forAll ? "for all " : "for some ") + variables + ": " + body.accept(this);
  }
}
