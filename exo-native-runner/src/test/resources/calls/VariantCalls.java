package com.acme.k;

import io.exo4j.runtime.Context;

/**
 * Prints what a kernel in variants computes, and whether kernels of several C files share state.
 */
public final class VariantCalls {
  private VariantCalls() {}

  public static void main(String[] args) {
    float[] x = new float[1];
    Fill.fill(1, x);
    System.out.println(Fill.library().kernel("fill").variant() + " " + x[0]);
    try (Context context = Fill.newContext()) {
      Fill.store(context, 7);
      long[] n = new long[1];
      Fill.load(context, n);
      Fill.setCfgOther(context, 3);
      Fill.store(context, 8);
      System.out.println(n[0] + " " + Fill.getCfgRows(context) + " " + Fill.getCfgOther(context));
    }
  }
}
