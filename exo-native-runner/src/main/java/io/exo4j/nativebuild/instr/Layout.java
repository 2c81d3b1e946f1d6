package io.exo4j.nativebuild.instr;

import io.exo4j.ir.Arg;
import io.exo4j.ir.DataType;
import java.util.Arrays;
import java.util.List;

/**
 * Where the elements of one data operand are: a box inside of a dense array.
 *
 * @param arg the formal argument
 * @param extents how many elements the operand has, per dimension; empty for a scalar
 * @param array the extents of the array; it has one dimension more than the operand if neighbours
 *     along the last dimension are not to be neighbours in memory
 * @param start where in the array the operand begins
 */
record Layout(Arg arg, List<Long> extents, List<Long> array, List<Long> start) {
  Layout {
    extents = List.copyOf(extents);
    array = List.copyOf(array);
    start = List.copyOf(start);
  }

  DataType type() {
    return arg.type().asData().orElseThrow();
  }

  /** Whether the operand is in memory as C has it. */
  boolean inMemory() {
    return arg.memory().isDram();
  }

  /** The number of elements of the array. */
  long size() {
    return array.stream().reduce(1L, Math::multiplyExact);
  }

  /** The strides of the operand, in elements. */
  long[] strides() {
    long[] all = new long[array.size()];
    long step = 1;
    for (int d = array.size() - 1; d >= 0; d--) {
      all[d] = step;
      step *= array.get(d);
    }
    return Arrays.copyOf(all, extents.size());
  }

  /** Whether an element of the array, by its row-major position, is one of the operand's. */
  boolean contains(long position) {
    long rest = position;
    for (int d = array.size() - 1; d >= 0; d--) {
      long at = rest % array.get(d) - start.get(d);
      rest /= array.get(d);
      if (at < 0 || at >= (d < extents.size() ? extents.get(d) : 1)) {
        return false;
      }
    }
    return true;
  }

  /** The subscripts of an element of the operand, by its row-major position in the array. */
  String subscripts(long position) {
    long[] at = new long[array.size()];
    long rest = position;
    for (int d = array.size() - 1; d >= 0; d--) {
      at[d] = rest % array.get(d) - start.get(d);
      rest /= array.get(d);
    }
    return extents.isEmpty() ? "" : Arrays.toString(Arrays.copyOf(at, extents.size()));
  }
}
