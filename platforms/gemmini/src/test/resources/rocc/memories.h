/* Where the emulator keeps the memories: how the model begins. */
#include <stdint.h>
#include <string.h>
struct gemmini_model {
  int8_t scratchpad[16384][16];
  int32_t accumulator[1024][16];
};
extern _Thread_local struct gemmini_model gemmini_model;
