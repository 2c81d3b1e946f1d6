package com.acme.k;

/** Prints which variant of a kernel was chosen, and what it computes. */
public final class BestCalls {
  private BestCalls() {}

  public static void main(String[] args) {
    float[] x = new float[40];
    Fill.fill(40, x);
    System.out.println(Fill.library().kernel("fill").variant() + " " + x[39]);
  }
}
