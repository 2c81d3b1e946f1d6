/* Whether a contestant computes what the kernel is. */
#include "worker.h"

#include <math.h>
#include <string.h>

enum { SAMPLES = 200 };

static double error(double got, double want, double scale) {
  double difference = fabs(got - want);
  return isnan(difference) ? INFINITY : difference / (scale + 1e-30);
}

static double larger(double a, double b) { return a > b ? a : b; }

/* row . column, added to what was there */
struct sum {
  double value, magnitude;
};

static struct sum dot(double start, const float *x, int64_t x_step, const float *y, int64_t y_step, int64_t n,
                      double factor) {
  struct sum sum = {start, fabs(start)};
  for (int64_t i = 0; i < n; i++) {
    double term = factor * x[i * x_step] * y[i * y_step];
    sum.value += term;
    sum.magnitude += fabs(term);
  }
  return sum;
}

/* One element of relu(bias + input * weights), channels innermost. */
static struct sum convolution(const struct problem *on, int64_t at) {
  const int64_t *s = on->sizes;
  int64_t h = s[1], w = s[2], ic = s[3], oc = s[4], kh = s[5], kw = s[6];
  int64_t channel = at % oc, column = at / oc % w, row = at / oc / w % h, image = at / oc / w / h;
  struct sum sum = {on->operands[2][channel], fabs(on->operands[2][channel])};
  for (int64_t y = 0; y < kh; y++) {
    for (int64_t x = 0; x < kw; x++) {
      const float *pixel = on->operands[0] + ((image * (h + kh - 1) + row + y) * (w + kw - 1) + column + x) * ic;
      struct sum part = dot(0, pixel, 1, on->operands[1] + (y * kw + x) * ic * oc + channel, oc, ic, 1);
      sum.value += part.value;
      sum.magnitude += part.magnitude;
    }
  }
  sum.value = fmax(sum.value, 0);
  return sum;
}

double largest_error(const struct problem *on, const float *before) {
  const int64_t *s = on->sizes;
  float *const *o = on->operands;
  const float *out = o[on->operand_count - 1];
  int64_t n = on->lengths[on->operand_count - 1];
  double worst = 0;
  for (int64_t k = 0; k < SAMPLES; k++) {
    int64_t at = n <= SAMPLES ? k % n : k * (n - 1) / (SAMPLES - 1);
    struct sum want;
    if (strcmp(on->kernel, "sgemm") == 0) {
      want = dot(before[at], o[0] + at / s[1] * s[2], 1, o[1] + at % s[1], s[1], s[2], 1);
    } else if (strcmp(on->kernel, "saxpy") == 0) {
      want = dot(before[at], o[0] + at, 1, &ALPHA, 0, 1, 1);
    } else if (strcmp(on->kernel, "sdot") == 0) {
      want = dot(0, o[0], 1, o[1], 1, s[0], 1);
    } else if (strcmp(on->kernel, "sscal") == 0) {
      want = dot(-before[at], o[0], 0, o[0], 0, 0, 1);
    } else if (strcmp(on->kernel, "sasum") == 0) {
      want = (struct sum){0, 0};
      for (int64_t i = 0; i < s[0]; i++) want.value += fabs(o[0][i]);
      want.magnitude = want.value;
    } else if (strcmp(on->kernel, "scopy") == 0 || strcmp(on->kernel, "sswap") == 0) {
      want = dot(starting_number(0, at), o[0], 0, o[0], 0, 0, 1);
    } else if (strcmp(on->kernel, "srot") == 0) {
      want = dot(0.6 * before[at] - 0.8 * starting_number(0, at), o[0], 0, o[0], 0, 0, 1);
      want.magnitude += 1;
    } else if (strcmp(on->kernel, "sgemv") == 0) {
      want = dot(before[at], o[0] + at * s[1], 1, o[1], 1, s[1], ALPHA);
    } else if (strcmp(on->kernel, "sgemv_t") == 0) {
      want = dot(before[at], o[0] + at, s[1], o[1], 1, s[0], ALPHA);
    } else if (strcmp(on->kernel, "sger") == 0) {
      want = dot(before[at], o[0] + at / s[1], 1, o[1] + at % s[1], 1, 1, ALPHA);
    } else if (strcmp(on->kernel, "ssymv_upper") == 0) {
      want = dot(before[at], o[0] + at, s[0], o[1], 1, at, ALPHA);
      struct sum right = dot(0, o[0] + at * s[0] + at, 1, o[1] + at, 1, s[0] - at, ALPHA);
      want.value += right.value;
      want.magnitude += right.magnitude;
    } else if (strcmp(on->kernel, "strmv_upper") == 0) {
      want = dot(0, o[0] + at * s[0] + at, 1, before + at, 1, s[0] - at, 1);
    } else if (strcmp(on->kernel, "conv") == 0) {
      want = convolution(on, at);
    } else {
      return -1;
    }
    worst = larger(worst, error(out[at], want.value, want.magnitude));
  }
  return worst;
}
