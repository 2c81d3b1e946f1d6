package io.exo4j.analysis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What is known to hold at a place: assertions, positive sizes, loop bounds, conditions. A list
 * that grows at its end and shares its beginning.
 */
public final class Path {
  private final Path parent;
  private final Formula last;
  private List<Formula> list;
  private Facts facts;

  private Path(Path parent, Formula last) {
    this.parent = parent;
    this.last = last;
  }

  /** Nothing is known. */
  public static Path empty() {
    return new Path(null, Formula.TRUE);
  }

  /** The same and one formula more. */
  public Path and(Formula f) {
    return f == Formula.TRUE ? this : new Path(this, f);
  }

  /** Everything that is known, oldest first. */
  public List<Formula> formulas() {
    if (list == null) {
      List<Formula> out = new ArrayList<>();
      for (Path p = this; p.parent != null; p = p.parent) {
        out.add(p.last);
      }
      Collections.reverse(out);
      list = List.copyOf(out);
    }
    return list;
  }

  /**
   * What came after {@code prefix}, which must be a beginning of this path; otherwise everything.
   */
  public List<Formula> since(Path prefix) {
    List<Formula> out = new ArrayList<>();
    Path p = this;
    for (; p != prefix && p.parent != null; p = p.parent) {
      out.add(p.last);
    }
    Collections.reverse(out);
    return out;
  }

  /** The prepared facts, made once. */
  Facts facts() {
    if (facts == null) {
      facts = new Facts(formulas());
    }
    return facts;
  }

  /** The path before the newest formula, if there is one. */
  Optional<Path> parent() {
    return Optional.ofNullable(parent);
  }
}
