/* oneDNN, by its C interface. */
#include "worker.h"

#include <dlfcn.h>
#include <string.h>

typedef int sgemm_t(char, char, int64_t, int64_t, int64_t, float, const float *, int64_t, const float *, int64_t,
                    float, float *, int64_t);

static void run_sgemm(const struct contestant *who, const struct problem *on, long repetitions) {
  sgemm_t *f = (sgemm_t *)who->function;
  const int64_t *s = on->sizes;
  for (; repetitions > 0; repetitions--) {
    f('N', 'N', s[0], s[1], s[2], 1, on->operands[0], s[2], on->operands[1], s[1], 1, on->operands[2], s[1]);
  }
}

runner *prepare_onednn(struct contestant *who, const struct problem *on) {
  if (strcmp(on->kernel, "sgemm") != 0) return NULL;
  who->function = dlsym(who->library, "dnnl_sgemm");
  return who->function ? run_sgemm : NULL;
}
