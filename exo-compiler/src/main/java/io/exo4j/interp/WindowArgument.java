package io.exo4j.interp;

/**
 * A strided view of an array, as the value of a window argument. Element {@code (i, j, …)} is
 * {@code data[offset + i * strides[0] + j * strides[1] + …]}. The extents are those of the formal
 * argument.
 *
 * @param data a {@code double[]}; for {@code i64} a {@code long[]}. It is shared, not copied
 * @param offset the place of element 0, in elements
 * @param strides one distance per dimension, in elements; no two elements may share a place
 */
public record WindowArgument(Object data, long offset, long[] strides) {
  /** Copies the strides. */
  public WindowArgument {
    strides = strides.clone();
  }

  /**
   * A view of floating or narrow integer data.
   *
   * @param data the elements, each exactly representable in the precision of the argument
   * @param offset the place of element 0, in elements
   * @param strides one distance per dimension, in elements
   * @return the argument
   */
  public static WindowArgument of(double[] data, long offset, long... strides) {
    return new WindowArgument(data, offset, strides);
  }

  /**
   * A view of {@code i64} data.
   *
   * @param data the elements
   * @param offset the place of element 0, in elements
   * @param strides one distance per dimension, in elements
   * @return the argument
   */
  public static WindowArgument of(long[] data, long offset, long... strides) {
    return new WindowArgument(data, offset, strides);
  }

  /** {@return one distance per dimension, in elements; a copy} */
  @Override
  public long[] strides() {
    return strides.clone();
  }
}
