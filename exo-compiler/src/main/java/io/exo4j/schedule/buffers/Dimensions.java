package io.exo4j.schedule.buffers;

import io.exo4j.ir.Stmt;
import io.exo4j.schedule.Context;

/** Dimensions by number. */
final class Dimensions {
  private Dimensions() {}

  /** Refuses if an allocation has no such dimension. */
  static void exists(Context context, Stmt.Alloc a, int dim) {
    int rank = a.type().rank();
    if (dim < 0 || dim >= rank) {
      throw context.refuse(
          a,
          rank == 0
              ? "'" + a.buf() + "' is a scalar, it has no dimensions"
              : "'" + a.buf() + "' has no dimension " + dim + ", only 0 to " + (rank - 1));
    }
  }
}
