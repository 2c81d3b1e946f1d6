/* What the functional model counts while each kernel runs once. */
#include "include/gemmini.h"
#include "matmul.h"

#define COUNT(n, m, k)                                                                         \
  do {                                                                                         \
    gemmini_model_reset();                                                                     \
    matmul_##n##_##m##_##k(&scale, false, a, b, c);                                            \
    const struct gemmini_model_counts *s = &gemmini_model.counts;                              \
    printf("%d %d %d: config %d %d %d, redundant %d, loads %d, bytes %d, zeros %d, products %d, "    \
           "stores %d, fences %d\n",                                                            \
        n, m, k,                                                                               \
        (int)s->instructions[GEMMINI_CONFIG_LD], (int)s->instructions[GEMMINI_CONFIG_ST],      \
        (int)s->instructions[GEMMINI_CONFIG_EX], (int)s->redundant_configs,                    \
        (int)s->instructions[GEMMINI_MVIN], (int)s->bytes_in,                                  \
        (int)s->instructions[GEMMINI_MVIN_ZERO], (int)s->instructions[GEMMINI_COMPUTE],        \
        (int)s->instructions[GEMMINI_MVOUT], (int)s->instructions[GEMMINI_FENCE]);             \
  } while (0)

static int8_t a[12544 * 256], b[2048 * 512], c[12544 * 256];

int main(void) {
  const float scale = 1.0f;
  COUNT(512, 512, 512);
  COUNT(12544, 64, 256);
  COUNT(12544, 256, 64);
  COUNT(3136, 128, 512);
  COUNT(3136, 512, 128);
  COUNT(784, 1024, 256);
  COUNT(784, 256, 1024);
  COUNT(196, 2048, 512);
  return 0;
}
