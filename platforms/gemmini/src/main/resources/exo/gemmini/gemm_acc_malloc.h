/* The allocator of the accumulator. An address is the number of a row of 64 bytes, with bit 31 set. */
#ifndef GEMM_ACC_MALLOC_H
#define GEMM_ACC_MALLOC_H

#include "gemm_rows.h"

GEMM_STATE struct gemm_rows gemm_accumulator_rows;

/* Frees everything. */
static inline void gemm_acc_init_mem(void) { gemm_accumulator_rows.count = 0; }

static inline uint32_t gemm_acc_malloc(uint64_t bytes) {
  uint64_t rows = bytes == 0 ? 1 : (bytes - 1) / 64 + 1;
  return gemm_rows_take(&gemm_accumulator_rows, rows, 1024, "the accumulator is full") | 0x80000000u;
}

static inline void gemm_acc_free(uint32_t address) {
  gemm_rows_give(&gemm_accumulator_rows, address & 0x7fffffffu, "gemm_acc_free: nothing is allocated there");
}

#endif /* GEMM_ACC_MALLOC_H */
