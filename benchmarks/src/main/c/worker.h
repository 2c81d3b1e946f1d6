/* What the parts of the C worker know of each other. */
#ifndef WORKER_H
#define WORKER_H

#include <stddef.h>
#include <stdint.h>

enum { MAX_SIZES = 12, MAX_OPERANDS = 6, MAX_CONTESTANTS = 16, MAX_ARGUMENTS = 20 };

/* The problem that is measured: sizes as the coordinator gave them, arrays of random numbers in [-1, 1). */
struct problem {
  char kernel[32];
  int64_t sizes[MAX_SIZES];
  int size_count;
  float *operands[MAX_OPERANDS];
  float *blocks[MAX_OPERANDS]; /* the memory that they are in */
  int64_t lengths[MAX_OPERANDS];
  int operand_count;
};

struct contestant;
typedef void runner(const struct contestant *who, const struct problem *on, long repetitions);

struct contestant {
  char id[32];
  void *library;
  void *function;
  /* Finds the function for a kernel; 0 if there is none. */
  runner *(*prepare)(struct contestant *who, const struct problem *on);
  runner *run;
  /* Of a kernel of ours: its arguments, integers and pointers in order, then floats in order. */
  int64_t integers[MAX_ARGUMENTS];
  int integer_count;
  float floats[MAX_ARGUMENTS];
  int float_count;
};

/* Scalars that all contestants of a kernel get. */
static const float ALPHA = 0.75f;

runner *prepare_cblas(struct contestant *who, const struct problem *on);
runner *prepare_onednn(struct contestant *who, const struct problem *on);
runner *prepare_peak(struct contestant *who, const struct problem *on);
runner *prepare_exo(struct contestant *who, const struct problem *on);

/* What the peak contestant uses here: avx512, avx2, sse or scalar. */
const char *peak_instructions(void);

/* What is at a place of an operand before the first call: from -1 to 1, without a pattern. */
float starting_number(int operand, int64_t at);

/* The largest error of the last operand, relative to the sum of absolute terms; negative if it is not known how to
 * check this kernel. `before` is the last operand as it was. */
double largest_error(const struct problem *on, const float *before);

#endif
