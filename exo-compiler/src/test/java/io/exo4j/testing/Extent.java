package io.exo4j.testing;

import java.util.Map;

/**
 * An extent {@code scale * size + offset} of a dimension or loop, with the values that it can have.
 *
 * @param size the size variable; empty for the constant {@code offset}
 */
record Extent(int scale, String size, int offset, int min, int max) {
  static Extent constant(int value) {
    return new Extent(0, "", value, value, value);
  }

  static Extent size(String name, int min, int max) {
    return new Extent(1, name, 0, min, max);
  }

  /** {@code scale * this + offset}. */
  Extent linear(int by, int plus) {
    return new Extent(scale * by, size, offset * by + plus, min * by + plus, max * by + plus);
  }

  boolean isConstant() {
    return size.isEmpty();
  }

  boolean isSize() {
    return scale == 1 && offset == 0 && !isConstant();
  }

  String text() {
    if (isConstant()) {
      return Integer.toString(offset);
    }
    String product = scale == 1 ? size : scale + " * " + size;
    return offset == 0 ? product : product + (offset > 0 ? " + " : " - ") + Math.abs(offset);
  }

  int value(Map<String, Long> sizes) {
    return isConstant() ? offset : (int) (scale * sizes.get(size) + offset);
  }
}
