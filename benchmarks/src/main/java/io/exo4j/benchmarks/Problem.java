package io.exo4j.benchmarks;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One operation on one size.
 *
 * @param operation what is done
 * @param group what the size stands for: square, odd, skinny, tiny, …
 * @param sizes the sizes
 */
public record Problem(Operation operation, String group, long[] sizes) {
  /** Floating-point operations of one call. */
  public double flops() {
    return operation.flops(sizes);
  }

  /** Bytes of all operands. */
  public double bytes() {
    return operation.bytes(sizes);
  }

  /** The sizes as {@code 64} or {@code 8 x 1024 x 1024}. */
  public String shape() {
    boolean cube = sizes.length > 0 && Arrays.stream(sizes).allMatch(s -> s == sizes[0]);
    return cube
        ? Long.toString(sizes[0])
        : Arrays.stream(sizes).mapToObj(Long::toString).collect(Collectors.joining(" x "));
  }

  /** The command that tells a worker about it. */
  String command() {
    long[] lengths = operation.lengths(sizes);
    return "problem " + operation.kernel() + list(sizes) + list(lengths);
  }

  private static String list(long[] numbers) {
    return " "
        + numbers.length
        + Arrays.stream(numbers).mapToObj(n -> " " + n).collect(Collectors.joining());
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Problem p
        && operation == p.operation
        && group.equals(p.group)
        && Arrays.equals(sizes, p.sizes);
  }

  @Override
  public int hashCode() {
    return 31 * operation.hashCode() + Arrays.hashCode(sizes);
  }

  @Override
  public String toString() {
    return operation.kernel() + " " + shape();
  }
}
