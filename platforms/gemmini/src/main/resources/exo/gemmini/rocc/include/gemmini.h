/*
 * The instructions of the Gemmini accelerator as machine code for RISC-V, written from the public description of its
 * instruction set: as much as kernels that Exo for the JVM generates need, with the names and the order of arguments of
 * the accelerator's software library (whose header can take the place of this one). 16 x 16 array, 8-bit inputs.
 *
 * An instruction is of the custom-3 space: funct7 says which, rs1 and rs2 are two registers of 64 bits.
 */
#ifndef GEMMINI_H
#define GEMMINI_H

#include <stdbool.h>
#include <stdint.h>

#define DIM 16
#define ADDR_LEN 32
#define BANK_NUM 4
#define BANK_ROWS 4096
#define ACC_ROWS 1024
#define MAX_BYTES 64
#define MAX_BLOCK_LEN (MAX_BYTES / DIM)
#define MAX_BLOCK_LEN_ACC (MAX_BYTES / (DIM * 4))

#define OUTPUT_STATIONARY 0
#define WEIGHT_STATIONARY 1
#define NO_ACTIVATION 0
#define RELU 1
#define GARBAGE_ADDR (~(uint32_t)0)
#define ACC_SCALE_IDENTITY 1.0f

enum tiled_matmul_type_t { OS, WS, CPU };

typedef int8_t elem_t;
typedef int32_t acc_t;
typedef float acc_scale_t;
typedef float scale_t;

/* funct7 */
#define k_CONFIG 0
#define k_MVIN2 1
#define k_MVIN 2
#define k_MVOUT 3
#define k_COMPUTE_PRELOADED 4
#define k_PRELOAD 6
#define k_FLUSH 7
#define k_MVIN3 14

/* the lowest two bits of rs1 of a configuration */
#define CONFIG_EX 0
#define CONFIG_LD 1
#define CONFIG_ST 2

#define GEMMINI_TEXT_(x) #x
#define GEMMINI_TEXT(x) GEMMINI_TEXT_(x)
#define GEMMINI_INSTRUCTION(rs1, rs2, funct) \
  __asm__ volatile(".insn r 0x7b, 3, " GEMMINI_TEXT(funct) ", x0, %0, %1" : : "r"((uint64_t)(rs1)), "r"((uint64_t)(rs2)))

/* An address of the accelerator's memories, with the columns and the rows of what is there. */
#define GEMMINI_TILE(address, cols, rows) \
  ((uint64_t)(rows) << (ADDR_LEN + 16) | (uint64_t)(cols) << ADDR_LEN | (uint32_t)(uint64_t)(address))

static inline uint64_t gemmini_float_bits(float x) {
  union {
    float number;
    uint32_t bits;
  } u = {x};
  return u.bits;
}

/* Scaling as the accelerator does it: ties to even, saturated to 8 bits. */
static inline int32_t gemmini_acc_scale(int32_t x, float scale) {
  const float y = (float)x * scale;
  if (!(y > -128.0f && y < 127.0f)) {
    return y >= 127.0f ? 127 : y <= -128.0f ? -128 : 0;
  }
  const int32_t whole = (int32_t)y;
  const float rest = y - (float)whole, distance = rest < 0 ? -rest : rest;
  return distance > 0.5f || (distance == 0.5f && whole % 2 != 0) ? whole + (y < 0 ? -1 : 1) : whole;
}
#define ACC_SCALE(x, scale) gemmini_acc_scale((x), (scale))

/* configuration */
#define gemmini_extended5_config_ld(stride, scale, shrunk, block_mvin_stride, pixel_repeats, id)                       \
  GEMMINI_INSTRUCTION(gemmini_float_bits(scale) << 32 | (uint64_t)(block_mvin_stride) << 16                            \
                          | (uint64_t)(pixel_repeats) << 8 | (uint64_t)(id) << 3 | (uint64_t)(shrunk) << 2 | CONFIG_LD, \
                      stride, k_CONFIG)
#define gemmini_extended4_config_ld(stride, scale, shrunk, block_mvin_stride, id) \
  gemmini_extended5_config_ld(stride, scale, shrunk, block_mvin_stride, 1, id)
#define gemmini_extended3_config_ld(stride, scale, shrunk, id) \
  gemmini_extended4_config_ld(stride, scale, shrunk, DIM, id)
#define gemmini_extended2_config_ld(stride, scale, shrunk) gemmini_extended3_config_ld(stride, scale, shrunk, 0)
#define gemmini_extended_config_ld(stride, scale) gemmini_extended2_config_ld(stride, scale, false)
#define gemmini_config_ld(stride) gemmini_extended_config_ld(stride, 1.0f)

#define gemmini_extended_config_st(stride, acc_act, acc_scale)   \
  GEMMINI_INSTRUCTION((uint64_t)(acc_act) << 2 | CONFIG_ST,      \
                      gemmini_float_bits(acc_scale) << 32 | (uint32_t)(stride), k_CONFIG)
#define gemmini_config_st(stride) gemmini_extended_config_st(stride, NO_ACTIVATION, ACC_SCALE_IDENTITY)

/* The scale is that of what leaves the array in other modes of operation; the outputs' stride is 1. */
#define gemmini_extended_config_ex(dataflow, sys_act, sys_shift, A_stride, A_transpose, B_transpose)                \
  GEMMINI_INSTRUCTION(gemmini_float_bits(ACC_SCALE_IDENTITY) << 32 | (uint64_t)(A_stride) << 16                     \
                          | (uint64_t)(B_transpose) << 9 | (uint64_t)(A_transpose) << 8 | (uint64_t)(sys_act) << 3 \
                          | (uint64_t)(dataflow) << 2 | CONFIG_EX,                                                  \
                      (uint64_t)1 << 48 | (uint32_t)(sys_shift), k_CONFIG)
#define gemmini_config_ex(dataflow, sys_act, sys_shift) \
  gemmini_extended_config_ex(dataflow, sys_act, sys_shift, 1, 0, 0)

/* moves */
#define gemmini_extended_mvin(dram_addr, spad_addr, cols, rows) \
  GEMMINI_INSTRUCTION(dram_addr, GEMMINI_TILE(spad_addr, cols, rows), k_MVIN)
#define gemmini_extended_mvin2(dram_addr, spad_addr, cols, rows) \
  GEMMINI_INSTRUCTION(dram_addr, GEMMINI_TILE(spad_addr, cols, rows), k_MVIN2)
#define gemmini_extended_mvin3(dram_addr, spad_addr, cols, rows) \
  GEMMINI_INSTRUCTION(dram_addr, GEMMINI_TILE(spad_addr, cols, rows), k_MVIN3)
#define gemmini_mvin(dram_addr, spad_addr) gemmini_extended_mvin(dram_addr, spad_addr, DIM, DIM)
#define gemmini_extended_mvout(dram_addr, spad_addr, cols, rows) \
  GEMMINI_INSTRUCTION(dram_addr, GEMMINI_TILE(spad_addr, cols, rows), k_MVOUT)
#define gemmini_mvout(dram_addr, spad_addr) gemmini_extended_mvout(dram_addr, spad_addr, DIM, DIM)

/* the array */
#define gemmini_extended_preload(BD, C, BD_cols, BD_rows, C_cols, C_rows) \
  GEMMINI_INSTRUCTION(GEMMINI_TILE(BD, BD_cols, BD_rows), GEMMINI_TILE(C, C_cols, C_rows), k_PRELOAD)
#define gemmini_extended_compute_preloaded(A, BD, A_cols, A_rows, BD_cols, BD_rows) \
  GEMMINI_INSTRUCTION(GEMMINI_TILE(A, A_cols, A_rows), GEMMINI_TILE(BD, BD_cols, BD_rows), k_COMPUTE_PRELOADED)

#define gemmini_flush(skip) GEMMINI_INSTRUCTION(skip, 0, k_FLUSH)
#define gemmini_fence() __asm__ volatile("fence" : : : "memory")

#endif /* GEMMINI_H */
