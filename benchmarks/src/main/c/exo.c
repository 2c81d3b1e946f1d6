/* Kernels of the examples, by the entry point of the library that the generated Java class calls, too. */
#include "worker.h"

/* Integers and pointers go into one sequence of registers and stack slots, floats into another, on all machines that
 * this runs on; so one type serves for all functions with that many integers. */
#define I int64_t
#define F float, float
typedef int32_t with6(I, I, I, I, I, I, F);
typedef int32_t with9(I, I, I, I, I, I, I, I, I, F);
typedef int32_t with18(I, I, I, I, I, I, I, I, I, I, I, I, I, I, I, I, I, I, F);

static void run6(const struct contestant *who, const struct problem *on, long repetitions) {
  with6 *f = (with6 *)who->function;
  const int64_t *i = who->integers;
  const float *x = who->floats;
  (void)on;
  for (; repetitions > 0; repetitions--) {
    f(i[0], i[1], i[2], i[3], i[4], i[5], x[0], x[1]);
  }
}

static void run9(const struct contestant *who, const struct problem *on, long repetitions) {
  with9 *f = (with9 *)who->function;
  const int64_t *i = who->integers;
  const float *x = who->floats;
  (void)on;
  for (; repetitions > 0; repetitions--) {
    f(i[0], i[1], i[2], i[3], i[4], i[5], i[6], i[7], i[8], x[0], x[1]);
  }
}

static void run18(const struct contestant *who, const struct problem *on, long repetitions) {
  with18 *f = (with18 *)who->function;
  const int64_t *i = who->integers;
  const float *x = who->floats;
  (void)on;
  for (; repetitions > 0; repetitions--) {
    f(i[0], i[1], i[2], i[3], i[4], i[5], i[6], i[7], i[8], i[9], i[10], i[11], i[12], i[13], i[14], i[15], i[16],
      i[17], x[0], x[1]);
  }
}

runner *prepare_exo(struct contestant *who, const struct problem *on) {
  (void)on;
  return who->integer_count <= 6 ? run6 : who->integer_count <= 9 ? run9 : run18;
}
