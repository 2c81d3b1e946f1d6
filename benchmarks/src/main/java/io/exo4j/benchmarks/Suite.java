package io.exo4j.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Which problems are measured. */
final class Suite {
  private final List<Problem> problems = new ArrayList<>();

  private Suite() {}

  /**
   * The problems of one run.
   *
   * @param quick a selection that takes a minute
   * @param allCores for several threads: problems that are large enough for them
   */
  static List<Problem> of(boolean quick, boolean allCores) {
    Suite s = new Suite();
    s.sgemm(quick, allCores);
    s.conv(quick, allCores);
    if (!allCores) {
      s.vectors(quick);
      s.matrices(quick);
    }
    return s.problems;
  }

  private void sgemm(boolean quick, boolean allCores) {
    if (allCores) {
      cubes("square", quick ? new long[] {256, 1024} : new long[] {256, 512, 1024, 2048});
      cubes("odd", quick ? new long[] {} : new long[] {397, 911});
      return;
    }
    cubes(
        "square", quick ? new long[] {64, 256, 1024} : new long[] {64, 128, 256, 512, 1024, 2048});
    cubes("odd", quick ? new long[] {221, 397} : new long[] {221, 397, 911});
    add(Operation.SGEMM, "skinny", 8, 1024, 1024);
    add(Operation.SGEMM, "skinny", 1024, 16, 1024);
    if (!quick) {
      add(Operation.SGEMM, "skinny", 1024, 1024, 8);
      add(Operation.SGEMM, "skinny", 64, 2048, 64);
      add(Operation.SGEMM, "skinny", 2048, 64, 64);
      add(Operation.SGEMM, "skinny", 1, 1024, 1024);
      add(Operation.SGEMM, "skinny", 1024, 1, 1024);
    }
    cubes("tiny", quick ? new long[] {8, 16} : new long[] {4, 8, 12, 16, 24, 32, 48});
    if (!quick) {
      add(Operation.SGEMM, "tiny", 5, 7, 9);
      add(Operation.SGEMM, "tiny", 6, 64, 16);
    }
  }

  /** Images of N x H x W pixels with IC channels; three by three, and one by one. */
  private void conv(boolean quick, boolean allCores) {
    if (allCores) {
      add(Operation.CONV, "conv", 4, 56, 56, 64, 64, 3, 3);
      return;
    }
    add(Operation.CONV, "conv", 1, 56, 56, 64, 64, 3, 3);
    add(Operation.CONV, "conv", 1, 14, 14, 256, 256, 3, 3);
    if (!quick) {
      add(Operation.CONV, "conv", 5, 80, 100, 128, 128, 3, 3);
      add(Operation.CONV, "conv", 1, 28, 28, 128, 128, 3, 3);
      add(Operation.CONV, "conv", 1, 7, 7, 512, 512, 3, 3);
      add(Operation.CONV, "conv", 1, 56, 56, 64, 256, 1, 1);
      add(Operation.CONV, "conv", 1, 27, 27, 48, 40, 5, 5);
    }
  }

  /** In the first-level cache, and too large for any cache. */
  private void vectors(boolean quick) {
    long memory = quick ? 1L << 23 : 1L << 24;
    for (Operation o :
        List.of(
            Operation.SAXPY,
            Operation.SDOT,
            Operation.SASUM,
            Operation.SSCAL,
            Operation.SCOPY,
            Operation.SSWAP,
            Operation.SROT)) {
      if (!quick || o == Operation.SAXPY) {
        add(o, "call", 16);
      }
      for (long n : quick ? new long[] {2048} : new long[] {64, 300, 1024, 3001}) {
        add(o, "L1", n);
      }
      add(o, "memory", memory);
    }
  }

  private void matrices(boolean quick) {
    for (Operation o : List.of(Operation.SGEMV, Operation.SGEMV_T, Operation.SGER)) {
      add(o, "L1", 64, 64);
      if (!quick) {
        add(o, "L1", 16, 16);
        add(o, "L1", 32, 32);
        add(o, "L1", 61, 67);
      }
      add(o, "memory", quick ? 2048 : 4096, 4096);
    }
    for (Operation o : List.of(Operation.SSYMV_UPPER, Operation.STRMV_UPPER)) {
      add(o, "L1", 64);
      if (!quick) {
        add(o, "L1", 16);
        add(o, "L1", 90);
      }
      add(o, "memory", quick ? 3000 : 4096);
    }
  }

  private void cubes(String group, long... sizes) {
    for (long n : sizes) {
      add(Operation.SGEMM, group, n, n, n);
    }
  }

  private void add(Operation o, String group, long... sizes) {
    problems.add(new Problem(o, group, sizes));
  }
}
