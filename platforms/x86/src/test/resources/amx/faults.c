/* What the processor refuses; the argument says which. */
#include <immintrin.h>
#include <stdint.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  static uint8_t config[64] __attribute__((aligned(64))) = {1, [16] = 64, 0, 64, 0, 60, 0, 64, [48] = 16, 16, 16, 8};
  static uint8_t memory[4096];
  const int which = argc > 1 ? atoi(argv[1]) : 0;
  if (which == 1) { /* no tiles are configured */
    _tile_zero(0);
  }
  if (which == 2) { /* no such palette */
    config[0] = 2;
  }
  if (which == 3) { /* too many rows */
    config[48] = 17;
  }
  if (which == 4) { /* reserved */
    config[5] = 1;
  }
  __asm__ volatile("" ::: "memory");
  _tile_loadconfig(config);
  _tile_loadd(0, memory, 64);
  _tile_loadd(1, memory, 64);
  if (which == 5) { /* a tile that is not configured */
    _tile_loadd(4, memory, 64);
  }
  if (which == 6) { /* one tile twice, which assemblers refuse */
#if defined(EXO_AMX_MODEL)
    _tile_dpbssd(0, 1, 1);
#else
    __asm__ volatile(".byte 0xc4, 0xe2, 0x73, 0x5e, 0xc1");
#endif
  }
  if (which == 7) { /* the shapes do not agree */
    _tile_dpbssd(0, 1, 2);
  }
  if (which == 8) { /* the inner dimensions do not agree */
    _tile_dpbssd(0, 1, 3);
  }
  _tile_release();
  return 0;
}
