package io.exo4j.nativebuild.test;

import java.util.List;

/**
 * The arguments of one call.
 *
 * @param controls the values of sizes, indices, strides and truth values, in the order of the
 *     kernel's arguments
 * @param layouts where the elements of each buffer are, in the order of the arguments
 */
record TestCase(List<Long> controls, List<Layout> layouts) {
  TestCase {
    controls = List.copyOf(controls);
    layouts = List.copyOf(layouts);
  }

  /**
   * The elements of a buffer.
   *
   * @param extents how many along each dimension
   * @param strides how far apart along each dimension, in elements
   */
  record Layout(List<Long> extents, List<Long> strides) {
    Layout {
      extents = List.copyOf(extents);
      strides = List.copyOf(strides);
    }

    /** How many elements lie from the first to the last. */
    long storage() {
      long last = 0;
      for (int d = 0; d < extents.size(); d++) {
        last += (extents.get(d) - 1) * strides.get(d);
      }
      return last + 1;
    }
  }
}
