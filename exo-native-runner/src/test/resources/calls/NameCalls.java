package com.acme.k;

import io.exo4j.runtime.Context;

/** Calls kernels whose names mean something in Java or C. */
public final class NameCalls {
  private NameCalls() {}

  public static void main(String[] args) {
    float[] x = {1};
    Kernel_.wait_(1, x);
    Kernel_.class_(1, x, 1, true);
    Kernel_.library_(1, x);
    Kernel_.vec_add(1, x);
    Kernel_.vecAdd(1, x);
    Kernel_.exp(1, x);
    try (Context context = Kernel_.newContext()) {
      Kernel_.env(context, 1, x, new float[1], new float[1]);
    }
    System.out.println(x[0]);
  }
}
