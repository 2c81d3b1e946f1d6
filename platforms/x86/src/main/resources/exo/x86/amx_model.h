/*
 * AMX without the hardware: its tiles, and functions that do what its instructions do.
 *
 * As it is, `-include amx_model.h` gives the intrinsics _tile_* these functions for a meaning; no -mamx option is needed.
 * With EXO_AMX_MODEL_CORE defined there are only the functions, which amx_emulator.c uses.
 *
 * What the processor answers with an exception ends the program with a message. Source: Intel 64 and IA-32
 * Architectures Software Developer's Manual, volume 2, and its chapter on tiles.
 */
#ifndef EXO_AMX_MODEL
#define EXO_AMX_MODEL

#if !defined(EXO_AMX_MODEL_CORE)
#include <immintrin.h>
#endif
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXO_AMX_FUNCTION __attribute__((unused)) static

enum { EXO_AMX_TILES = 8, EXO_AMX_ROWS = 16, EXO_AMX_BYTES = 64 };

/* What LDTILECFG reads. */
struct exo_amx_config {
  uint8_t palette, start_row, reserved[14];
  uint16_t colsb[16];
  uint8_t rows[16];
};

struct exo_amx_state {
  struct exo_amx_config config;
  uint8_t tile[EXO_AMX_TILES][EXO_AMX_ROWS][EXO_AMX_BYTES];
};

/* Each thread has its own; in a preloaded library it must be there without an allocation. */
static __thread struct exo_amx_state exo_amx __attribute__((tls_model("initial-exec")));

__attribute__((noreturn)) EXO_AMX_FUNCTION void exo_amx_fault(const char *exception, const char *why) {
  fprintf(stderr, "amx model: %s: %s\n", exception, why);
  fflush(stderr);
  abort();
}

EXO_AMX_FUNCTION void exo_amx_undefined(int wrong, const char *why) {
  if (wrong) {
    exo_amx_fault("#UD", why);
  }
}

EXO_AMX_FUNCTION void exo_amx_protection(int wrong, const char *why) {
  if (wrong) {
    exo_amx_fault("#GP", why);
  }
}

EXO_AMX_FUNCTION void exo_amx_ldtilecfg(const void *from) {
  struct exo_amx_config c;
  memcpy(&c, from, sizeof(c));
  exo_amx_protection(c.palette > 1, "there is no such palette");
  for (int i = 0; i < 14; i++) {
    exo_amx_protection(c.palette && c.reserved[i], "reserved bytes of a configuration are not zero");
  }
  for (int t = 0; t < 16 && c.palette; t++) {
    exo_amx_protection(t >= EXO_AMX_TILES && (c.rows[t] || c.colsb[t]), "a configuration of more than 8 tiles");
    exo_amx_protection(c.rows[t] > EXO_AMX_ROWS || c.colsb[t] > EXO_AMX_BYTES, "a tile of more than 16 rows of 64 bytes");
    exo_amx_protection(!c.rows[t] != !c.colsb[t], "a tile with rows and without columns, or the reverse");
  }
  memset(&exo_amx, 0, sizeof(exo_amx));
  if (c.palette) {
    exo_amx.config = c;
  }
}

EXO_AMX_FUNCTION void exo_amx_sttilecfg(void *to) { memcpy(to, &exo_amx.config, sizeof(exo_amx.config)); }

EXO_AMX_FUNCTION void exo_amx_tilerelease(void) { memset(&exo_amx, 0, sizeof(exo_amx)); }

EXO_AMX_FUNCTION void exo_amx_use(int t) {
  exo_amx_undefined(!exo_amx.config.palette, "tiles are not configured");
  exo_amx_undefined(t < 0 || t >= EXO_AMX_TILES || !exo_amx.config.rows[t], "this tile is not configured");
}

EXO_AMX_FUNCTION void exo_amx_tilezero(int t) {
  exo_amx_use(t);
  memset(exo_amx.tile[t], 0, sizeof(exo_amx.tile[t]));
  exo_amx.config.start_row = 0;
}

EXO_AMX_FUNCTION void exo_amx_tileload(int t, const void *base, int64_t stride) {
  exo_amx_use(t);
  const int rows = exo_amx.config.rows[t], colsb = exo_amx.config.colsb[t], first = exo_amx.config.start_row;
  exo_amx_undefined(first >= rows, "the start row is not a row of the tile");
  for (int i = 0; i < EXO_AMX_ROWS; i++) {
    if (i >= first && i < rows) {
      memset(exo_amx.tile[t][i], 0, EXO_AMX_BYTES);
      memcpy(exo_amx.tile[t][i], (const char *)base + stride * i, (size_t)colsb);
    } else if (i >= rows) {
      memset(exo_amx.tile[t][i], 0, EXO_AMX_BYTES);
    }
  }
  exo_amx.config.start_row = 0;
}

EXO_AMX_FUNCTION void exo_amx_tilestore(int t, void *base, int64_t stride) {
  exo_amx_use(t);
  const int rows = exo_amx.config.rows[t], colsb = exo_amx.config.colsb[t], first = exo_amx.config.start_row;
  exo_amx_undefined(first >= rows, "the start row is not a row of the tile");
  for (int i = first; i < rows; i++) {
    memcpy((char *)base + stride * i, exo_amx.tile[t][i], (size_t)colsb);
  }
  exo_amx.config.start_row = 0;
}

/* The rules that all products have in common. */
EXO_AMX_FUNCTION void exo_amx_product(int d, int a, int b) {
  exo_amx_use(d);
  exo_amx_use(a);
  exo_amx_use(b);
  const struct exo_amx_config *c = &exo_amx.config;
  exo_amx_undefined(c->start_row != 0, "a product with a start row");
  exo_amx_undefined(d == a || d == b || a == b, "the three tiles of a product are not different");
  exo_amx_undefined(c->colsb[d] % 4 || c->colsb[a] % 4 || c->colsb[b] % 4, "rows of a product that are not of whole words");
  exo_amx_undefined(c->rows[d] != c->rows[a], "dst and a have not the same rows");
  exo_amx_undefined(c->colsb[d] != c->colsb[b], "dst and b have not the same columns");
  exo_amx_undefined(c->colsb[a] / 4 != c->rows[b], "the columns of a are not the rows of b");
}

/* What is beyond the configured part of the result is zero. */
EXO_AMX_FUNCTION void exo_amx_trim(int d) {
  for (int i = 0; i < EXO_AMX_ROWS; i++) {
    const int colsb = i < exo_amx.config.rows[d] ? exo_amx.config.colsb[d] : 0;
    memset(exo_amx.tile[d][i] + colsb, 0, (size_t)(EXO_AMX_BYTES - colsb));
  }
}

EXO_AMX_FUNCTION int32_t exo_amx_byte(uint8_t byte, int is_signed) { return is_signed ? (int8_t)byte : byte; }

EXO_AMX_FUNCTION void exo_amx_tdpb(int d, int a, int b, int a_signed, int b_signed) {
  exo_amx_product(d, a, b);
  for (int m = 0; m < exo_amx.config.rows[d]; m++) {
    for (int n = 0; n < exo_amx.config.colsb[d] / 4; n++) {
      uint32_t sum;
      memcpy(&sum, &exo_amx.tile[d][m][4 * n], 4);
      for (int k = 0; k < exo_amx.config.colsb[a] / 4; k++) {
        for (int l = 0; l < 4; l++) {
          sum += (uint32_t)(exo_amx_byte(exo_amx.tile[a][m][4 * k + l], a_signed) *
                            exo_amx_byte(exo_amx.tile[b][k][4 * n + l], b_signed));
        }
      }
      memcpy(&exo_amx.tile[d][m][4 * n], &sum, 4);
    }
  }
  exo_amx_trim(d);
}

/* Numbers that are not normal count as zero. */
EXO_AMX_FUNCTION float exo_amx_flush(float x) {
  uint32_t bits;
  memcpy(&bits, &x, 4);
  bits &= bits & 0x7f800000u ? 0xffffffffu : 0x80000000u;
  memcpy(&x, &bits, 4);
  return x;
}

EXO_AMX_FUNCTION float exo_amx_bf16(const uint8_t *at) {
  uint16_t half;
  memcpy(&half, at, 2);
  const uint32_t bits = (uint32_t)half << 16;
  float x;
  memcpy(&x, &bits, 4);
  return exo_amx_flush(x);
}

EXO_AMX_FUNCTION void exo_amx_tdpbf16ps(int d, int a, int b) {
  exo_amx_product(d, a, b);
  for (int m = 0; m < exo_amx.config.rows[d]; m++) {
    for (int n = 0; n < exo_amx.config.colsb[d] / 4; n++) {
      float even = 0, odd = 0, sum;
      for (int k = 0; k < exo_amx.config.colsb[a] / 4; k++) {
        const uint8_t *x = &exo_amx.tile[a][m][4 * k], *y = &exo_amx.tile[b][k][4 * n];
        even = exo_amx_flush(even + exo_amx_flush(exo_amx_bf16(x) * exo_amx_bf16(y)));
        odd = exo_amx_flush(odd + exo_amx_flush(exo_amx_bf16(x + 2) * exo_amx_bf16(y + 2)));
      }
      memcpy(&sum, &exo_amx.tile[d][m][4 * n], 4);
      sum = exo_amx_flush(exo_amx_flush(sum) + exo_amx_flush(even + odd));
      memcpy(&exo_amx.tile[d][m][4 * n], &sum, 4);
    }
  }
  exo_amx_trim(d);
}

#if !defined(EXO_AMX_MODEL_CORE)
#undef _tile_loadconfig
#undef _tile_storeconfig
#undef _tile_release
#undef _tile_zero
#undef _tile_loadd
#undef _tile_stream_loadd
#undef _tile_stored
#undef _tile_dpbssd
#undef _tile_dpbsud
#undef _tile_dpbusd
#undef _tile_dpbuud
#undef _tile_dpbf16ps
#define _tile_loadconfig(from) exo_amx_ldtilecfg(from)
#define _tile_storeconfig(to) exo_amx_sttilecfg(to)
#define _tile_release() exo_amx_tilerelease()
#define _tile_zero(t) exo_amx_tilezero(t)
#define _tile_loadd(t, base, stride) exo_amx_tileload(t, base, stride)
#define _tile_stream_loadd(t, base, stride) exo_amx_tileload(t, base, stride)
#define _tile_stored(t, base, stride) exo_amx_tilestore(t, base, stride)
#define _tile_dpbssd(d, a, b) exo_amx_tdpb(d, a, b, 1, 1)
#define _tile_dpbsud(d, a, b) exo_amx_tdpb(d, a, b, 1, 0)
#define _tile_dpbusd(d, a, b) exo_amx_tdpb(d, a, b, 0, 1)
#define _tile_dpbuud(d, a, b) exo_amx_tdpb(d, a, b, 0, 0)
#define _tile_dpbf16ps(d, a, b) exo_amx_tdpbf16ps(d, a, b)
#endif

#endif
