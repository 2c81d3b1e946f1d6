package com.acme.k;

import io.exo4j.runtime.Context;
import io.exo4j.runtime.OffHeap;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Calls the generated methods as a user would, and compares with what Java computes. */
public final class RightCalls {
  private RightCalls() {}

  public static void main(String[] args) {
    arrays();
    parts();
    windows();
    offHeap();
    mixedTypes();
    state();
    threads();
    System.out.println("right " + Mixed.library().linkage());
  }

  private static void arrays() {
    float[] c = {10, 10, 10, 10};
    Mixed.sgemm(2, 2, 3, new float[] {1, 2, 3, 4, 5, 6}, new float[] {1, 0, 0, 1, 1, 1}, c);
    equal(new float[] {14, 15, 20, 21}, c);
  }

  private static void parts() {
    float[] all = new float[16];
    Arrays.fill(all, 0, 4, 1);
    Arrays.fill(all, 4, 8, 2);
    // three arguments side by side in one array
    Mixed.sgemm(2, 2, 2, all, 0, all, 4, all, 8);
    equal(new float[] {4, 4, 4, 4, 0, 0, 0, 0}, Arrays.copyOfRange(all, 8, 16));
  }

  private static void windows() {
    float[] y = new float[9];
    Mixed.saxpy(4, 2, new float[] {9, 1, 2, 3, 4}, 1, 1, y, 8, -2);
    equal(new float[] {0, 0, 8, 0, 6, 0, 4, 0, 2}, y);
    double[] m = {1, 2, 3, 4, 5, 6};
    double[] total = {7};
    Mixed.block(2, true, 1, m, 0, 3, 1, total, (byte) -3);
    check(m[3] == 5 && m[4] == 6 && m[5] == 6, Arrays.toString(m));
    check(total[0] == 1 + 6, "total " + total[0]);
  }

  private static void offHeap() {
    FloatBuffer a = floats(1, 2, 3, 4, 5, 6);
    FloatBuffer b = floats(1, 0, 0, 1, 1, 1);
    FloatBuffer c = floats(0, 10, 10, 10, 10);
    c.position(1);
    Mixed.sgemm(2, 2, 3, a.asReadOnlyBuffer(), b, c);
    check(c.position() == 1, "position");
    equal(new float[] {0, 14, 15, 20, 21}, contents(c));
    Mixed.sgemm(2, 2, 3, OffHeap.of(a), OffHeap.of(b), OffHeap.of(c));
    equal(new float[] {0, 18, 20, 30, 32}, contents(c));
  }

  private static void mixedTypes() {
    byte[] x = {1, 127};
    long[] z = {Long.MAX_VALUE, 5};
    Mixed.bytes(2, x, new byte[2], new int[2], z);
    check(x[0] == 2 && x[1] == -128, Arrays.toString(x));
    check(z[0] == Long.MIN_VALUE && z[1] == 6, Arrays.toString(z));
  }

  private static void state() {
    try (Context context = Mixed.newContext()) {
      check(Mixed.getCfgRows(context) == 0 && !Mixed.getCfgOn(context), "zero at first");
      float[] x = {1, 1, 1};
      Mixed.set_rows(context, 2);
      Mixed.scaled(context, 3, x);
      equal(new float[] {2, 2, 1}, x);
      Mixed.setCfgRows(context, 1);
      Mixed.setCfgScale(context, 1.5f);
      Mixed.setCfgOn(context, true);
      check(Mixed.getCfgRows(context) == 1, "rows");
      check(Mixed.getCfgScale(context) == 1.5f, "scale");
      check(Mixed.getCfgOn(context), "on");
      Mixed.scaled(context, 3, x);
      equal(new float[] {4, 2, 1}, x);
    }
  }

  private static void threads() {
    Mixed.library().setThreads(2);
    check(Mixed.library().threads() == 2, "threads");
    float[] x = new float[100_000];
    Mixed.threads(x.length, x);
    for (float v : x) {
      check(v == 1, "each element once");
    }
  }

  private static FloatBuffer floats(float... values) {
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(4 * values.length).order(ByteOrder.nativeOrder()).asFloatBuffer();
    return buffer.put(values).rewind();
  }

  private static float[] contents(FloatBuffer buffer) {
    float[] values = new float[buffer.limit()];
    buffer.duplicate().rewind().get(values);
    return values;
  }

  private static void equal(float[] expected, float[] actual) {
    check(Arrays.equals(expected, actual), Arrays.toString(actual));
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new AssertionError(message);
    }
  }
}
