/*
 * A functional model of the Gemmini accelerator, in the place of the header of its software library: the same names,
 * the same order of arguments, the effect of every instruction on a scratchpad, an accumulator and the memory of the
 * program. It says nothing about time.
 *
 * Modelled: 16 x 16 weight-stationary array of 8-bit inputs and 32-bit sums, 16384 rows of scratchpad, 1024 rows of
 * accumulator, three load states, blocks of columns, scaling, rounding, saturation and ReLU of what is stored. Not
 * modelled, and an error if asked for: output-stationary operation, transposition, pooling, normalisation, scaled loads,
 * the instructions that run loops by themselves. An address or a size that is out of range is an error as well.
 *
 * Every thread has an accelerator of its own. gemmini_model_report() writes what it was made to do; with
 * GEMMINI_MODEL_REPORT in the environment, that is done when the program ends (for the last thread that used it).
 */
#ifndef GEMMINI_H
#define GEMMINI_H
#define GEMMINI_FUNCTIONAL_MODEL 1

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
#define OS OUTPUT_STATIONARY
#define WS WEIGHT_STATIONARY
#define NO_ACTIVATION 0
#define RELU 1
#define GARBAGE_ADDR (~(uint32_t)0)
#define ACC_SCALE_IDENTITY 1.0f

typedef int8_t elem_t;
typedef int32_t acc_t;
typedef float acc_scale_t;
typedef float scale_t;

#if defined(__GNUC__)
#define GEMMINI_UNUSED __attribute__((unused))
#define GEMMINI_SHARED __attribute__((weak))
#else
#define GEMMINI_UNUSED
#define GEMMINI_SHARED static
#endif

enum gemmini_model_kind {
  GEMMINI_CONFIG_LD,
  GEMMINI_CONFIG_ST,
  GEMMINI_CONFIG_EX,
  GEMMINI_MVIN,
  GEMMINI_MVIN_ZERO,
  GEMMINI_MVOUT,
  GEMMINI_PRELOAD,
  GEMMINI_COMPUTE,
  GEMMINI_FLUSH,
  GEMMINI_FENCE,
  GEMMINI_KINDS
};

/* What a thread's accelerator was made to do. */
struct gemmini_model_counts {
  uint64_t instructions[GEMMINI_KINDS];
  uint64_t redundant_configs; /* set what was set already */
  uint64_t bytes_in;
  uint64_t bytes_out;
  uint64_t multiply_adds; /* of the operands, not counting padding */
};

struct gemmini_load_state {
  uint64_t stride;
  bool shrunk;
  uint64_t block_stride;
  bool set;
};

struct gemmini_model {
  int8_t scratchpad[BANK_NUM * BANK_ROWS][DIM];
  int32_t accumulator[ACC_ROWS][DIM];
  struct gemmini_load_state load[3];
  struct {
    uint64_t stride;
    int activation;
    float scale;
    bool set;
  } store;
  struct {
    int dataflow;
    bool set;
  } array;
  uint32_t weights;
  uint64_t weight_cols, weight_rows;
  uint32_t output;
  uint64_t output_cols, output_rows;
  bool preloaded;
  struct gemmini_model_counts counts;
};

GEMMINI_SHARED _Thread_local struct gemmini_model gemmini_model;

GEMMINI_UNUSED static void gemmini_model_fail(const char *what) {
  fprintf(stderr, "gemmini model: %s\n", what);
  abort();
}

GEMMINI_UNUSED static void gemmini_model_report(FILE *to) {
  static const char *const names[GEMMINI_KINDS] = {
      "config_ld", "config_st", "config_ex", "mvin", "mvin of zeros", "mvout", "preload", "compute", "flush", "fence"};
  const struct gemmini_model_counts *c = &gemmini_model.counts;
  for (int k = 0; k < GEMMINI_KINDS; k++) {
    fprintf(to, "%-18s %12llu\n", names[k], (unsigned long long)c->instructions[k]);
  }
  fprintf(to, "%-18s %12llu\n", "redundant configs", (unsigned long long)c->redundant_configs);
  fprintf(to, "%-18s %12llu\n", "bytes in", (unsigned long long)c->bytes_in);
  fprintf(to, "%-18s %12llu\n", "bytes out", (unsigned long long)c->bytes_out);
  fprintf(to, "%-18s %12llu\n", "multiply-adds", (unsigned long long)c->multiply_adds);
}

GEMMINI_UNUSED static void gemmini_model_at_exit(void) { gemmini_model_report(stderr); }

/* Forgets everything, as after power-up: the memories hold no particular values. */
GEMMINI_UNUSED static void gemmini_model_reset(void) {
  memset(&gemmini_model, 0, sizeof gemmini_model);
  memset(gemmini_model.scratchpad, 0x55, sizeof gemmini_model.scratchpad);
  memset(gemmini_model.accumulator, 0x55, sizeof gemmini_model.accumulator);
}

GEMMINI_UNUSED static void gemmini_model_count(enum gemmini_model_kind kind) {
  static _Thread_local bool started;
  if (!started) {
    started = true;
    if (getenv("GEMMINI_MODEL_REPORT") != NULL) {
      atexit(gemmini_model_at_exit);
    }
  }
  gemmini_model.counts.instructions[kind]++;
}

/* ---- configuration */

GEMMINI_UNUSED static void gemmini_model_config_ld(
    uint64_t stride, float scale, bool shrunk, uint64_t block_stride, int id) {
  gemmini_model_count(GEMMINI_CONFIG_LD);
  if (id < 0 || id > 2 || scale != 1.0f) {
    gemmini_model_fail("config_ld: no such load state, or a scale, which is not modelled");
  }
  struct gemmini_load_state *s = &gemmini_model.load[id];
  bool same = s->set && s->stride == stride && s->shrunk == shrunk && s->block_stride == block_stride;
  gemmini_model.counts.redundant_configs += same;
  s->stride = stride;
  s->shrunk = shrunk;
  s->block_stride = block_stride;
  s->set = true;
}

GEMMINI_UNUSED static void gemmini_model_config_st(uint64_t stride, int activation, float scale) {
  gemmini_model_count(GEMMINI_CONFIG_ST);
  if (activation != NO_ACTIVATION && activation != RELU) {
    gemmini_model_fail("config_st: this activation is not modelled");
  }
  bool same = gemmini_model.store.set && gemmini_model.store.stride == (uint32_t)stride
      && gemmini_model.store.activation == activation
      && memcmp(&gemmini_model.store.scale, &scale, sizeof scale) == 0;
  gemmini_model.counts.redundant_configs += same;
  gemmini_model.store.stride = (uint32_t)stride;
  gemmini_model.store.activation = activation;
  gemmini_model.store.scale = scale;
  gemmini_model.store.set = true;
}

GEMMINI_UNUSED static void gemmini_model_config_ex(
    int dataflow, int activation, uint64_t shift, uint64_t a_stride, bool a_transpose, bool b_transpose) {
  gemmini_model_count(GEMMINI_CONFIG_EX);
  if (dataflow != WS || activation != NO_ACTIVATION || shift != 0 || a_stride != 1 || a_transpose || b_transpose) {
    gemmini_model_fail("config_ex: only weight-stationary operation without options is modelled");
  }
  gemmini_model.counts.redundant_configs += gemmini_model.array.set;
  gemmini_model.array.dataflow = dataflow;
  gemmini_model.array.set = true;
}

/* ---- moves. An address is a row; bit 31: of the accumulator, bit 30: add to it, bit 29: all 32 bits. */

GEMMINI_UNUSED static uint32_t gemmini_model_row(uint32_t address, uint64_t offset) {
  bool accumulator = address >> 31 != 0;
  uint64_t row = (address & 0x1fffffffu) + offset;
  if (row >= (accumulator ? (uint64_t)ACC_ROWS : (uint64_t)BANK_NUM * BANK_ROWS)) {
    gemmini_model_fail(accumulator ? "a row beyond the accumulator" : "a row beyond the scratchpad");
  }
  return (uint32_t)row;
}

/* The largest magnitude that is still to be rounded is below 128, so that int holds everything. */
GEMMINI_UNUSED static int gemmini_model_scale(int32_t x, float scale) {
  float y = (float)x * scale;
  if (y >= 127.0f) {
    return 127;
  }
  if (y <= -128.0f) {
    return -128;
  }
  if (!(y == y)) {
    return 0;
  }
  int whole = (int)y;
  float rest = y - (float)whole;
  float distance = rest < 0 ? -rest : rest;
  bool away = distance > 0.5f || (distance == 0.5f && whole % 2 != 0);
  return away ? whole + (y < 0 ? -1 : 1) : whole;
}

GEMMINI_UNUSED static void gemmini_model_mvin(uint64_t dram, uint64_t target, uint64_t cols, uint64_t rows, int id) {
  gemmini_model_count(dram == 0 ? GEMMINI_MVIN_ZERO : GEMMINI_MVIN);
  const struct gemmini_load_state *s = &gemmini_model.load[id];
  uint32_t address = (uint32_t)target;
  bool accumulator = address >> 31 != 0;
  bool add = (address >> 30 & 1) != 0;
  bool wide = accumulator && !s->shrunk;
  uint64_t limit = wide ? (uint64_t)DIM * MAX_BLOCK_LEN_ACC : (uint64_t)DIM * MAX_BLOCK_LEN;
  if (cols == 0 || rows == 0 || rows > DIM || cols > limit) {
    gemmini_model_fail("mvin: more rows or columns than one instruction can move");
  }
  if (!s->set) {
    gemmini_model_fail("mvin: the load state was never set");
  }
  for (uint64_t r = 0; r < rows; r++) {
    const char *from = dram == 0 ? NULL : (const char *)(uintptr_t)(dram + r * s->stride);
    for (uint64_t c = 0; c < cols; c += DIM) {
      uint64_t width = cols - c < DIM ? cols - c : DIM;
      uint32_t row = gemmini_model_row(address, r + c / DIM * s->block_stride);
      for (uint64_t k = 0; k < width; k++) {
        if (accumulator) {
          int32_t x = 0;
          if (from != NULL && wide) {
            memcpy(&x, from + 4 * (c + k), 4);
          } else if (from != NULL) {
            x = (int8_t)from[c + k];
          }
          int32_t *to = &gemmini_model.accumulator[row][k];
          *to = add ? (int32_t)((uint32_t)*to + (uint32_t)x) : x;
        } else {
          gemmini_model.scratchpad[row][k] = from == NULL ? 0 : (int8_t)from[c + k];
        }
      }
    }
  }
  gemmini_model.counts.bytes_in += dram == 0 ? 0 : rows * cols * (wide ? 4 : 1);
}

GEMMINI_UNUSED static void gemmini_model_mvout(uint64_t dram, uint32_t address, uint64_t cols, uint64_t rows) {
  gemmini_model_count(GEMMINI_MVOUT);
  bool accumulator = address >> 31 != 0;
  bool full = accumulator && (address >> 29 & 1) != 0;
  if (cols == 0 || rows == 0 || rows > DIM || cols > (full ? DIM : DIM * MAX_BLOCK_LEN)) {
    gemmini_model_fail("mvout: more rows or columns than one instruction can move");
  }
  if (!gemmini_model.store.set || dram == 0) {
    gemmini_model_fail("mvout: the store state was never set, or there is no address");
  }
  for (uint64_t r = 0; r < rows; r++) {
    char *to = (char *)(uintptr_t)(dram + r * gemmini_model.store.stride);
    for (uint64_t c = 0; c < cols; c++) {
      uint32_t row = gemmini_model_row(address, r + c / DIM * DIM);
      if (full) {
        memcpy(to + 4 * c, &gemmini_model.accumulator[row][c % DIM], 4);
        continue;
      }
      int x = accumulator
          ? gemmini_model_scale(gemmini_model.accumulator[row][c % DIM], gemmini_model.store.scale)
          : gemmini_model.scratchpad[row][c % DIM];
      bool clip = gemmini_model.store.activation == RELU && x < 0;
      *(int8_t *)(to + c) = (int8_t)(clip ? 0 : x);
    }
  }
  gemmini_model.counts.bytes_out += rows * cols * (full ? 4 : 1);
}

/* ---- the array */

GEMMINI_UNUSED static void gemmini_model_preload(
    uint32_t weights, uint32_t output, uint64_t weight_cols, uint64_t weight_rows, uint64_t cols, uint64_t rows) {
  gemmini_model_count(GEMMINI_PRELOAD);
  if (weight_cols > DIM || weight_rows > DIM || cols > DIM || rows > DIM) {
    gemmini_model_fail("preload: a tile larger than the array");
  }
  gemmini_model.weights = weights;
  gemmini_model.weight_cols = weight_cols;
  gemmini_model.weight_rows = weight_rows;
  gemmini_model.output = output;
  gemmini_model.output_cols = cols;
  gemmini_model.output_rows = rows;
  gemmini_model.preloaded = true;
}

GEMMINI_UNUSED static void gemmini_model_compute(
    uint32_t input, uint32_t bias, uint64_t cols, uint64_t rows, uint64_t bias_cols, uint64_t bias_rows) {
  gemmini_model_count(GEMMINI_COMPUTE);
  if (!gemmini_model.array.set || !gemmini_model.preloaded) {
    gemmini_model_fail("compute: the array was not set, or nothing was preloaded");
  }
  if (cols > DIM || rows > DIM || bias_cols > DIM || bias_rows > DIM || bias != GARBAGE_ADDR || input >> 31 != 0
      || gemmini_model.output >> 31 == 0) {
    gemmini_model_fail("compute: a tile larger than the array, or operands that are not modelled");
  }
  gemmini_model.preloaded = false;
  int32_t weights[DIM][DIM] = {{0}};
  for (uint64_t k = 0; k < gemmini_model.weight_rows && gemmini_model.weights != GARBAGE_ADDR; k++) {
    uint32_t row = gemmini_model_row(gemmini_model.weights, k);
    for (uint64_t j = 0; j < gemmini_model.weight_cols; j++) {
      weights[k][j] = gemmini_model.scratchpad[row][j];
    }
  }
  bool add = (gemmini_model.output >> 30 & 1) != 0;
  for (uint64_t i = 0; i < gemmini_model.output_rows; i++) {
    uint32_t sums[DIM] = {0};
    for (uint64_t k = 0; k < cols && i < rows; k++) {
      int32_t a = gemmini_model.scratchpad[gemmini_model_row(input, i)][k];
      for (int j = 0; j < DIM; j++) {
        sums[j] += (uint32_t)(a * weights[k][j]);
      }
    }
    int32_t *to = gemmini_model.accumulator[gemmini_model_row(gemmini_model.output, i)];
    for (uint64_t j = 0; j < gemmini_model.output_cols; j++) {
      to[j] = (int32_t)(add ? (uint32_t)to[j] + sums[j] : sums[j]);
    }
  }
  gemmini_model.counts.multiply_adds += rows * cols * gemmini_model.output_cols;
}

/* ---- the names of the software library */

#define ACC_SCALE(x, scale) gemmini_model_scale((x), (scale))

#define gemmini_extended4_config_ld(stride, scale, shrunk, block_mvin_stride, id) \
  gemmini_model_config_ld((uint64_t)(stride), (scale), (shrunk) != 0, (uint64_t)(block_mvin_stride), (id))
#define gemmini_extended3_config_ld(stride, scale, shrunk, id) \
  gemmini_extended4_config_ld(stride, scale, shrunk, DIM, id)
#define gemmini_extended2_config_ld(stride, scale, shrunk) gemmini_extended3_config_ld(stride, scale, shrunk, 0)
#define gemmini_extended_config_ld(stride, scale) gemmini_extended2_config_ld(stride, scale, false)
#define gemmini_config_ld(stride) gemmini_extended_config_ld(stride, 1.0f)

#define gemmini_extended_config_st(stride, acc_act, acc_scale) \
  gemmini_model_config_st((uint64_t)(stride), (int)(acc_act), (acc_scale))
#define gemmini_config_st(stride) gemmini_extended_config_st(stride, NO_ACTIVATION, ACC_SCALE_IDENTITY)

#define gemmini_extended_config_ex(dataflow, sys_act, sys_shift, A_stride, A_transpose, B_transpose) \
  gemmini_model_config_ex( \
      (dataflow), (sys_act), (uint64_t)(sys_shift), (uint64_t)(A_stride), (A_transpose) != 0, (B_transpose) != 0)
#define gemmini_config_ex(dataflow, sys_act, sys_shift) \
  gemmini_extended_config_ex(dataflow, sys_act, sys_shift, 1, 0, 0)

#define gemmini_extended_mvin(dram_addr, spad_addr, cols, rows) \
  gemmini_model_mvin((uint64_t)(dram_addr), (uint64_t)(spad_addr), (uint64_t)(cols), (uint64_t)(rows), 0)
#define gemmini_extended_mvin2(dram_addr, spad_addr, cols, rows) \
  gemmini_model_mvin((uint64_t)(dram_addr), (uint64_t)(spad_addr), (uint64_t)(cols), (uint64_t)(rows), 1)
#define gemmini_extended_mvin3(dram_addr, spad_addr, cols, rows) \
  gemmini_model_mvin((uint64_t)(dram_addr), (uint64_t)(spad_addr), (uint64_t)(cols), (uint64_t)(rows), 2)
#define gemmini_mvin(dram_addr, spad_addr) gemmini_extended_mvin(dram_addr, spad_addr, DIM, DIM)

#define gemmini_extended_mvout(dram_addr, spad_addr, cols, rows) \
  gemmini_model_mvout((uint64_t)(dram_addr), (uint32_t)(spad_addr), (uint64_t)(cols), (uint64_t)(rows))
#define gemmini_mvout(dram_addr, spad_addr) gemmini_extended_mvout(dram_addr, spad_addr, DIM, DIM)

#define gemmini_extended_preload(BD, C, BD_cols, BD_rows, C_cols, C_rows) \
  gemmini_model_preload( \
      (uint32_t)(BD), (uint32_t)(C), (uint64_t)(BD_cols), (uint64_t)(BD_rows), (uint64_t)(C_cols), (uint64_t)(C_rows))
#define gemmini_extended_compute_preloaded(A, BD, A_cols, A_rows, BD_cols, BD_rows) \
  gemmini_model_compute( \
      (uint32_t)(A), (uint32_t)(BD), (uint64_t)(A_cols), (uint64_t)(A_rows), (uint64_t)(BD_cols), (uint64_t)(BD_rows))

#define gemmini_flush(skip) ((void)(skip), gemmini_model_count(GEMMINI_FLUSH))
#define gemmini_fence() gemmini_model_count(GEMMINI_FENCE)

#endif /* GEMMINI_H */
