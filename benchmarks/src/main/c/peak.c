/* How many multiply-adds this machine can do: independent chains in registers, the same work for all instruction
 * sets. One repetition is 1536 * 500 = 768000 floating-point operations on each thread. */
#include "worker.h"

#include <omp.h>

#if defined(__x86_64__)
#include <immintrin.h>

/* Twenty-four chains hide a latency of four cycles at two instructions a cycle three times over. */
#define CHAINS(X) X(0) X(1) X(2) X(3) X(4) X(5) X(6) X(7) X(8) X(9) X(10) X(11)

__attribute__((target("avx512f"))) static float avx512(long repetitions) {
  __m512 m = _mm512_set1_ps(0.999f), a = _mm512_set1_ps(1e-3f);
#define DECLARE(i) __m512 x##i = _mm512_set1_ps(i + 1.0f), y##i = _mm512_set1_ps(i + 0.5f);
#define STEP(i) x##i = _mm512_fmadd_ps(x##i, m, a); y##i = _mm512_fmadd_ps(y##i, m, a);
#define SUM(i) m = _mm512_add_ps(m, _mm512_add_ps(x##i, y##i));
  CHAINS(DECLARE)
  for (long n = repetitions * 1000; n > 0; n--) {
    CHAINS(STEP)
  }
  CHAINS(SUM)
  return _mm512_reduce_add_ps(m);
#undef DECLARE
#undef STEP
#undef SUM
}

__attribute__((target("avx2,fma"))) static float avx2(long repetitions) {
  __m256 m = _mm256_set1_ps(0.999f), a = _mm256_set1_ps(1e-3f);
#define DECLARE(i) __m256 x##i = _mm256_set1_ps(i + 1.0f);
#define STEP(i) x##i = _mm256_fmadd_ps(x##i, m, a);
#define SUM(i) m = _mm256_add_ps(m, x##i);
  CHAINS(DECLARE)
  for (long n = repetitions * 4000; n > 0; n--) {
    CHAINS(STEP)
  }
  CHAINS(SUM)
  return _mm256_cvtss_f32(m);
#undef DECLARE
#undef STEP
#undef SUM
}

static float sse(long repetitions) {
  __m128 m = _mm_set1_ps(0.999f), a = _mm_set1_ps(1e-3f);
#define DECLARE(i) __m128 x##i = _mm_set1_ps(i + 1.0f);
#define STEP(i) x##i = _mm_add_ps(_mm_mul_ps(x##i, m), a);
#define SUM(i) m = _mm_add_ps(m, x##i);
  CHAINS(DECLARE)
  for (long n = repetitions * 8000; n > 0; n--) {
    CHAINS(STEP)
  }
  CHAINS(SUM)
  return _mm_cvtss_f32(m);
#undef DECLARE
#undef STEP
#undef SUM
}

typedef float chain(long repetitions);

static chain *best(void) {
  return __builtin_cpu_supports("avx512f") ? avx512
         : __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? avx2 : sse;
}

const char *peak_instructions(void) {
  return best() == avx512 ? "avx512" : best() == avx2 ? "avx2" : "sse";
}

#else
typedef float chain(long repetitions);

/* Left to the compiler: twelve vectors of its extension. */
typedef float vector __attribute__((vector_size(16)));

static float generic(long repetitions) {
  vector x[12], m = {0.999f, 0.999f, 0.999f, 0.999f}, a = {1e-3f, 1e-3f, 1e-3f, 1e-3f};
  for (int i = 0; i < 12; i++) x[i] = m * (float)i;
  for (long n = repetitions * 8000; n > 0; n--) {
    for (int i = 0; i < 12; i++) x[i] = x[i] * m + a;
  }
  for (int i = 0; i < 12; i++) m += x[i];
  return m[0];
}

static chain *best(void) { return generic; }

const char *peak_instructions(void) { return "compiler's vectors"; }
#endif

static void run_peak(const struct contestant *who, const struct problem *on, long repetitions) {
  (void)who;
  (void)on;
  chain *work = best();
#pragma omp parallel
  {
    volatile float keep = work(repetitions);
    (void)keep;
  }
}

runner *prepare_peak(struct contestant *who, const struct problem *on) {
  (void)who;
  (void)on;
  return run_peak;
}
