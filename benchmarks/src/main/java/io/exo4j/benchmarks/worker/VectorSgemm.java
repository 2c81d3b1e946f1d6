package io.exo4j.benchmarks.worker;

import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * Matrix multiplication as a performance-minded Java programmer would write it: blocks of B packed
 * into panels of two vectors, a kernel that keeps a tile of eight rows and two vectors of C in
 * registers.
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
    FloatVector c00 = FloatVector.zero(S);
    FloatVector c01 = c00;
    FloatVector c10 = c00;
    FloatVector c11 = c00;
    FloatVector c20 = c00;
    FloatVector c21 = c00;
    FloatVector c30 = c00;
    FloatVector c31 = c00;
    FloatVector c40 = c00;
    FloatVector c41 = c00;
    FloatVector c50 = c00;
    FloatVector c51 = c00;
    FloatVector c60 = c00;
    FloatVector c61 = c00;
    FloatVector c70 = c00;
    FloatVector c71 = c00;
    for (int p = 0; p < kc; p++) {
      int q = panel + p * NR;
      FloatVector b0 = FloatVector.fromArray(S, packed, q);
      FloatVector b1 = FloatVector.fromArray(S, packed, q + LANES);
      int r = a0 + p;
      FloatVector x = FloatVector.broadcast(S, a[r]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(S, a[r + k]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(S, a[r + 2 * k]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(S, a[r + 3 * k]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = FloatVector.broadcast(S, a[r + 4 * k]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = FloatVector.broadcast(S, a[r + 5 * k]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
      x = FloatVector.broadcast(S, a[r + 6 * k]);
      c60 = x.fma(b0, c60);
      c61 = x.fma(b1, c61);
      x = FloatVector.broadcast(S, a[r + 7 * k]);
      c70 = x.fma(b0, c70);
      c71 = x.fma(b1, c71);
    }
    add(c, at, c00, c01);
    add(c, at + n, c10, c11);
    add(c, at + 2 * n, c20, c21);
    add(c, at + 3 * n, c30, c31);
    add(c, at + 4 * n, c40, c41);
    add(c, at + 5 * n, c50, c51);
    add(c, at + 6 * n, c60, c61);
    add(c, at + 7 * n, c70, c71);
  }

  private static void add(float[] c, int at, FloatVector x, FloatVector y) {
    FloatVector.fromArray(S, c, at).add(x).intoArray(c, at);
    FloatVector.fromArray(S, c, at + LANES).add(y).intoArray(c, at + LANES);
  }

  /** One row of a tile at an edge of C. */
  private void row(float[] a, int a0, int kc, int panel, float[] c, int at, int width) {
    FloatVector x = FloatVector.zero(S);
    FloatVector y = x;
    for (int p = 0; p < kc; p++) {
      FloatVector v = FloatVector.broadcast(S, a[a0 + p]);
      int q = panel + p * NR;
      x = v.fma(FloatVector.fromArray(S, packed, q), x);
      y = v.fma(FloatVector.fromArray(S, packed, q + LANES), y);
    }
    VectorMask<Float> left = S.indexInRange(0, width);
    FloatVector.fromArray(S, c, at, left).add(x).intoArray(c, at, left);
    if (width > LANES) {
      VectorMask<Float> right = S.indexInRange(LANES, width);
      FloatVector.fromArray(S, c, at + LANES, right).add(y).intoArray(c, at + LANES, right);
    }
  }
}
