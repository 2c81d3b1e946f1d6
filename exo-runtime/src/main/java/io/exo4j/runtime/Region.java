package io.exo4j.runtime;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The places that an argument covers, to decide whether two arguments may overlap. Built only where
 * that is possible at all: for two arguments in the same array or in overlapping memory, of which a
 * kernel writes at least one.
 *
 * <p>Disjointness is proved, never guessed: by the bounds, or because the two keep apart modulo one
 * of the strides (columns of a matrix, blocks side by side, the real and imaginary parts of a
 * vector). What cannot be proved counts as overlap.
 */
public final class Region {
  private record Dimension(long extent, long stride) {
    long span() {
      return (extent - 1) * stride;
    }
  }

  private final String name;
  private final long low;
  private final long high; // inclusive
  private final long unit;
  private final List<Dimension> dimensions;

  private Region(String name, long first, long unit, Stream<Dimension> dimensions) {
    this.name = name;
    this.unit = unit;
    this.dimensions =
        dimensions
            .filter(dimension -> dimension.extent > 1)
            .map(dimension -> new Dimension(dimension.extent, dimension.stride * unit))
            .toList();
    this.low = first + this.dimensions.stream().mapToLong(d -> Math.min(d.span(), 0)).sum();
    this.high =
        first + this.dimensions.stream().mapToLong(d -> Math.max(d.span(), 0)).sum() + unit - 1;
  }

  /**
   * A dense tensor, checked by {@link Checks#dense}.
   *
   * @param name the argument, for the message
   * @param first where it begins: the offset in an array, or the byte address of the first element
   * @param unit the size of an element in what {@code first} counts: 1 for arrays, else its bytes
   * @param extents the size of each dimension; none for a scalar
   * @return the tensor's elements
   */
  public static Region dense(String name, long first, long unit, long... extents) {
    long count = 1;
    for (long extent : extents) {
      count *= extent;
    }
    return new Region(name, first, unit, Stream.of(new Dimension(count, 1)));
  }

  /**
   * A window, checked by {@link Checks#window}.
   *
   * @param name the argument, for the message
   * @param first where its first element is: the offset in an array, or its byte address
   * @param unit the size of an element in what {@code first} counts: 1 for arrays, else its bytes
   * @param extentsAndStrides an extent, its stride in elements, the next extent …
   * @return the window's elements
   */
  public static Region window(String name, long first, long unit, long... extentsAndStrides) {
    return new Region(
        name,
        first,
        unit,
        IntStream.range(0, extentsAndStrides.length / 2)
            .mapToObj(d -> new Dimension(extentsAndStrides[2 * d], extentsAndStrides[2 * d + 1])));
  }

  /**
   * Refuses two arguments that may share an element.
   *
   * @param other the other argument, counted from the same place in the same units
   * @throws IllegalArgumentException naming both
   */
  public void requireDisjoint(Region other) {
    if (!isDisjoint(other)) {
      throw new IllegalArgumentException(
          name + " and " + other.name + " overlap, and the kernel writes to one of them");
    }
  }

  /** Whether the two are proved to share nothing. */
  boolean isDisjoint(Region other) {
    return high < other.low
        || other.high < low
        || Stream.concat(dimensions.stream(), other.dimensions.stream())
            .mapToLong(dimension -> Math.abs(dimension.stride))
            .filter(stride -> stride > 1)
            .distinct()
            .anyMatch(stride -> isDisjointModulo(stride, other));
  }

  /** Modulo {@code m}, each region lies in one interval of a circle; do the two keep apart? */
  private boolean isDisjointModulo(long m, Region other) {
    long width = widthModulo(m);
    long otherWidth = other.widthModulo(m);
    return width < m
        && otherWidth < m
        && Math.floorMod(other.low - low, m) > width
        && Math.floorMod(low - other.low, m) > otherWidth;
  }

  private long widthModulo(long m) {
    return unit
        - 1
        + dimensions.stream()
            .filter(dimension -> dimension.stride % m != 0)
            .mapToLong(dimension -> Math.abs(dimension.span()))
            .sum();
  }
}
