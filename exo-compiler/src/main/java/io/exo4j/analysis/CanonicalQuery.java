package io.exo4j.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of an obligation with its variables numbered by first occurrence, so that equal
 * obligations of different builds have equal texts. It is the whole obligation, not a digest of it.
 */
final class CanonicalQuery implements Formula.Visitor<Void> {
  private final StringBuilder out = new StringBuilder();
  private final Map<Object, Integer> numbers = new HashMap<>();

  private CanonicalQuery() {}

  static String of(List<Formula> hypotheses, Formula goal) {
    CanonicalQuery q = new CanonicalQuery();
    for (Formula h : hypotheses) {
      h.accept(q);
      q.out.append(';');
    }
    q.out.append('|');
    goal.accept(q);
    return q.out.toString();
  }

  private void number(Object variable) {
    out.append(numbers.computeIfAbsent(variable, v -> numbers.size()));
  }

  private void form(Affine e) {
    out.append(e.constant());
    for (int i = 0; i < e.size(); i++) {
      Atom a = e.atom(i);
      out.append('+').append(e.coef(i));
      if (a.isDiv()) {
        out.append('(');
        form(a.num());
        out.append('/').append(a.divisor()).append(')');
      } else {
        out.append('v');
        number(a);
      }
    }
  }

  @Override
  public Void constant(boolean value) {
    out.append(value);
    return null;
  }

  @Override
  public Void nonNegative(Affine e) {
    out.append('G');
    form(e);
    return null;
  }

  @Override
  public Void zero(Affine e, boolean equal) {
    out.append(equal ? 'E' : 'N');
    form(e);
    return null;
  }

  @Override
  public Void bool(Formula.BoolVar v, boolean positive) {
    out.append(positive ? 'b' : 'n');
    number(v);
    return null;
  }

  @Override
  public Void and(List<Formula> parts) {
    return list("&(", parts);
  }

  @Override
  public Void or(List<Formula> parts) {
    return list("?(", parts);
  }

  private Void list(String open, List<Formula> parts) {
    out.append(open);
    for (Formula p : parts) {
      p.accept(this);
      out.append(',');
    }
    out.append(')');
    return null;
  }

  @Override
  public Void quantified(boolean forAll, List<Atom> variables, Formula body) {
    out.append(forAll ? 'A' : 'X');
    for (Atom v : variables) {
      number(v);
      out.append('.');
    }
    return list("(", List.of(body));
  }
}
