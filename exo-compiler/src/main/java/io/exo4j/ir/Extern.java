package io.exo4j.ir;

import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A scalar C function of data values.
 *
 * @param name its name in the object language
 * @param arity the number of arguments
 * @param overloads one per precision that it supports
 */
public record Extern(String name, int arity, List<Overload> overloads) {
  /** Copies the list. */
  public Extern {
    overloads = List.copyOf(overloads);
  }

  @Override
  public boolean equals(Object o) {
    return this == o
        || o instanceof Extern e
            && e.name.equals(name)
            && e.arity == arity
            && e.overloads.equals(overloads);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + arity;
  }

  /** The overload whose parameters all have that precision, if there is one. */
  public Optional<Overload> overload(Precision precision) {
    for (Overload o : overloads) {
      if (o.params().equals(Collections.nCopies(o.params().size(), precision))) {
        return Optional.of(o);
      }
    }
    return Optional.empty();
  }

  /**
   * One signature.
   *
   * @param params the parameters' precisions
   * @param result the result's precision
   * @param template the C expression; {@code {0}}, {@code {1}} … stand for the arguments
   * @param global text that the C file needs once; may be empty
   */
  public record Overload(List<Precision> params, Precision result, String template, String global) {
    /** Copies the list. */
    public Overload {
      params = List.copyOf(params);
    }
  }
}
