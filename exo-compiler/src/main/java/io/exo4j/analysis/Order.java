package io.exo4j.analysis;

import io.exo4j.analysis.Conflicts.Instance;
import java.util.ArrayList;
import java.util.List;

/** When accesses happen. */
final class Order {
  private Order() {}

  /**
   * The ways in which one instance of an access can come before one of another, each a conjunction:
   * lexicographically in the iterations of the loops that enclose both, then in program order.
   *
   * @param depth so many of the enclosing loops are in the same iteration for both
   */
  static List<List<Formula>> before(int depth, Access a, Instance ia, Access b, Instance ib) {
    int common = BufferProofs.common(a.frames(), b.frames());
    List<List<Formula>> out = new ArrayList<>();
    List<Formula> equal = new ArrayList<>();
    for (int k = depth; k < common; k++) {
      Affine i = ia.of(a.frames().get(k).iter());
      Affine j = ib.of(b.frames().get(k).iter());
      List<Formula> way = new ArrayList<>(equal);
      way.add(Formula.less(i, j));
      out.add(way);
      equal.add(Formula.equal(i, j));
    }
    if (a.order() < b.order()) {
      out.add(equal);
    }
    return out;
  }
}
