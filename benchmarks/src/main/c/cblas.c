/* Libraries with the CBLAS interface: the functions that the kernels of the examples compare with. */
#include "worker.h"

#include <dlfcn.h>
#include <string.h>

enum { ROW_MAJOR = 101, PLAIN = 111, TRANSPOSED = 112, UPPER = 121, NO_UNIT = 131 };

typedef void sgemm_t(int, int, int, int, int, int, float, const float *, int, const float *, int, float, float *, int);
typedef void sgemv_t(int, int, int, int, float, const float *, int, const float *, int, float, float *, int);
typedef void sger_t(int, int, int, float, const float *, int, const float *, int, float *, int);
typedef void saxpy_t(int, float, const float *, int, float *, int);
typedef float sdot_t(int, const float *, int, const float *, int);
typedef void sscal_t(int, float, float *, int);
typedef void scopy_t(int, const float *, int, float *, int);
typedef void sswap_t(int, float *, int, float *, int);
typedef void srot_t(int, float *, int, float *, int, float, float);
typedef void ssymv_t(int, int, int, float, const float *, int, const float *, int, float, float *, int);
typedef void strmv_t(int, int, int, int, int, const float *, int, float *, int);
typedef float sasum_t(int, const float *, int);

#define RUNNER(name, call)                                                                              \
  static void run_##name(const struct contestant *who, const struct problem *on, long repetitions) {   \
    name##_t *f = (name##_t *)who->function;                                                            \
    const int64_t *s = on->sizes;                                                                       \
    float *const *o = on->operands;                                                                     \
    for (; repetitions > 0; repetitions--) {                                                            \
      call;                                                                                             \
    }                                                                                                   \
    (void)s;                                                                                            \
    (void)o;                                                                                            \
  }

/* C += A B */
RUNNER(sgemm, f(ROW_MAJOR, PLAIN, PLAIN, s[0], s[1], s[2], 1, o[0], s[2], o[1], s[1], 1, o[2], s[1]))
RUNNER(saxpy, f(s[0], ALPHA, o[0], 1, o[1], 1))
RUNNER(sdot, *o[2] = f(s[0], o[0], 1, o[1], 1))
RUNNER(sscal, f(s[0], -1.0f, o[0], 1))
RUNNER(sasum, *o[1] = f(s[0], o[0], 1))
RUNNER(scopy, f(s[0], o[0], 1, o[1], 1))
RUNNER(sswap, f(s[0], o[0], 1, o[1], 1))
RUNNER(srot, f(s[0], o[0], 1, o[1], 1, 0.6f, 0.8f))
RUNNER(ssymv, f(ROW_MAJOR, UPPER, s[0], ALPHA, o[0], s[0], o[1], 1, 1, o[2], 1))
RUNNER(strmv, f(ROW_MAJOR, UPPER, PLAIN, NO_UNIT, s[0], o[0], s[0], o[1], 1))
/* y += alpha A x, y += alpha A' x, A += alpha x y' */
RUNNER(sgemv, f(ROW_MAJOR, PLAIN, s[0], s[1], ALPHA, o[0], s[1], o[1], 1, 1, o[2], 1))
RUNNER(sger, f(ROW_MAJOR, s[0], s[1], ALPHA, o[0], 1, o[1], 1, o[2], s[1]))

static void run_sgemv_t(const struct contestant *who, const struct problem *on, long repetitions) {
  sgemv_t *f = (sgemv_t *)who->function;
  const int64_t *s = on->sizes;
  float *const *o = on->operands;
  for (; repetitions > 0; repetitions--) {
    f(ROW_MAJOR, TRANSPOSED, s[0], s[1], ALPHA, o[0], s[1], o[1], 1, 1, o[2], 1);
  }
}

static const struct {
  const char *kernel;
  const char *function;
  runner *run;
} KERNELS[] = {
    {"sgemm", "cblas_sgemm", run_sgemm},     {"saxpy", "cblas_saxpy", run_saxpy}, {"sdot", "cblas_sdot", run_sdot},
    {"sscal", "cblas_sscal", run_sscal},     {"sasum", "cblas_sasum", run_sasum}, {"sgemv", "cblas_sgemv", run_sgemv},
    {"sgemv_t", "cblas_sgemv", run_sgemv_t}, {"sger", "cblas_sger", run_sger},
    {"scopy", "cblas_scopy", run_scopy},     {"sswap", "cblas_sswap", run_sswap}, {"srot", "cblas_srot", run_srot},
    {"ssymv_upper", "cblas_ssymv", run_ssymv}, {"strmv_upper", "cblas_strmv", run_strmv},
};

runner *prepare_cblas(struct contestant *who, const struct problem *on) {
  for (size_t i = 0; i < sizeof KERNELS / sizeof *KERNELS; i++) {
    if (strcmp(KERNELS[i].kernel, on->kernel) == 0) {
      who->function = dlsym(who->library, KERNELS[i].function);
      return who->function ? KERNELS[i].run : NULL;
    }
  }
  return NULL;
}
