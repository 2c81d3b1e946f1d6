/* The allocator of the scratchpad. An address is the number of a row of 16 bytes. */
#ifndef GEMM_MALLOC_H
#define GEMM_MALLOC_H

#include "gemm_rows.h"

GEMM_STATE struct gemm_rows gemm_scratchpad_rows;

/* Frees everything. */
static inline void gemm_init_mem(void) { gemm_scratchpad_rows.count = 0; }

static inline uint64_t gemm_malloc(uint64_t bytes) {
  uint64_t rows = bytes == 0 ? 1 : (bytes - 1) / 16 + 1;
  return gemm_rows_take(&gemm_scratchpad_rows, rows, 16384, "the scratchpad is full");
}

static inline void gemm_free(uint64_t address) {
  gemm_rows_give(&gemm_scratchpad_rows, (uint32_t)address, "gemm_free: nothing is allocated there");
}

#endif /* GEMM_MALLOC_H */
