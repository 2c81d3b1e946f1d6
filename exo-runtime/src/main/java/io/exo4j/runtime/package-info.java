/**
 * What a jar of packaged kernels needs at run time: finds, checks, loads and links its native
 * library, and checks arguments.
 *
 * <p>Users of kernels meet {@link io.exo4j.runtime.OffHeap}, {@link io.exo4j.runtime.Context},
 * {@link io.exo4j.runtime.KernelLibrary} (which variant runs, how many threads) and {@link
 * io.exo4j.runtime.NativeLibraryError}. The rest is called by generated classes, and the second
 * half of this page is the contract with their generator.
 *
 * <h2>Options</h2>
 *
 * <p>System properties, read when a library is loaded, that is at the first call of one of its
 * kernels:
 *
 * <table>
 * <caption>System properties</caption>
 * <tr><th>property</th><th>meaning</th></tr>
 * <tr><td>{@code exo.native.<library>.path}</td><td>load this file; it is trusted and not hashed. An
 *   {@code index.properties} beside it describes it, else the packaged one does</td></tr>
 * <tr><td>{@code exo.native.dir}</td><td>load the library from this directory if it has it</td></tr>
 * <tr><td>{@code exo.native.cache}</td><td>extract libraries to this directory and no other. Without it:
 *   {@code $XDG_CACHE_HOME/exo/native}, {@code ~/.cache/exo/native}, a private temporary directory;
 *   the first that is safe and not {@code noexec}</td></tr>
 * <tr><td>{@code exo.variant.<kernel>}</td><td>run this variant of a kernel, or fail</td></tr>
 * <tr><td>{@code exo.threads}</td><td>number of threads of parallel kernels</td></tr>
 * <tr><td>{@code exo.link}</td><td>{@code jni}: do not use the foreign function interface where it is
 *   available. JNI calls cost more, but from Java 22 on (with G1) a long call on arrays does not hold
 *   up other threads</td></tr>
 * </table>
 *
 * <p>Java 24 and newer warn of native code, and will refuse it one day, unless started with {@code
 * --enable-native-access=ALL-UNNAMED} (kernels on the class path) or {@code
 * --enable-native-access=io.exo4j.runtime} (this module on the module path; with {@code
 * exo.link=jni} also the module of the kernels, because there generated code loads the library). An
 * application started by {@code java -jar} can say {@code Enable-Native-Access: ALL-UNNAMED} in its
 * manifest.
 *
 * <p>While native code works on Java arrays, the garbage collector may have to wait for it: with
 * JNI before Java 22 it cannot start, with the foreign function interface the thread does not reach
 * a safepoint. Calls of more than a few milliseconds should use {@link io.exo4j.runtime.OffHeap}.
 *
 * <h2>The index</h2>
 *
 * <p>{@code META-INF/exo/native/<groupId>.<artifactId>/<classifier>/index.properties} (UTF-8),
 * beside the libraries; {@code <classifier>} as os-maven-plugin spells it, with {@code -musl}
 * behind it for musl: {@code linux-x86_64}, {@code linux-aarch_64-musl}. Words are separated by
 * blanks. Variants stand in order of preference; a variant without features runs everywhere. A
 * kernel that was not scheduled in variants has one, {@code default}. A feature is compared without
 * regard to case, {@code _}, {@code -} and {@code .}.
 *
 * <pre>{@code
 * format = 1
 * libraries = blas
 * blas.file = libblas.so
 * blas.sha256 = 93fd3c1cb84e5a9a3a2f3b3c7b8e1ad31c5ed1b59e1e7d1bb6f1a7a3a1c0e5f4
 * blas.size = 16520
 * blas.needs = libc.so.6 libgomp.so.1
 * blas.symbols = exo_call_saxpy__avx2 exo_call_saxpy__generic exo_control exo_cpu_features
 * blas.kernels = saxpy
 * blas.kernel.saxpy.variants = avx2 generic
 * blas.kernel.saxpy.avx2.symbol = exo_call_saxpy__avx2
 * blas.kernel.saxpy.avx2.features = avx2 fma
 * blas.kernel.saxpy.generic.symbol = exo_call_saxpy__generic
 * blas.kernel.saxpy.generic.features =
 * }</pre>
 *
 * <p>{@code format, libraries, file, sha256, size, kernels, variants, symbol} must be there; {@code
 * needs} goes into messages; {@code symbols} is for tools. File names, hashes and symbols are
 * checked against patterns: a symbol begins with {@code exo_call_}.
 *
 * <h2>C: flat entry points</h2>
 *
 * <p>For each kernel and variant the generator emits {@code int32_t exo_call_<kernel>[__<variant>]}
 * with the <em>flat</em> parameters of the kernel, which calls the kernel proper and returns {@code
 * EXO_OK} or {@code EXO_OUT_OF_MEMORY}. The parameters are, in the order of the kernel's:
 *
 * <table>
 * <caption>Flat parameters</caption>
 * <tr><th>kernel</th><th>C</th><th>flat Java type</th><th>JNI, arrays</th><th>JNI, buffers</th></tr>
 * <tr><td>context, first, if the kernel uses configuration</td><td>{@code void *}</td>
 *   <td>{@code Context}</td><td>{@code Buffer}</td><td>{@code Buffer}</td></tr>
 * <tr><td>{@code size index int stride}</td><td>{@code int64_t}</td><td>{@code long}</td>
 *   <td>{@code long}</td><td>{@code long}</td></tr>
 * <tr><td>{@code bool}</td><td>{@code int32_t}, 0 or 1</td><td>{@code int}</td><td>{@code int}</td>
 *   <td>{@code int}</td></tr>
 * <tr><td>scalar that is only read, {@code f32 f64 i64}</td><td>{@code float double int64_t}</td>
 *   <td>{@code float double long}</td><td>the same</td><td>the same</td></tr>
 * <tr><td>scalar that is only read, any narrower type</td><td>{@code int32_t}, cast in C</td>
 *   <td>{@code int}</td><td>{@code int}</td><td>{@code int}</td></tr>
 * <tr><td>tensor, window or written scalar</td><td>{@code T *x, int64_t x_offset}</td>
 *   <td>{@code T[], long}</td><td>{@code T[], long}</td><td>{@code Buffer, long}</td></tr>
 * <tr><td>the strides of a window, behind it</td><td>{@code int64_t} for each dimension</td>
 *   <td>{@code long}</td><td>{@code long}</td><td>{@code long}</td></tr>
 * </table>
 *
 * <p>Offsets and strides count elements; the entry point adds the offset to the pointer. Narrow
 * types are not passed as such, because compilers disagree on who extends them.
 *
 * <p>One unit of the library, compiled without flags for any CPU feature, holds the entry points
 * and includes {@code exo_runtime.h} (resource {@code META-INF/exo/include/exo_runtime.h} of this
 * jar, copied beside the C files). The entry point of a parallel kernel begins with {@code
 * EXO_APPLY_THREADS();}, and that unit is compiled with {@code -fopenmp}.
 *
 * <pre>{@code
 * #include <stdint.h>
 *
 * #define EXO_CONTEXT_SIZE sizeof(blas_Context)          // only if there is configuration state
 * #define EXO_JNI_CLASS Java_com_acme_Blas_00024Jni_     // Java_ + class, then Jni_
 * #define EXO_RUNTIME_IMPLEMENTATION
 * #include "exo_runtime.h"
 *
 * void saxpy__avx2(int64_t n, float a, const float *x, float *y);    // the kernels, in other units
 *
 * EXO_EXPORT int32_t exo_call_saxpy__avx2(int64_t n, float a, const float *x, int64_t x_offset,
 *                                         float *y, int64_t y_offset) {
 *   saxpy__avx2(n, a, x + x_offset, y + y_offset);
 *   return EXO_OK;
 * }
 *
 * // JNI over arrays: the method has the name of the C function, "_" becomes "_1". Direct buffers
 * // (the context) are resolved before the first array is pinned; nothing of JNI is called while one
 * // is. Arrays that are only read are released with JNI_ABORT, the others with 0.
 * JNIEXPORT jint JNICALL EXO_JNI(exo_1call_1saxpy_1_1avx2)(
 *     JNIEnv *env, jclass type, jlong n, jfloat a, jfloatArray x, jlong x_offset,
 *     jfloatArray y, jlong y_offset) {
 *   int32_t status = EXO_OUT_OF_MEMORY;
 *   void *x_ = (*env)->GetPrimitiveArrayCritical(env, x, 0);
 *   if (x_) {
 *     void *y_ = (*env)->GetPrimitiveArrayCritical(env, y, 0);
 *     if (y_) {
 *       status = exo_call_saxpy__avx2(n, a, x_, x_offset, y_, y_offset);
 *       (*env)->ReleasePrimitiveArrayCritical(env, y, y_, 0);
 *     }
 *     (*env)->ReleasePrimitiveArrayCritical(env, x, x_, JNI_ABORT);
 *   }
 *   (void)type;
 *   return status;
 * }
 *
 * // JNI over direct buffers: exo_direct_ in the place of exo_call_.
 * JNIEXPORT jint JNICALL EXO_JNI(exo_1direct_1saxpy_1_1avx2)(
 *     JNIEnv *env, jclass type, jlong n, jfloat a, jobject x, jlong x_offset,
 *     jobject y, jlong y_offset) {
 *   (void)type;
 *   return exo_call_saxpy__avx2(n, a, (*env)->GetDirectBufferAddress(env, x), x_offset,
 *                               (*env)->GetDirectBufferAddress(env, y), y_offset);
 * }
 * }</pre>
 *
 * <h2>Java: the generated class</h2>
 *
 * <p>The private nested class {@code Jni} must be there even where the foreign function interface
 * will be used: the choice is made at run time, in {@code exo-runtime} alone. {@code load}, {@code
 * control}, {@code cpuFeatures} and {@code address} are always the same; their C half is in {@code
 * exo_runtime.h}. Every method checks in this order: sizes and indices; the kernel's assertions;
 * shapes; distinct elements of windows that are written; overlaps. Shapes and assertions are
 * evaluated with {@link io.exo4j.runtime.Checks#add}, {@code subtract}, {@code multiply} where a
 * result may exceed {@code long} and with {@link java.lang.Math#floorDiv(long, long)} and {@code
 * floorMod}. {@link io.exo4j.runtime.Kernel} gives handles for {@code invokeExact}: the cast to
 * {@code int} and the static types of the arguments must be exactly those of the flat type.
 *
 * <pre>{@code
 * package com.acme;
 *
 * import io.exo4j.runtime.*;
 * import java.lang.invoke.*;
 * import java.nio.Buffer;
 *
 * public final class Blas {
 *   private static final KernelLibrary LIBRARY =
 *       KernelLibrary.of(MethodHandles.lookup(), Jni.class, "com.acme.my-kernels", "blas");
 *
 *   private static final Kernel SAXPY = LIBRARY.kernel("saxpy");
 *   private static final MethodType SAXPY_TYPE =
 *       MethodType.methodType(
 *           int.class, long.class, float.class, float[].class, long.class, float[].class, long.class);
 *   private static final MethodHandle SAXPY_ARRAYS = SAXPY.arrays(SAXPY_TYPE);
 *   private static final MethodHandle SAXPY_OFF_HEAP = SAXPY.offHeap(SAXPY_TYPE);
 *
 *   private Blas() {}
 *
 *   public static KernelLibrary library() {
 *     return LIBRARY;
 *   }
 *
 *   public static Context newContext() {       // only if there is configuration state
 *     return LIBRARY.newContext();
 *   }
 *
 *   public static void saxpy(long n, float a, float[] x, float[] y) {
 *     saxpy(n, a, x, 0, y, 0);
 *   }
 *
 *   public static void saxpy(long n, float a, float[] x, long xOffset, float[] y, long yOffset) {
 *     Checks.size("n", n);
 *     if (!(n <= 4096)) {                      // assert n <= 4096
 *       throw Checks.violated("saxpy", "n <= 4096", "n", n);
 *     }
 *     Checks.dense("x", Checks.length("x", x), xOffset, n);
 *     Checks.dense("y", Checks.length("y", y), yOffset, n);
 *     if (x == y) {                            // of one Java type, and at least one is written
 *       Region.dense("x", xOffset, 1, n).requireDisjoint(Region.dense("y", yOffset, 1, n));
 *     }
 *     int status;
 *     try {
 *       status = (int) SAXPY_ARRAYS.invokeExact(n, a, x, xOffset, y, yOffset);
 *     } catch (Throwable e) {
 *       throw Checks.rethrow(e);
 *     }
 *     Checks.status("saxpy", status);
 *   }
 *
 *   public static void saxpy(long n, float a, OffHeap x, OffHeap y) {
 *     Checks.size("n", n);
 *     if (!(n <= 4096)) {
 *       throw Checks.violated("saxpy", "n <= 4096", "n", n);
 *     }
 *     Checks.dense("x", LIBRARY.elements("x", x, Float.BYTES, false), 0, n);
 *     Checks.dense("y", LIBRARY.elements("y", y, Float.BYTES, true), 0, n);    // true: written
 *     if (LIBRARY.mayOverlap(x, y)) {          // any two of which at least one is written
 *       Region.dense("x", LIBRARY.address(x), Float.BYTES, n)
 *           .requireDisjoint(Region.dense("y", LIBRARY.address(y), Float.BYTES, n));
 *     }
 *     int status;
 *     try {
 *       status = (int) SAXPY_OFF_HEAP.invokeExact(n, a, x, 0L, y, 0L);
 *     } catch (Throwable e) {
 *       throw Checks.rethrow(e);
 *     }
 *     Checks.status("saxpy", status);
 *   }
 *
 *   private static final class Jni {
 *     static void load(String file) {
 *       System.load(file);
 *     }
 *
 *     static native long control(long request, long argument);
 *
 *     static native String cpuFeatures();
 *
 *     static native long address(Buffer buffer);
 *
 *     static native int exo_call_saxpy__avx2(
 *         long n, float a, float[] x, long xOffset, float[] y, long yOffset);
 *
 *     static native int exo_direct_saxpy__avx2(
 *         long n, float a, Buffer x, long xOffset, Buffer y, long yOffset);
 *     // ... and the same for every other variant
 *   }
 * }
 * }</pre>
 *
 * <p>A window {@code W: [f32][m, n]} is {@code float[] w, long wOffset, long wStride0, long
 * wStride1} and is checked by
 *
 * <pre>{@code
 * Checks.window("W", Checks.length("W", w), wOffset, m, wStride0, n, wStride1);
 * Checks.distinct("W", m, wStride0, n, wStride1);        // only if it is written
 * Region.window("W", wOffset, 1, m, wStride0, n, wStride1)
 * }</pre>
 *
 * Off the heap, a region begins at {@code LIBRARY.address(w) + wOffset * Float.BYTES} and its unit
 * is {@code Float.BYTES}. A scalar in memory is dense without extents. A kernel with configuration
 * state takes a {@code Context context} first and passes it on; the handle checks it.
 */
package io.exo4j.runtime;
