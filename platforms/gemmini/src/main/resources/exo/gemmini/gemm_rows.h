/* First-fit allocation of rows, for the allocators of the scratchpad and of the accumulator. */
#ifndef GEMM_ROWS_H
#define GEMM_ROWS_H

#include <stdint.h>

#include "include/gemmini.h"

#if defined(GEMMINI_FUNCTIONAL_MODEL)
#define GEMM_STATE static _Thread_local
#define GEMM_FAIL(message) gemmini_model_fail(message)
#else
#define GEMM_STATE static
#define GEMM_FAIL(message) __builtin_trap()
#endif

#define GEMM_BLOCKS 256

/* Allocated blocks in the order of their rows. */
struct gemm_rows {
  uint32_t count;
  uint32_t start[GEMM_BLOCKS];
  uint32_t length[GEMM_BLOCKS];
};

/* The first of so many free rows in a row, out of `total`. Running out ends the program. */
static inline uint32_t gemm_rows_take(struct gemm_rows *rows, uint64_t length, uint32_t total, const char *message) {
  uint32_t at = 0;
  uint32_t start = 0;
  (void)message;
  while (at < rows->count && rows->start[at] - start < length) {
    start = rows->start[at] + rows->length[at];
    at++;
  }
  if (length > total - start || rows->count == GEMM_BLOCKS) {
    GEMM_FAIL(message);
  }
  for (uint32_t k = rows->count; k > at; k--) {
    rows->start[k] = rows->start[k - 1];
    rows->length[k] = rows->length[k - 1];
  }
  rows->start[at] = start;
  rows->length[at] = (uint32_t)length;
  rows->count++;
  return start;
}

static inline void gemm_rows_give(struct gemm_rows *rows, uint32_t start, const char *message) {
  uint32_t at = 0;
  (void)message;
  while (at < rows->count && rows->start[at] != start) {
    at++;
  }
  if (at == rows->count) {
    GEMM_FAIL(message);
  }
  rows->count--;
  for (uint32_t k = at; k < rows->count; k++) {
    rows->start[k] = rows->start[k + 1];
    rows->length[k] = rows->length[k + 1];
  }
}

#endif /* GEMM_ROWS_H */
