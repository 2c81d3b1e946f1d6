/* Random tiles and products through the intrinsics, compared with plain loops; prints how many were right. */
#include <immintrin.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MEMORY() __asm__ volatile("" ::: "memory")

static uint64_t seed = 88172645463325252u;
static unsigned next(unsigned n) {
  seed ^= seed << 13;
  seed ^= seed >> 7;
  seed ^= seed << 17;
  return (unsigned)(seed >> 33) % n;
}

struct config {
  uint8_t palette, start, reserved[14];
  uint16_t colsb[16];
  uint8_t rows[16];
} __attribute__((aligned(64)));

static int32_t extend(uint8_t b, int is_signed) { return is_signed ? (int8_t)b : b; }

static float bf16(const uint8_t *p) {
  const uint32_t bits = (uint32_t)p[0] << 16 | (uint32_t)p[1] << 24;
  float x;
  memcpy(&x, &bits, 4);
  return x;
}

int main(void) {
  static uint8_t a[16 * 200], b[16 * 200], c[16 * 200], d[16 * 200];
  static struct config config, back;
  int right = 0;
  for (int t = 0; t < 500; t++) {
    const int m = 1 + (int)next(16), n = 1 + (int)next(16), k = 1 + (int)next(16), kind = (int)next(5);
    const long sa = 64 + 2 * next(50), sb = 64 + 2 * next(50), sc = 64 + next(100);
    memset(&config, 0, sizeof(config));
    config.palette = 1;
    config.rows[0] = config.rows[5] = (uint8_t)m;
    config.rows[7] = (uint8_t)k;
    config.colsb[0] = config.colsb[7] = (uint16_t)(4 * n);
    config.colsb[5] = (uint16_t)(4 * k);
    MEMORY();
    _tile_loadconfig(&config);
    _tile_storeconfig(&back);
    MEMORY();
    for (size_t i = 0; i < sizeof(a); i++) {
      a[i] = (uint8_t)next(256);
      b[i] = (uint8_t)next(256);
      c[i] = d[i] = (uint8_t)next(256);
    }
    if (kind == 4) {
      /* small numbers, so that sums are exact: -4 … 4 */
      static const uint16_t numbers[] = {0xc080, 0xc040, 0xc000, 0xbf80, 0, 0x3f80, 0x4000, 0x4040, 0x4080};
      for (size_t i = 0; i < sizeof(a); i += 2) {
        memcpy(a + i, &numbers[next(9)], 2);
        memcpy(b + i, &numbers[next(9)], 2);
      }
      for (long i = 0; i < 16; i++) {
        for (long j = 0; j < 16; j++) {
          const float x = (float)next(100);
          memcpy(c + i * sc + 4 * j, &x, 4);
        }
      }
      memcpy(d, c, sizeof(c));
    }
    if (next(4) == 0) {
      for (int i = 0; i < m; i++) {
        memset(d + i * sc, 0, (size_t)(4 * n));
      }
      MEMORY();
      _tile_zero(0);
    } else {
      MEMORY();
      _tile_loadd(0, c, sc);
    }
    _tile_loadd(5, a, sa);
    _tile_stream_loadd(7, b, sb);
    switch (kind) {
      case 0: _tile_dpbssd(0, 5, 7); break;
      case 1: _tile_dpbsud(0, 5, 7); break;
      case 2: _tile_dpbusd(0, 5, 7); break;
      case 3: _tile_dpbuud(0, 5, 7); break;
      default: _tile_dpbf16ps(0, 5, 7);
    }
    _tile_stored(0, c, sc);
    MEMORY();
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        if (kind < 4) {
          uint32_t sum;
          memcpy(&sum, d + i * sc + 4 * j, 4);
          for (int l = 0; l < 4 * k; l++) {
            sum += (uint32_t)(extend(a[i * sa + l], kind == 0 || kind == 1) *
                              extend(b[l / 4 * sb + 4 * j + l % 4], kind == 0 || kind == 2));
          }
          memcpy(d + i * sc + 4 * j, &sum, 4);
        } else {
          float sum;
          memcpy(&sum, d + i * sc + 4 * j, 4);
          for (int l = 0; l < 2 * k; l++) {
            sum += bf16(a + i * sa + 2 * l) * bf16(b + l / 2 * sb + 4 * j + 2 * (l % 2));
          }
          memcpy(d + i * sc + 4 * j, &sum, 4);
        }
      }
    }
    right += memcmp(c, d, sizeof(c)) == 0 && memcmp(&config, &back, sizeof(back)) == 0;
  }
  _tile_release();
  printf("%d right\n", right);
  return 0;
}
