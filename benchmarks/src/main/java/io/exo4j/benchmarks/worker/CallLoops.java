package io.exo4j.benchmarks.worker;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Loops around a method that is found at run time. Each loop is a class of its own for which the
 * method is a constant, as it is in a user's code, and its arguments are variables, as there.
 */
final class CallLoops {
  private static final Class<float[]> F = float[].class;

  private CallLoops() {}

  /** A loop around a method with these arguments. */
  static Task of(MethodHandle method, Object[] values)
      throws ReflectiveOperationException, IOException {
    MethodType type = method.type().changeReturnType(void.class);
    MethodHandle call = method.asType(type);
    if (type.equals(
        MethodType.methodType(void.class, long.class, long.class, long.class, F, F, F))) {
      return instance(Gemm.class, call, values);
    }
    if (type.equals(
        MethodType.methodType(
            void.class,
            long.class,
            float.class,
            F,
            long.class,
            long.class,
            F,
            long.class,
            long.class))) {
      return instance(Axpy.class, call, values);
    }
    // for other signatures the arguments are constants, too, which may save a check or two
    Object[] none = {};
    return instance(Bound.class, MethodHandles.insertArguments(call, 0, values), none);
  }

  private static Task instance(Class<?> loop, MethodHandle method, Object[] values)
      throws ReflectiveOperationException, IOException {
    byte[] code;
    String file = loop.getName().substring(loop.getName().lastIndexOf('.') + 1) + ".class";
    try (InputStream in = loop.getResourceAsStream(file)) {
      code = in.readAllBytes();
    }
    MethodHandles.Lookup own =
        MethodHandles.lookup().defineHiddenClassWithClassData(code, method, true);
    MethodHandle constructor =
        own.findConstructor(own.lookupClass(), MethodType.methodType(void.class, Object[].class));
    try {
      return (Task) constructor.invoke(values);
    } catch (Throwable e) {
      throw new ReflectiveOperationException(e);
    }
  }

  /** What a loop calls; hidden classes are no nest mates. */
  static MethodHandle method(MethodHandles.Lookup lookup) {
    try {
      return MethodHandles.classData(lookup, "_", MethodHandle.class);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  static final class Gemm implements Task {
    private static final MethodHandle CALL = method(MethodHandles.lookup());
    private final long m;
    private final long n;
    private final long k;
    private final float[] a;
    private final float[] b;
    private final float[] c;

    Gemm(Object[] values) {
      m = (long) values[0];
      n = (long) values[1];
      k = (long) values[2];
      a = (float[]) values[3];
      b = (float[]) values[4];
      c = (float[]) values[5];
    }

    @Override
    public void run(long repetitions) throws Throwable {
      for (long i = 0; i < repetitions; i++) {
        CALL.invokeExact(m, n, k, a, b, c);
      }
    }
  }

  static final class Axpy implements Task {
    private static final MethodHandle CALL = method(MethodHandles.lookup());
    private final long n;
    private final float factor;
    private final float[] x;
    private final long xOffset;
    private final long xStride;
    private final float[] y;
    private final long yOffset;
    private final long yStride;

    Axpy(Object[] values) {
      n = (long) values[0];
      factor = (float) values[1];
      x = (float[]) values[2];
      xOffset = (long) values[3];
      xStride = (long) values[4];
      y = (float[]) values[5];
      yOffset = (long) values[6];
      yStride = (long) values[7];
    }

    @Override
    public void run(long repetitions) throws Throwable {
      for (long i = 0; i < repetitions; i++) {
        CALL.invokeExact(n, factor, x, xOffset, xStride, y, yOffset, yStride);
      }
    }
  }

  static final class Bound implements Task {
    private static final MethodHandle CALL = method(MethodHandles.lookup());

    Bound(Object[] none) {}

    @Override
    public void run(long repetitions) throws Throwable {
      for (long i = 0; i < repetitions; i++) {
        CALL.invokeExact();
      }
    }
  }
}
