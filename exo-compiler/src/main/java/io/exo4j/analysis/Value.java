package io.exo4j.analysis;

/**
 * The symbolic value of a configuration field. Data values are opaque integers: only their equality
 * means something.
 */
public sealed interface Value {
  /** The condition under which it equals another value of the same kind. */
  Formula equalTo(Value other);

  /** True if it depends on something about which nothing is known. */
  boolean mentionsVariableFrom(int intMark, int boolMark);

  /** An integer, or the name of a data value. */
  record Int(Affine value) implements Value {
    @Override
    public Formula equalTo(Value other) {
      return other instanceof Int o ? Formula.equal(value, o.value) : Formula.FALSE;
    }

    @Override
    public boolean mentionsVariableFrom(int intMark, int boolMark) {
      boolean[] found = {false};
      value.variables(v -> found[0] |= v.id() >= intMark);
      return found[0];
    }
  }

  /** A truth value. */
  record Bool(Formula value) implements Value {
    @Override
    public Formula equalTo(Value other) {
      return other instanceof Bool o ? Formula.iff(value, o.value) : Formula.FALSE;
    }

    @Override
    public boolean mentionsVariableFrom(int intMark, int boolMark) {
      boolean[] found = {false};
      value.variables(v -> found[0] |= v.id() >= intMark);
      value.boolVariables(v -> found[0] |= v.id() >= boolMark);
      return found[0];
    }
  }
}
