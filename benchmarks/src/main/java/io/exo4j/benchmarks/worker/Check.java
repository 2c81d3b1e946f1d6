package io.exo4j.benchmarks.worker;

import io.exo4j.benchmarks.Operation;

/** Whether a contestant computes what the operation is. */
final class Check {
  private static final int SAMPLES = 200;

  private Check() {}

  /**
   * The largest error of the last operand, relative to the sum of the absolute terms.
   *
   * @param before the last operand as it was
   */
  static double largestError(Operation operation, Operands on, float[] before) {
    float[] out = on.last();
    double worst = 0;
    for (int k = 0; k < SAMPLES; k++) {
      int at =
          out.length <= SAMPLES
              ? k % out.length
              : (int) ((long) k * (out.length - 1) / (SAMPLES - 1));
      Sum want = wanted(operation, on, before[at], at);
      double error = Math.abs(out[at] - want.value) / (want.magnitude + 1e-30);
      worst = Double.isNaN(error) ? Double.POSITIVE_INFINITY : Math.max(worst, error);
    }
    return worst;
  }

  private static Sum wanted(Operation operation, Operands on, float before, int at) {
    int s0 = on.size(0);
    int s1 = on.sizes().length > 1 ? on.size(1) : 1;
    Sum sum = new Sum();
    switch (operation) {
      case SGEMM -> {
        int k = on.size(2);
        sum.add(before);
        sum.dot(1, k, on.array(0), at / s1 * k, 1, on.array(1), at % s1, s1);
      }
      case SAXPY -> {
        sum.add(before);
        sum.add((double) Operation.ALPHA * on.array(0)[at]);
      }
      case SDOT -> sum.dot(1, s0, on.array(0), 0, 1, on.array(1), 0, 1);
      case SASUM -> {
        for (float x : on.array(0)) {
          sum.add(Math.abs(x));
        }
      }
      case SSCAL -> sum.add(-before);
      case SCOPY, SSWAP -> sum.add(start(0, at));
      case SROT -> {
        sum.add(0.6 * before);
        sum.add(-0.8 * start(0, at));
      }
      case SGEMV -> {
        sum.add(before);
        sum.dot(Operation.ALPHA, s1, on.array(0), at * s1, 1, on.array(1), 0, 1);
      }
      case SGEMV_T -> {
        sum.add(before);
        sum.dot(Operation.ALPHA, s0, on.array(0), at, s1, on.array(1), 0, 1);
      }
      case SGER -> {
        sum.add(before);
        sum.add((double) Operation.ALPHA * on.array(0)[at / s1] * on.array(1)[at % s1]);
      }
      case SSYMV_UPPER -> {
        sum.add(before);
        sum.dot(Operation.ALPHA, at, on.array(0), at, s0, on.array(1), 0, 1);
        sum.dot(Operation.ALPHA, s0 - at, on.array(0), at * s0 + at, 1, on.array(1), at, 1);
      }
      case STRMV_UPPER -> {
        for (int i = at; i < s0; i++) {
          sum.add((double) on.array(0)[at * s0 + i] * start(1, i));
        }
      }
      case CONV -> convolution(sum, on, at);
      default -> throw new IllegalArgumentException("nothing is known about " + operation);
    }
    return sum;
  }

  /** What was at a place of an operand before the call. */
  private static double start(int operand, int at) {
    return Operands.number(operand, at);
  }

  private static void convolution(Sum sum, Operands on, int at) {
    int w = on.size(2);
    int ic = on.size(3);
    int oc = on.size(4);
    int kw = on.size(6);
    int channel = at % oc;
    int column = at / oc % w;
    int row = at / oc / w % on.size(1);
    int image = at / oc / w / on.size(1);
    sum.add(on.array(2)[channel]);
    for (int y = 0; y < on.size(5); y++) {
      for (int x = 0; x < kw; x++) {
        int line = image * (on.size(1) + on.size(5) - 1) + row + y;
        int pixel = (line * (w + kw - 1) + column + x) * ic;
        sum.dot(1, ic, on.array(0), pixel, 1, on.array(1), (y * kw + x) * ic * oc + channel, oc);
      }
    }
    sum.value = Math.max(0, sum.value);
  }

  private static final class Sum {
    private double value;
    private double magnitude;

    void add(double term) {
      value += term;
      magnitude += Math.abs(term);
    }

    void dot(double f, int n, float[] x, int x0, int xStep, float[] y, int y0, int yStep) {
      for (int i = 0; i < n; i++) {
        add(f * x[x0 + i * xStep] * y[y0 + i * yStep]);
      }
    }
  }
}
