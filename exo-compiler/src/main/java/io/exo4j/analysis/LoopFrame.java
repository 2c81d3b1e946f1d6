package io.exo4j.analysis;

import io.exo4j.ir.Stmt;
import java.util.List;

/**
 * A loop that encloses an access: one symbolic iteration of it.
 *
 * @param loop the loop
 * @param iter the loop variable
 * @param lo the lower bound
 * @param hi the upper bound
 * @param intMark integer variables from this id on belong to the iteration (or to something later)
 * @param boolMark boolean variables from this id on likewise
 */
public record LoopFrame(Stmt.For loop, Atom iter, Affine lo, Affine hi, int intMark, int boolMark) {
  /** {@code lo <= iter < hi}. */
  Formula inRange() {
    Affine i = lo.terms().of(iter);
    return Formula.and(Formula.geq(i, lo), Formula.less(i, hi));
  }

  /** How many of the outermost loops two places have in common. */
  static int common(List<LoopFrame> a, List<LoopFrame> b) {
    int n = 0;
    while (n < a.size() && n < b.size() && a.get(n) == b.get(n)) {
      n++;
    }
    return n;
  }
}
