/*
 * What the code generator emits for the kernels of io.exo4j.runtime.example.Example, written by hand:
 * the kernels (normally one unit per variant, each with its own flags), their flat entry points, and
 * the JNI half.
 */
#include <stdint.h>

/* ---- configuration state ---- */

typedef struct {
  int64_t ticks;
} example_context;

#define EXO_CONTEXT_SIZE sizeof(example_context)
#define EXO_JNI_CLASS Java_io_exo4j_runtime_example_Example_00024Jni_
#define EXO_RUNTIME_IMPLEMENTATION
#include "exo_runtime.h"

/* ---- the kernels ---- */

static void saxpy_generic(int64_t n, float a, const float *x, float *y) {
  for (int64_t i = 0; i < n; i++) y[i] += a * x[i];
}

#if defined(__x86_64__)
__attribute__((target("avx2,fma")))
#endif
static void saxpy_avx2(int64_t n, float a, const float *x, float *y) {
  for (int64_t i = 0; i < n; i++) y[i] += a * x[i];
}

/* ---- flat entry points: one per kernel and variant ---- */

EXO_EXPORT int32_t exo_call_saxpy__generic(int64_t n, float a, const float *x, int64_t x_offset,
                                           float *y, int64_t y_offset) {
  saxpy_generic(n, a, x + x_offset, y + y_offset);
  return EXO_OK;
}

EXO_EXPORT int32_t exo_call_saxpy__avx2(int64_t n, float a, const float *x, int64_t x_offset,
                                        float *y, int64_t y_offset) {
  saxpy_avx2(n, a, x + x_offset, y + y_offset);
  return EXO_OK;
}

EXO_EXPORT int32_t exo_call_saxpy__future(int64_t n, float a, const float *x, int64_t x_offset,
                                          float *y, int64_t y_offset) {
  (void)n, (void)a, (void)x, (void)x_offset, (void)y, (void)y_offset;
  return 99; /* never runs: no CPU has its feature */
}

/* A windowed copy: dst[i, j] = src[i, j]. */
EXO_EXPORT int32_t exo_call_copy(int64_t m, int64_t n, const double *src, int64_t src_offset,
                                 int64_t src_stride_0, int64_t src_stride_1, double *dst,
                                 int64_t dst_offset, int64_t dst_stride_0, int64_t dst_stride_1) {
  for (int64_t i = 0; i < m; i++)
    for (int64_t j = 0; j < n; j++)
      dst[dst_offset + i * dst_stride_0 + j * dst_stride_1] =
          src[src_offset + i * src_stride_0 + j * src_stride_1];
  return EXO_OK;
}

/* Counts its calls in the configuration state; `twice` is a bool. */
EXO_EXPORT int32_t exo_call_tick(void *context, int32_t twice, int64_t *count, int64_t count_offset) {
  example_context *state = (example_context *)context;
  state->ticks += twice != 0 ? 2 : 1;
  count[count_offset] = state->ticks;
  return EXO_OK;
}

/* Runs until gate[1] is not 0; says in gate[0] that it has begun. Keeps its context busy meanwhile. */
EXO_EXPORT int32_t exo_call_hold(void *context, int32_t *gate, int64_t gate_offset) {
  volatile int32_t *flags = gate + gate_offset;
  (void)context;
  flags[0] = 1;
  while (flags[1] == 0) continue;
  return EXO_OK;
}

EXO_EXPORT int32_t exo_call_hungry(int64_t n) {
  (void)n;
  return EXO_OUT_OF_MEMORY;
}

/* Each team member counts itself: a kernel with a `par` loop. */
EXO_EXPORT int32_t exo_call_team(int32_t *count, int64_t count_offset) {
  int32_t members = 0;
  EXO_APPLY_THREADS();
#ifdef _OPENMP
#pragma omp parallel reduction(+ : members)
#endif
  members += 1;
  count[count_offset] = members;
  return EXO_OK;
}

/* ---- the same for JNI ---- */

#define PIN(array) (*env)->GetPrimitiveArrayCritical(env, array, 0)
#define UNPIN(array, pointer, mode) (*env)->ReleasePrimitiveArrayCritical(env, array, pointer, mode)
#define ADDRESS(buffer) (*env)->GetDirectBufferAddress(env, buffer)

#define SAXPY_JNI(variant, mangled)                                                              \
  JNIEXPORT jint JNICALL EXO_JNI(exo_1call_1saxpy_1_1##mangled)(                                 \
      JNIEnv * env, jclass type, jlong n, jfloat a, jfloatArray x, jlong x_offset, jfloatArray y, \
      jlong y_offset) {                                                                          \
    int32_t status = EXO_OUT_OF_MEMORY;                                                          \
    void *x_ = PIN(x);                                                                           \
    if (x_) {                                                                                    \
      void *y_ = PIN(y);                                                                         \
      if (y_) {                                                                                  \
        status = exo_call_saxpy__##variant(n, a, x_, x_offset, y_, y_offset);                    \
        UNPIN(y, y_, 0);                                                                         \
      }                                                                                          \
      UNPIN(x, x_, JNI_ABORT);                                                                   \
    }                                                                                            \
    (void)type;                                                                                  \
    return status;                                                                               \
  }                                                                                              \
  JNIEXPORT jint JNICALL EXO_JNI(exo_1direct_1saxpy_1_1##mangled)(                               \
      JNIEnv * env, jclass type, jlong n, jfloat a, jobject x, jlong x_offset, jobject y,        \
      jlong y_offset) {                                                                          \
    (void)type;                                                                                  \
    return exo_call_saxpy__##variant(n, a, ADDRESS(x), x_offset, ADDRESS(y), y_offset);          \
  }

SAXPY_JNI(generic, generic)
SAXPY_JNI(avx2, avx2)
SAXPY_JNI(future, future)

JNIEXPORT jint JNICALL EXO_JNI(exo_1call_1copy)(JNIEnv *env, jclass type, jlong m, jlong n,
                                                jdoubleArray src, jlong src_offset,
                                                jlong src_stride_0, jlong src_stride_1,
                                                jdoubleArray dst, jlong dst_offset,
                                                jlong dst_stride_0, jlong dst_stride_1) {
  int32_t status = EXO_OUT_OF_MEMORY;
  void *src_ = PIN(src);
  (void)type;
  if (src_) {
    void *dst_ = PIN(dst);
    if (dst_) {
      status = exo_call_copy(m, n, src_, src_offset, src_stride_0, src_stride_1, dst_, dst_offset,
                             dst_stride_0, dst_stride_1);
      UNPIN(dst, dst_, 0);
    }
    UNPIN(src, src_, JNI_ABORT);
  }
  return status;
}

JNIEXPORT jint JNICALL EXO_JNI(exo_1call_1tick)(JNIEnv *env, jclass type, jobject context, jint twice,
                                                jlongArray count, jlong count_offset) {
  int32_t status = EXO_OUT_OF_MEMORY;
  void *context_ = ADDRESS(context); /* before anything is pinned: no other JNI call after that */
  void *count_ = PIN(count);
  (void)type;
  if (count_) {
    status = exo_call_tick(context_, twice, count_, count_offset);
    UNPIN(count, count_, 0);
  }
  return status;
}

JNIEXPORT jint JNICALL EXO_JNI(exo_1direct_1hold)(JNIEnv *env, jclass type, jobject context,
                                                  jobject gate, jlong gate_offset) {
  (void)type;
  return exo_call_hold(ADDRESS(context), ADDRESS(gate), gate_offset);
}

JNIEXPORT jint JNICALL EXO_JNI(exo_1call_1hungry)(JNIEnv *env, jclass type, jlong n) {
  (void)env;
  (void)type;
  return exo_call_hungry(n);
}

JNIEXPORT jint JNICALL EXO_JNI(exo_1call_1team)(JNIEnv *env, jclass type, jintArray count,
                                                jlong count_offset) {
  int32_t status = EXO_OUT_OF_MEMORY;
  void *count_ = PIN(count);
  (void)type;
  if (count_) {
    status = exo_call_team(count_, count_offset);
    UNPIN(count, count_, 0);
  }
  return status;
}
