package io.exo4j.runtime.example;

import io.exo4j.runtime.Checks;
import io.exo4j.runtime.Context;
import io.exo4j.runtime.Kernel;
import io.exo4j.runtime.KernelLibrary;
import io.exo4j.runtime.OffHeap;
import io.exo4j.runtime.Region;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.Buffer;

/** What the code generator writes for the kernels of {@code src/test/c/example.c}, by hand. */
public final class Example {
  private static final KernelLibrary LIBRARY =
      KernelLibrary.of(
          MethodHandles.lookup(), Jni.class, "io.exo4j.exo-runtime-example", "example");

  private static final Kernel SAXPY = LIBRARY.kernel("saxpy");
  private static final MethodType SAXPY_TYPE =
      MethodType.methodType(
          int.class, long.class, float.class, float[].class, long.class, float[].class, long.class);
  private static final MethodHandle SAXPY_ARRAYS = SAXPY.arrays(SAXPY_TYPE);
  private static final MethodHandle SAXPY_OFF_HEAP = SAXPY.offHeap(SAXPY_TYPE);

  private static final MethodHandle COPY_ARRAYS =
      LIBRARY
          .kernel("copy")
          .arrays(
              MethodType.methodType(
                  int.class,
                  long.class,
                  long.class,
                  double[].class,
                  long.class,
                  long.class,
                  long.class,
                  double[].class,
                  long.class,
                  long.class,
                  long.class));
  private static final MethodHandle TICK_ARRAYS =
      LIBRARY
          .kernel("tick")
          .arrays(
              MethodType.methodType(int.class, Context.class, int.class, long[].class, long.class));
  private static final MethodHandle HOLD_OFF_HEAP =
      LIBRARY
          .kernel("hold")
          .offHeap(MethodType.methodType(int.class, Context.class, int[].class, long.class));
  private static final MethodHandle HUNGRY_ARRAYS =
      LIBRARY.kernel("hungry").arrays(MethodType.methodType(int.class, long.class));
  private static final MethodHandle TEAM_ARRAYS =
      LIBRARY.kernel("team").arrays(MethodType.methodType(int.class, int[].class, long.class));
  private static final MethodHandle UNLINKED_ARRAYS =
      LIBRARY.kernel("unlinked").arrays(MethodType.methodType(int.class, long.class));
  private static final MethodHandle FUTURE_ARRAYS =
      LIBRARY.kernel("future_only").arrays(MethodType.methodType(int.class, long.class));

  private Example() {}

  /** The native library behind this class. */
  public static KernelLibrary library() {
    return LIBRARY;
  }

  /** New configuration state. */
  public static Context newContext() {
    return LIBRARY.newContext();
  }

  /** {@code y += a * x} over whole arrays. */
  public static void saxpy(long n, float a, float[] x, float[] y) {
    saxpy(n, a, x, 0, y, 0);
  }

  /** {@code y += a * x}; the vectors begin at the offsets. */
  public static void saxpy(long n, float a, float[] x, long xOffset, float[] y, long yOffset) {
    Checks.size("n", n);
    Checks.dense("x", Checks.length("x", x), xOffset, n);
    Checks.dense("y", Checks.length("y", y), yOffset, n);
    if (x == y) {
      Region.dense("x", xOffset, 1, n).requireDisjoint(Region.dense("y", yOffset, 1, n));
    }
    int status;
    try {
      status = (int) SAXPY_ARRAYS.invokeExact(n, a, x, xOffset, y, yOffset);
    } catch (Throwable e) {
      throw Checks.rethrow(e);
    }
    Checks.status("saxpy", status);
  }

  /** {@code y += a * x} over memory outside the Java heap. */
  public static void saxpy(long n, float a, OffHeap x, OffHeap y) {
    Checks.size("n", n);
    Checks.dense("x", LIBRARY.elements("x", x, Float.BYTES, false), 0, n);
    Checks.dense("y", LIBRARY.elements("y", y, Float.BYTES, true), 0, n);
    if (LIBRARY.mayOverlap(x, y)) {
      Region.dense("x", LIBRARY.address(x), Float.BYTES, n)
          .requireDisjoint(Region.dense("y", LIBRARY.address(y), Float.BYTES, n));
    }
    int status;
    try {
      status = (int) SAXPY_OFF_HEAP.invokeExact(n, a, x, 0L, y, 0L);
    } catch (Throwable e) {
      throw Checks.rethrow(e);
    }
    Checks.status("saxpy", status);
  }

  /** {@code dst[i, j] = src[i, j]} for windows, with {@code assert n <= 64}. */
  public static void copy(
      long m,
      long n,
      double[] src,
      long srcOffset,
      long srcStride0,
      long srcStride1,
      double[] dst,
      long dstOffset,
      long dstStride0,
      long dstStride1) {
    Checks.size("m", m);
    Checks.size("n", n);
    if (!(n <= 64)) {
      throw Checks.violated("copy", "n <= 64", "n", n);
    }
    Checks.window("src", Checks.length("src", src), srcOffset, m, srcStride0, n, srcStride1);
    Checks.window("dst", Checks.length("dst", dst), dstOffset, m, dstStride0, n, dstStride1);
    Checks.distinct("dst", m, dstStride0, n, dstStride1);
    if (src == dst) {
      Region.window("src", srcOffset, 1, m, srcStride0, n, srcStride1)
          .requireDisjoint(Region.window("dst", dstOffset, 1, m, dstStride0, n, dstStride1));
    }
    int status;
    try {
      status =
          (int)
              COPY_ARRAYS.invokeExact(
                  m,
                  n,
                  src,
                  srcOffset,
                  srcStride0,
                  srcStride1,
                  dst,
                  dstOffset,
                  dstStride0,
                  dstStride1);
    } catch (Throwable e) {
      throw Checks.rethrow(e);
    }
    Checks.status("copy", status);
  }

  /** Counts calls in the configuration state. */
  public static void tick(Context context, boolean twice, long[] count) {
    Checks.dense("count", Checks.length("count", count), 0);
    int status;
    try {
      status = (int) TICK_ARRAYS.invokeExact(context, twice ? 1 : 0, count, 0L);
    } catch (Throwable e) {
      throw Checks.rethrow(e);
    }
    Checks.status("tick", status);
  }

  /** Sets {@code gate[0]} and waits for {@code gate[1]}. */
  public static void hold(Context context, OffHeap gate) {
    Checks.dense("gate", LIBRARY.elements("gate", gate, Integer.BYTES, true), 0, 2);
    int status;
    try {
      status = (int) HOLD_OFF_HEAP.invokeExact(context, gate, 0L);
    } catch (Throwable e) {
      throw Checks.rethrow(e);
    }
    Checks.status("hold", status);
  }

  /** Never gets its memory. */
  public static void hungry(long n) {
    call(HUNGRY_ARRAYS, "hungry", n);
  }

  /** Has no symbol in the library. */
  public static void unlinked(long n) {
    call(UNLINKED_ARRAYS, "unlinked", n);
  }

  /** Has only a variant that no CPU can run. */
  public static void futureOnly(long n) {
    call(FUTURE_ARRAYS, "future_only", n);
  }

  /** How many threads a parallel loop has. */
  public static void team(int[] count) {
    Checks.dense("count", Checks.length("count", count), 0);
    int status;
    try {
      status = (int) TEAM_ARRAYS.invokeExact(count, 0L);
    } catch (Throwable e) {
      throw Checks.rethrow(e);
    }
    Checks.status("team", status);
  }

  private static void call(MethodHandle handle, String kernel, long n) {
    int status;
    try {
      status = (int) handle.invokeExact(n);
    } catch (Throwable e) {
      throw Checks.rethrow(e);
    }
    Checks.status(kernel, status);
  }

  private static final class Jni {
    static void load(String file) {
      System.load(file);
    }

    static native long control(long request, long argument);

    static native String cpuFeatures();

    static native long address(Buffer buffer);

    static native int exo_call_saxpy__generic(
        long n, float a, float[] x, long xOffset, float[] y, long yOffset);

    static native int exo_direct_saxpy__generic(
        long n, float a, Buffer x, long xOffset, Buffer y, long yOffset);

    static native int exo_call_saxpy__avx2(
        long n, float a, float[] x, long xOffset, float[] y, long yOffset);

    static native int exo_direct_saxpy__avx2(
        long n, float a, Buffer x, long xOffset, Buffer y, long yOffset);

    static native int exo_call_saxpy__future(
        long n, float a, float[] x, long xOffset, float[] y, long yOffset);

    static native int exo_direct_saxpy__future(
        long n, float a, Buffer x, long xOffset, Buffer y, long yOffset);

    static native int exo_call_copy(
        long m,
        long n,
        double[] src,
        long srcOffset,
        long srcStride0,
        long srcStride1,
        double[] dst,
        long dstOffset,
        long dstStride0,
        long dstStride1);

    static native int exo_call_tick(Buffer context, int twice, long[] count, long countOffset);

    static native int exo_direct_hold(Buffer context, Buffer gate, long gateOffset);

    static native int exo_call_hungry(long n);

    static native int exo_call_team(int[] count, long countOffset);
  }
}
