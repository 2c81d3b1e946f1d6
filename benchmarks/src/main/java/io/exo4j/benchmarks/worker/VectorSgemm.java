package io.exo4j.benchmarks.worker;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix multiplication as a performance-minded Java programmer would write it: blocks of B packed
 * into panels of two vectors, a kernel that keeps a tile of eight rows and two vectors of C in
 * registers. The accumulators are loaded from C before the loop, not added to it afterwards: with
 * zeros to start from, C2 keeps them as objects and the kernel is four times slower.
 */
final class VectorSgemm {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();
  private static final int MR = 8;
  private static final int NR = 2 * LANES;

  /** A panel of B, KC by NR floats, stays in the first-level cache; a block of it in the second. */
  private static final int KC = 256;

  private static final int NC = 1024;

  private final int m;
  private final int n;
  private final int k;
  private final int threads;
  private final float[] packed;

  VectorSgemm(int m, int n, int k, int threads) {
    this.m = m;
    this.n = n;
    this.k = k;
    this.threads = threads;
    int columns = (Math.min(n, NC) + NR - 1) / NR * NR;
    this.packed = new float[Math.min(k, KC) * columns];
  }

  /** C += A B. */
  void run(float[] a, float[] b, float[] c) {
    for (int j0 = 0; j0 < n; j0 += NC) {
      int nc = Math.min(NC, n - j0);
      for (int k0 = 0; k0 < k; k0 += KC) {
        int kc = Math.min(KC, k - k0);
        pack(b, k0, kc, j0, nc);
        rows(a, c, k0, kc, j0, nc);
      }
    }
  }

  private void rows(float[] a, float[] c, int k0, int kc, int j0, int nc) {
    int blocks = (m + MR - 1) / MR;
    if (threads > 1 && (long) m * nc * kc > 100_000) {
      int share = (blocks + threads - 1) / threads;
      IntStream.range(0, threads)
          .parallel()
          .forEach(
              t -> {
                for (int i = t * share; i < Math.min(blocks, (t + 1) * share); i++) {
                  block(a, c, i * MR, k0, kc, j0, nc);
                }
              });
      return;
    }
    for (int i = 0; i < blocks; i++) {
      block(a, c, i * MR, k0, kc, j0, nc);
    }
  }

  private void block(float[] a, float[] c, int i, int k0, int kc, int j0, int nc) {
    for (int j = 0; j < nc; j += NR) {
      int width = Math.min(NR, nc - j);
      int at = i * n + j0 + j;
      int panel = j * kc;
      if (i + MR <= m && width == NR) {
        tile(a, i * k + k0, kc, panel, c, at);
      } else {
        for (int r = i; r < Math.min(i + MR, m); r++) {
          row(a, r * k + k0, kc, panel, c, r * n + j0 + j, width);
        }
      }
    }
  }

  private void pack(float[] b, int k0, int kc, int j0, int nc) {
    for (int j = 0; j < nc; j += NR) {
      int width = Math.min(NR, nc - j);
      for (int p = 0; p < kc; p++) {
        System.arraycopy(b, (k0 + p) * n + j0 + j, packed, j * kc + p * NR, width);
      }
    }
  }

  private void tile(float[] a, int a0, int kc, int panel, float[] c, int at) {
    FloatVector c00 = FloatVector.fromArray(S, c, at);
    FloatVector c01 = FloatVector.fromArray(S, c, at + LANES);
    FloatVector c10 = FloatVector.fromArray(S, c, at + 1 * n);
    FloatVector c11 = FloatVector.fromArray(S, c, at + 1 * n + LANES);
    FloatVector c20 = FloatVector.fromArray(S, c, at + 2 * n);
    FloatVector c21 = FloatVector.fromArray(S, c, at + 2 * n + LANES);
    FloatVector c30 = FloatVector.fromArray(S, c, at + 3 * n);
    FloatVector c31 = FloatVector.fromArray(S, c, at + 3 * n + LANES);
    FloatVector c40 = FloatVector.fromArray(S, c, at + 4 * n);
    FloatVector c41 = FloatVector.fromArray(S, c, at + 4 * n + LANES);
    FloatVector c50 = FloatVector.fromArray(S, c, at + 5 * n);
    FloatVector c51 = FloatVector.fromArray(S, c, at + 5 * n + LANES);
    FloatVector c60 = FloatVector.fromArray(S, c, at + 6 * n);
    FloatVector c61 = FloatVector.fromArray(S, c, at + 6 * n + LANES);
    FloatVector c70 = FloatVector.fromArray(S, c, at + 7 * n);
    FloatVector c71 = FloatVector.fromArray(S, c, at + 7 * n + LANES);
    int q = panel;
    int r1 = a0 + k,
        r2 = a0 + 2 * k,
        r3 = a0 + 3 * k,
        r4 = a0 + 4 * k,
        r5 = a0 + 5 * k,
        r6 = a0 + 6 * k,
        r7 = a0 + 7 * k;
    for (int p = 0; p < kc; p++) {
      FloatVector b0 = FloatVector.fromArray(S, packed, q);
      FloatVector b1 = FloatVector.fromArray(S, packed, q + LANES);
      q += NR;
      {
        FloatVector x = FloatVector.broadcast(S, a[a0 + p]);
        c00 = b0.fma(x, c00);
        c01 = b1.fma(x, c01);
      }
      {
        FloatVector x = FloatVector.broadcast(S, a[r1 + p]);
        c10 = b0.fma(x, c10);
        c11 = b1.fma(x, c11);
      }
      {
        FloatVector x = FloatVector.broadcast(S, a[r2 + p]);
        c20 = b0.fma(x, c20);
        c21 = b1.fma(x, c21);
      }
      {
        FloatVector x = FloatVector.broadcast(S, a[r3 + p]);
        c30 = b0.fma(x, c30);
        c31 = b1.fma(x, c31);
      }
      {
        FloatVector x = FloatVector.broadcast(S, a[r4 + p]);
        c40 = b0.fma(x, c40);
        c41 = b1.fma(x, c41);
      }
      {
        FloatVector x = FloatVector.broadcast(S, a[r5 + p]);
        c50 = b0.fma(x, c50);
        c51 = b1.fma(x, c51);
      }
      {
        FloatVector x = FloatVector.broadcast(S, a[r6 + p]);
        c60 = b0.fma(x, c60);
        c61 = b1.fma(x, c61);
      }
      {
        FloatVector x = FloatVector.broadcast(S, a[r7 + p]);
        c70 = b0.fma(x, c70);
        c71 = b1.fma(x, c71);
      }
    }
    c00.intoArray(c, at);
    c01.intoArray(c, at + LANES);
    c10.intoArray(c, at + 1 * n);
    c11.intoArray(c, at + 1 * n + LANES);
    c20.intoArray(c, at + 2 * n);
    c21.intoArray(c, at + 2 * n + LANES);
    c30.intoArray(c, at + 3 * n);
    c31.intoArray(c, at + 3 * n + LANES);
    c40.intoArray(c, at + 4 * n);
    c41.intoArray(c, at + 4 * n + LANES);
    c50.intoArray(c, at + 5 * n);
    c51.intoArray(c, at + 5 * n + LANES);
    c60.intoArray(c, at + 6 * n);
    c61.intoArray(c, at + 6 * n + LANES);
    c70.intoArray(c, at + 7 * n);
    c71.intoArray(c, at + 7 * n + LANES);
  }

  /** One row of a tile at an edge of C. */
  private void row(float[] a, int a0, int kc, int panel, float[] c, int at, int width) {
    VectorMask<Float> left = S.indexInRange(0, width);
    VectorMask<Float> right = S.indexInRange(LANES, Math.max(width, LANES));
    FloatVector x = FloatVector.fromArray(S, c, at, left);
    FloatVector y = FloatVector.fromArray(S, c, at + LANES, right);
    for (int p = 0; p < kc; p++) {
      FloatVector v = FloatVector.broadcast(S, a[a0 + p]);
      int q = panel + p * NR;
      x = v.fma(FloatVector.fromArray(S, packed, q), x);
      y = v.fma(FloatVector.fromArray(S, packed, q + LANES), y);
    }
    x.intoArray(c, at, left);
    y.intoArray(c, at + LANES, right);
  }
}
