package com.acme.k;

import io.exo4j.runtime.Context;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Random;

/** Calls the generated methods with arguments of which one is wrong: each call must be refused. */
public final class WrongCalls {
  private static final int CALLS = 1000;

  private final Random random = new Random(42);
  private final Context context = Mixed.newContext();

  private WrongCalls() {}

  public static void main(String[] args) {
    WrongCalls calls = new WrongCalls();
    for (int i = 0; i < CALLS; i++) {
      String what = "nothing";
      try {
        what = calls.wrong(i);
      } catch (IllegalArgumentException | NullPointerException | IllegalStateException expected) {
        if (expected.getMessage() == null) {
          throw new AssertionError("no message", expected);
        }
        continue;
      }
      throw new AssertionError("call " + i + " was let through: " + what);
    }
    System.out.println("refused " + CALLS);
  }

  /** Makes one wrong call; returns what it was if nothing happened. */
  private String wrong(int i) {
    return switch (i % 5) {
      case 0 -> sgemm();
      case 1 -> saxpy();
      case 2 -> block();
      case 3 -> buffers();
      default -> others();
    };
  }

  private String sgemm() {
    long m = 1 + random.nextInt(9);
    long n = 1 + random.nextInt(9);
    long k = 1 + random.nextInt(9);
    float[] a = new float[(int) (m * k)];
    float[] b = new float[(int) (k * n)];
    float[] c = new float[(int) (m * n)];
    int kind = random.nextInt(10);
    switch (kind) {
      case 0 -> Mixed.sgemm(m, n, k, null, b, c);
      case 1 -> Mixed.sgemm(m, n, k, a, b, null);
      case 2 -> Mixed.sgemm(-random.nextInt(5), n, k, a, b, c);
      case 3 -> Mixed.sgemm(m, n, k + 1 + random.nextInt(1 << 20), a, b, c);
      case 4 -> Mixed.sgemm(m, n, k, a, b, new float[random.nextInt((int) (m * n))]);
      case 5 -> Mixed.sgemm(Long.MAX_VALUE - random.nextInt(99), n, k, a, b, c);
      // 2^33 times 2^31 is 0 in 64 bits
      case 6 -> Mixed.sgemm(1L << 33, 1L << 31, 1L << 33, a, b, c);
      case 7 -> Mixed.sgemm(m, n, k, a, 1 + random.nextInt(9), b, 0, c, 0);
      case 8 -> Mixed.sgemm(m, n, k, a, 0, b, 0, c, -1L - random.nextInt(9));
      default -> Mixed.sgemm(1, 1, 1, c, 0, b, 0, c, 0);
    }
    return "sgemm " + kind;
  }

  private String saxpy() {
    long n = 4L * (1 + random.nextInt(9));
    float[] x = new float[(int) n];
    float[] y = new float[(int) n];
    int kind = random.nextInt(10);
    switch (kind) {
      case 0 -> Mixed.saxpy(n, 1, x, 0, 2, y, 0, 1);
      case 1 -> Mixed.saxpy(n, 1, x, 0, 1, y, 0, 2 + random.nextInt(1 << 30));
      case 2 -> Mixed.saxpy(n, 1, x, 0, 1, y, 0, 0);
      case 3 -> Mixed.saxpy(n, 1, x, 0, 1, y, 0, -1);
      case 4 -> Mixed.saxpy(n - 1, 1, x, 0, 1, y, 0, 1);
      case 5 -> Mixed.saxpy(n, 1, x, 1, 1, y, 0, 1);
      case 6 -> Mixed.saxpy(n, 1, y, 0, 1, y, 0, 1);
      case 7 -> Mixed.saxpy(n, 1, x, 0, 1, y, 0, Long.MIN_VALUE);
      case 8 -> Mixed.saxpy(n, 1, x, 0, 1, y, Long.MAX_VALUE, 1);
      default -> Mixed.saxpy(1L << 40, 1, x, 0, 1, y, 0, 1L << 40);
    }
    return "saxpy " + kind;
  }

  private String block() {
    long n = 2 + random.nextInt(5);
    double[] m = new double[(int) (n * n)];
    double[] total = new double[1];
    int kind = random.nextInt(9);
    switch (kind) {
      case 0 -> Mixed.block(n, true, -1, m, 0, n, 1, total, (byte) 0);
      case 1 -> Mixed.block(n, true, n, m, 0, n, 1, total, (byte) 0);
      case 2 -> Mixed.block(n, true, 0, m, 0, n + 1, 1, total, (byte) 0);
      case 3 -> Mixed.block(n, true, 0, m, 0, 1, 1, total, (byte) 0);
      case 4 -> Mixed.block(n, true, 0, m, 0, n, 1, new double[0], (byte) 0);
      case 5 -> Mixed.block(n, true, 0, m, 0, n, 1, m, random.nextInt(m.length), (byte) 0);
      case 6 -> Mixed.block(2002, true, 0, new double[2002 * 2002], 0, 2002, 1, total, (byte) 0);
      case 7 -> Mixed.block(n, true, 0, m, 0, Long.MAX_VALUE, Long.MAX_VALUE, total, (byte) 0);
      default -> Mixed.block(n, true, 0, m, m.length - 1, n, 1, total, (byte) 0);
    }
    return "block " + kind;
  }

  private String buffers() {
    long n = 2 + random.nextInt(5);
    FloatBuffer a = floats(n * n);
    FloatBuffer b = floats(n * n);
    FloatBuffer c = floats(n * n);
    int kind = random.nextInt(8);
    switch (kind) {
      case 0 -> Mixed.sgemm(n, n, n, a, b, c.asReadOnlyBuffer());
      case 1 -> Mixed.sgemm(n, n, n, a, b, FloatBuffer.allocate((int) (n * n)));
      case 2 -> Mixed.sgemm(n, n, n, (FloatBuffer) null, b, c);
      case 3 -> Mixed.sgemm(n, n, n, a, b, a);
      case 4 -> Mixed.sgemm(n, n, n, a, b.position(1), c);
      case 5 -> Mixed.sgemm(n, n, n, a, b, c.limit((int) (n * n - 1)));
      case 6 -> {
        ByteOrder other =
            ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
                ? ByteOrder.LITTLE_ENDIAN
                : ByteOrder.BIG_ENDIAN;
        ByteBuffer bytes = ByteBuffer.allocateDirect((int) (4 * n * n)).order(other);
        Mixed.sgemm(n, n, n, a, b, bytes.asFloatBuffer());
      }
      default -> {
        FloatBuffer large = floats(2 * n * n);
        FloatBuffer first = large.duplicate().limit((int) (n * n)).slice();
        FloatBuffer second = large.duplicate().position((int) (n * n - 1)).slice();
        Mixed.sgemm(n, n, n, first, b, second);
      }
    }
    return "buffers " + kind;
  }

  private String others() {
    int kind = random.nextInt(8);
    switch (kind) {
      case 0 -> Mixed.scaled(null, 1, new float[1]);
      case 1 -> {
        Context closed = Mixed.newContext();
        closed.close();
        Mixed.scaled(closed, 1, new float[1]);
      }
      case 2 -> {
        Mixed.set_rows(context, 5);
        Mixed.scaled(context, 4, new float[4]);
      }
      case 3 -> {
        Mixed.setCfgRows(context, 1L << 40);
        Mixed.scaled(context, 4, floats(4));
      }
      case 4 -> Mixed.setCfgRows(context, Long.MAX_VALUE);
      case 5 -> Mixed.set_rows(context, Long.MIN_VALUE);
      case 6 -> {
        byte[] same = new byte[8];
        Mixed.bytes(8, same, same, new int[8], new long[8]);
      }
      default -> Mixed.bytes(8, new byte[8], new byte[7], new int[8], new long[8]);
    }
    return "others " + kind;
  }

  private static FloatBuffer floats(long count) {
    return ByteBuffer.allocateDirect((int) (4 * count))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
