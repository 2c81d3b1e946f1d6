/* What the functional model counts while each kernel runs once. */
#include "conv.h"
#include "include/gemmini.h"

#define COUNT(dim, channels)                                                                   \
  do {                                                                                         \
    gemmini_model_reset();                                                                     \
    conv_##dim##_##channels(&scale, false, inp, weights, bias, out);                           \
    const struct gemmini_model_counts *s = &gemmini_model.counts;                              \
    printf("%d %d: config %d %d %d, redundant %d, loads %d, bytes %d, zeros %d, products %d, "  \
           "stores %d, fences %d\n",                                                            \
        dim, channels,                                                                         \
        (int)s->instructions[GEMMINI_CONFIG_LD], (int)s->instructions[GEMMINI_CONFIG_ST],      \
        (int)s->instructions[GEMMINI_CONFIG_EX], (int)s->redundant_configs,                    \
        (int)s->instructions[GEMMINI_MVIN], (int)s->bytes_in,                                  \
        (int)s->instructions[GEMMINI_MVIN_ZERO], (int)s->instructions[GEMMINI_COMPUTE],        \
        (int)s->instructions[GEMMINI_MVOUT], (int)s->instructions[GEMMINI_FENCE]);             \
  } while (0)

static int8_t inp[4 * 56 * 56 * 64], weights[9 * 512 * 512], out[4 * 56 * 56 * 64];
static int32_t bias[512];

int main(void) {
  const float scale = 1.0f;
  COUNT(56, 64);
  COUNT(28, 128);
  COUNT(14, 256);
  COUNT(7, 512);
  return 0;
}
