package io.exo4j.runtime;

/**
 * The checks that generated methods make before they enter native code. A kernel is proved to stay
 * inside its arguments if they are as its signature says; these methods see to it that they are.
 * They are small, so that the JIT compiler inlines them; messages are built only on failure.
 *
 * <p>All extents, offsets and strides are in elements. A failed check is an {@link
 * IllegalArgumentException} that names the argument, a missing argument a {@link
 * NullPointerException} that does.
 */
public final class Checks {
  /**
   * The largest absolute value of a size, index or stride that is passed to a kernel: 2^48. No
   * memory is larger, and with this bound the kernel's own index arithmetic cannot overflow.
   */
  public static final long LIMIT = 1L << 48;

  private Checks() {}

  // ---- control values ----

  /**
   * Checks a {@code size} argument: at least 1, at most {@link #LIMIT}.
   *
   * @param name the argument, for the message
   * @param value its value
   * @throws IllegalArgumentException if it is not in that range
   */
  public static void size(String name, long value) {
    if (value < 1 || value > LIMIT) {
      throw new IllegalArgumentException(
          name + " is " + value + (value < 1 ? ", a size is at least 1" : tooLarge()));
    }
  }

  /**
   * Checks an {@code index}, {@code int} or {@code stride} argument: from minus {@link #LIMIT} to
   * {@link #LIMIT}.
   *
   * @param name the argument, for the message
   * @param value its value
   * @throws IllegalArgumentException if it is not in that range
   */
  public static void index(String name, long value) {
    if (value < -LIMIT || value > LIMIT) {
      throw new IllegalArgumentException(name + " is " + value + tooLarge());
    }
  }

  /**
   * Makes the exception for an assertion of the kernel that does not hold; the caller throws it.
   *
   * @param kernel the kernel's name
   * @param condition the assertion, as it is written in the kernel
   * @param namesAndValues what the condition mentions: a name, its value, the next name …
   * @return the exception, with all of them in its message
   */
  public static IllegalArgumentException violated(
      String kernel, String condition, Object... namesAndValues) {
    StringBuilder text = new StringBuilder(kernel).append(" requires ").append(condition);
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      text.append(i == 0 ? ", but " : ", ");
      text.append(namesAndValues[i]).append(" = ").append(namesAndValues[i + 1]);
    }
    return new IllegalArgumentException(text.toString());
  }

  // ---- arrays ----

  /**
   * The length of an array that must be there.
   *
   * @param name the argument, for the message
   * @param array the array that was passed
   * @return its number of elements
   * @throws NullPointerException if it is null
   */
  public static long length(String name, byte[] array) {
    if (array == null) {
      throw missing(name);
    }
    return array.length;
  }

  /**
   * The length of an array that must be there.
   *
   * @param name the argument, for the message
   * @param array the array that was passed
   * @return its number of elements
   * @throws NullPointerException if it is null
   */
  public static long length(String name, short[] array) {
    if (array == null) {
      throw missing(name);
    }
    return array.length;
  }

  /**
   * The length of an array that must be there.
   *
   * @param name the argument, for the message
   * @param array the array that was passed
   * @return its number of elements
   * @throws NullPointerException if it is null
   */
  public static long length(String name, int[] array) {
    if (array == null) {
      throw missing(name);
    }
    return array.length;
  }

  /**
   * The length of an array that must be there.
   *
   * @param name the argument, for the message
   * @param array the array that was passed
   * @return its number of elements
   * @throws NullPointerException if it is null
   */
  public static long length(String name, long[] array) {
    if (array == null) {
      throw missing(name);
    }
    return array.length;
  }

  /**
   * The length of an array that must be there.
   *
   * @param name the argument, for the message
   * @param array the array that was passed
   * @return its number of elements
   * @throws NullPointerException if it is null
   */
  public static long length(String name, float[] array) {
    if (array == null) {
      throw missing(name);
    }
    return array.length;
  }

  /**
   * The length of an array that must be there.
   *
   * @param name the argument, for the message
   * @param array the array that was passed
   * @return its number of elements
   * @throws NullPointerException if it is null
   */
  public static long length(String name, double[] array) {
    if (array == null) {
      throw missing(name);
    }
    return array.length;
  }

  // ---- dense tensors ----

  /**
   * Checks a scalar in memory: one element.
   *
   * @param name the argument, for the message
   * @param length how many elements the memory has
   * @param offset the position of the first element of the argument in it, from 0
   * @throws IllegalArgumentException if it is outside
   */
  public static void dense(String name, long length, long offset) {
    dense(name, length, offset, 1);
  }

  /**
   * Checks a vector whose elements are neighbours.
   *
   * @param name the argument, for the message
   * @param length how many elements the memory has
   * @param offset the position of the first element of the argument in it, from 0
   * @param d0 its number of elements
   * @throws IllegalArgumentException if a part of it is outside, or an extent is less than 1
   */
  public static void dense(String name, long length, long offset, long d0) {
    if (offset < 0 || d0 < 1 || d0 > length - offset) {
      throw outside(name, length, offset, d0);
    }
  }

  /**
   * Checks a row-major matrix without gaps.
   *
   * @param name the argument, for the message
   * @param length how many elements the memory has
   * @param offset the position of the first element of the argument in it, from 0
   * @param d0 its number of rows
   * @param d1 its number of columns
   * @throws IllegalArgumentException if a part of it is outside, or an extent is less than 1
   */
  public static void dense(String name, long length, long offset, long d0, long d1) {
    if (d0 < 1 || d1 < 1 || overflows(d0, d1) || offset < 0 || d0 * d1 > length - offset) {
      throw outside(name, length, offset, d0, d1);
    }
  }

  /**
   * Checks a row-major tensor of three dimensions without gaps.
   *
   * @param name the argument, for the message
   * @param length how many elements the memory has
   * @param offset the position of the first element of the argument in it, from 0
   * @param d0 the extent of the first dimension, the outermost
   * @param d1 the extent of the second dimension
   * @param d2 the extent of the third dimension, whose elements are neighbours
   * @throws IllegalArgumentException if a part of it is outside, or an extent is less than 1
   */
  public static void dense(String name, long length, long offset, long d0, long d1, long d2) {
    if (d0 < 1
        || d1 < 1
        || d2 < 1
        || overflows(d0, d1)
        || overflows(d0 * d1, d2)
        || offset < 0
        || d0 * d1 * d2 > length - offset) {
      throw outside(name, length, offset, d0, d1, d2);
    }
  }

  /**
   * Checks a row-major tensor of any number of dimensions without gaps.
   *
   * @param name the argument, for the message
   * @param length how many elements the memory has
   * @param offset the position of the first element of the argument in it, from 0
   * @param extents the size of each dimension, the outermost first
   * @throws IllegalArgumentException if a part of it is outside, or an extent is less than 1
   */
  public static void dense(String name, long length, long offset, long... extents) {
    long product = 1;
    for (long extent : extents) {
      if (extent < 1 || overflows(product, extent)) {
        throw outside(name, length, offset, extents);
      }
      product *= extent;
    }
    if (offset < 0 || product > length - offset) {
      throw outside(name, length, offset, extents);
    }
  }

  // ---- windows ----

  /**
   * Checks a strided vector: element {@code i} is at {@code offset + i * s0}.
   *
   * @param name the argument, for the message
   * @param length how many elements the memory has
   * @param offset the position of the first element of the argument in it, from 0
   * @param d0 its number of elements
   * @param s0 its stride, in elements; it may be negative where all elements are inside
   * @throws IllegalArgumentException if a part of it is outside, or an extent is less than 1
   */
  public static void window(String name, long length, long offset, long d0, long s0) {
    if (offset < 0 || offset >= length || d0 < 1) {
      throw windowOutside(name, length, offset, d0, s0);
    }
    if (d0 > 1) {
      if (overflows(d0 - 1, s0)) {
        throw windowOutside(name, length, offset, d0, s0);
      }
      long span = (d0 - 1) * s0;
      if (span >= length - offset || span < -offset) {
        throw windowOutside(name, length, offset, d0, s0);
      }
    }
  }

  /**
   * Checks a strided matrix: element {@code (i, j)} is at {@code offset + i * s0 + j * s1}.
   *
   * @param name the argument, for the message
   * @param length how many elements the memory has
   * @param offset the position of the first element of the argument in it, from 0
   * @param d0 its number of rows
   * @param s0 the distance from one row to the next, in elements
   * @param d1 its number of columns
   * @param s1 the distance from one column to the next, in elements
   * @throws IllegalArgumentException if a part of it is outside, or an extent is less than 1
   */
  public static void window(
      String name, long length, long offset, long d0, long s0, long d1, long s1) {
    if (offset < 0
        || offset >= length
        || d0 < 1
        || d1 < 1
        || d0 > 1 && overflows(d0 - 1, s0)
        || d1 > 1 && overflows(d1 - 1, s1)) {
      throw windowOutside(name, length, offset, d0, s0, d1, s1);
    }
    long span0 = (d0 - 1) * s0;
    long span1 = (d1 - 1) * s1;
    long up = Math.max(span0, 0);
    long down = Math.min(span0, 0);
    long left = length - 1 - offset; // elements behind the first
    if (up > left
        || down < -offset
        || Math.max(span1, 0) > left - up
        || Math.min(span1, 0) < -offset - down) {
      throw windowOutside(name, length, offset, d0, s0, d1, s1);
    }
  }

  /**
   * Checks a strided tensor of any number of dimensions.
   *
   * @param name the argument, for the message
   * @param length how many elements the memory has
   * @param offset the position of the first element of the argument in it, from 0
   * @param extentsAndStrides an extent, its stride in elements, the next extent …
   * @throws IllegalArgumentException if a part of it is outside, or an extent is less than 1
   */
  public static void window(String name, long length, long offset, long... extentsAndStrides) {
    long behind = length - 1 - offset;
    long before = offset;
    boolean inside = offset >= 0 && behind >= 0;
    for (int d = 0; inside && d < extentsAndStrides.length; d += 2) {
      long extent = extentsAndStrides[d];
      long stride = extentsAndStrides[d + 1];
      inside = extent == 1 || extent > 1 && !overflows(extent - 1, stride);
      if (inside && extent > 1) {
        long span = (extent - 1) * stride;
        behind -= Math.max(span, 0);
        before += Math.min(span, 0);
        inside = behind >= 0 && before >= 0;
      }
    }
    if (!inside) {
      throw windowOutside(name, length, offset, extentsAndStrides);
    }
  }

  /**
   * Checks a vector that is written: no two of its indices may mean the same element.
   *
   * @param name the argument, for the message
   * @param d0 its number of elements
   * @param s0 its stride, in elements
   * @throws IllegalArgumentException if two indices may mean the same element
   */
  public static void distinct(String name, long d0, long s0) {
    if (d0 > 1 && s0 == 0) {
      throw folded(name, d0, s0);
    }
  }

  /**
   * Checks a matrix that is written, after {@link #window} let it through: no two of its indices
   * may mean the same element.
   *
   * @param name the argument, for the message
   * @param d0 its number of rows
   * @param s0 the distance from one row to the next, in elements
   * @param d1 its number of columns
   * @param s1 the distance from one column to the next, in elements
   * @throws IllegalArgumentException if two indices may mean the same element
   */
  public static void distinct(String name, long d0, long s0, long d1, long s1) {
    long a0 = d0 > 1 ? Math.abs(s0) : Long.MAX_VALUE;
    long a1 = d1 > 1 ? Math.abs(s1) : Long.MAX_VALUE;
    boolean apart =
        a0 <= a1
            ? a0 > 0 && (d1 == 1 || a1 > (d0 - 1) * a0)
            : a1 > 0 && (d0 == 1 || a0 > (d1 - 1) * a1);
    if (!apart) {
      throw folded(name, d0, s0, d1, s1);
    }
  }

  /**
   * Checks a window that is written, after {@link #window} let it through. Accepts what is nested:
   * in order of their strides, each dimension steps over all that the ones before it reach. Other
   * windows may have distinct elements, too, but that is not proved, so they are refused.
   *
   * @param name the argument, for the message
   * @param extentsAndStrides an extent, its stride in elements, the next extent …
   * @throws IllegalArgumentException if two indices may mean the same element
   */
  public static void distinct(String name, long... extentsAndStrides) {
    int rank = extentsAndStrides.length / 2;
    boolean[] done = new boolean[rank];
    long reach = 0;
    for (int step = 0; step < rank; step++) {
      int next = -1;
      for (int d = 0; d < rank; d++) {
        if (!done[d] && (next < 0 || step(extentsAndStrides, d) < step(extentsAndStrides, next))) {
          next = d;
        }
      }
      done[next] = true;
      long extent = extentsAndStrides[2 * next];
      if (extent > 1) {
        if (step(extentsAndStrides, next) <= reach) {
          throw folded(name, extentsAndStrides);
        }
        reach += (extent - 1) * step(extentsAndStrides, next);
      }
    }
  }

  private static long step(long[] extentsAndStrides, int dimension) {
    return extentsAndStrides[2 * dimension] > 1
        ? Math.abs(extentsAndStrides[2 * dimension + 1])
        : Long.MAX_VALUE;
  }

  // ---- arithmetic of shapes and assertions ----

  /**
   * The sum of control values, in shapes and assertions.
   *
   * @param a the first summand
   * @param b the second summand
   * @return the exact sum
   * @throws IllegalArgumentException if it does not fit into 64 bits
   */
  public static long add(long a, long b) {
    long sum = a + b;
    if (((a ^ sum) & (b ^ sum)) < 0) {
      throw new IllegalArgumentException("the arguments are too large: " + a + " + " + b);
    }
    return sum;
  }

  /**
   * The difference of control values, in shapes and assertions.
   *
   * @param a the minuend
   * @param b the subtrahend
   * @return the exact difference
   * @throws IllegalArgumentException if it does not fit into 64 bits
   */
  public static long subtract(long a, long b) {
    long difference = a - b;
    if (((a ^ b) & (a ^ difference)) < 0) {
      throw new IllegalArgumentException("the arguments are too large: " + a + " - " + b);
    }
    return difference;
  }

  /**
   * The product of control values, in shapes and assertions.
   *
   * @param a the first factor
   * @param b the second factor
   * @return the exact product
   * @throws IllegalArgumentException if it does not fit into 64 bits
   */
  public static long multiply(long a, long b) {
    if (overflows(a, b)) {
      throw new IllegalArgumentException("the arguments are too large: " + a + " * " + b);
    }
    return a * b;
  }

  // ---- after the call ----

  /**
   * Checks what a kernel returned.
   *
   * @param kernel the kernel's name
   * @param status 0 if it did its work, 1 if it could not allocate memory
   * @throws OutOfMemoryError if it could not allocate; what it has written by then is unspecified
   */
  public static void status(String kernel, int status) {
    if (status != 0) {
      throw failed(kernel, status);
    }
  }

  /**
   * Throws anything that a handle threw, as it is. Written {@code throw Checks.rethrow(e)}.
   *
   * @param thrown what is thrown
   * @return nothing; the type lets the compiler know that the caller ends here
   */
  public static RuntimeException rethrow(Throwable thrown) {
    return Checks.<RuntimeException>sneaky(thrown);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> RuntimeException sneaky(Throwable thrown) throws T {
    throw (T) thrown;
  }

  // ---- failures ----

  private static boolean overflows(long a, long b) {
    return Math.multiplyHigh(a, b) != (a * b) >> 63;
  }

  private static Error failed(String kernel, int status) {
    return status == 1
        ? new OutOfMemoryError("kernel " + kernel + " could not allocate native memory")
        : new InternalError("kernel " + kernel + " returned the unknown status " + status);
  }

  static NullPointerException missing(String name) {
    return new NullPointerException(name + " is null");
  }

  private static String tooLarge() {
    return ", its absolute value may be " + LIMIT + " at most";
  }

  private static IllegalArgumentException outside(
      String name, long length, long offset, long... extents) {
    StringBuilder shape = new StringBuilder();
    for (long extent : extents) {
      shape.append(shape.length() == 0 ? "" : " x ").append(extent);
    }
    return new IllegalArgumentException(
        String.format(
            "%s has %d elements, too few for %s from element %d on", name, length, shape, offset));
  }

  private static IllegalArgumentException windowOutside(
      String name, long length, long offset, long... extentsAndStrides) {
    return new IllegalArgumentException(
        String.format(
            "%s has %d elements, the window %s from element %d on is not inside",
            name, length, shape(extentsAndStrides), offset));
  }

  private static IllegalArgumentException folded(String name, long... extentsAndStrides) {
    return new IllegalArgumentException(
        String.format(
            "%s is written, but in the window %s two indices may mean the same element",
            name, shape(extentsAndStrides)));
  }

  private static String shape(long... extentsAndStrides) {
    StringBuilder text = new StringBuilder();
    for (int d = 0; d < extentsAndStrides.length; d += 2) {
      text.append(d == 0 ? "" : ", ")
          .append(extentsAndStrides[d])
          .append(" by stride ")
          .append(extentsAndStrides[d + 1]);
    }
    return text.toString();
  }
}
