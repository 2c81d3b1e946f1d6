package com.acme.k;

import java.util.Arrays;

/** Calls kernels on number formats that Java holds as bits. */
public final class HalfCalls {
  private HalfCalls() {}

  public static void main(String[] args) {
    short[] h = {0x3c00, 0x4000}; // 1, 2
    Half.half(2, (short) 0x3800, h); // 0.5
    System.out.println(Integer.toHexString(h[0]) + " " + Integer.toHexString(h[1]));
    short[] b = {0x3f80, 0x4000}; // 1, 2
    Half.brain(2, (short) 0x3f00, b); // 0.5
    System.out.println(Integer.toHexString(b[0]) + " " + Integer.toHexString(b[1]));
    byte[] u = {1, (byte) 250};
    short[] v = {1, -1};
    int[] w = {-1, 5};
    Half.unsigned(2, (byte) 5, (short) -1, -2, u, v, w);
    System.out.println(Arrays.toString(u) + Arrays.toString(v) + Arrays.toString(w));
  }
}
