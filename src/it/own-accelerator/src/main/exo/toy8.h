/* What the machine does, in plain C. */
#ifndef TOY8_H
#define TOY8_H

typedef struct {
  float lane[8];
} toy8_vec;

static float toy8_gain;

static inline toy8_vec toy8_load(const float *from) {
  toy8_vec v;
  for (int i = 0; i < 8; i++) v.lane[i] = from[i];
  return v;
}

static inline void toy8_store(float *to, toy8_vec v) {
  for (int i = 0; i < 8; i++) to[i] = v.lane[i];
}

static inline toy8_vec toy8_mul(toy8_vec a, toy8_vec b) {
  for (int i = 0; i < 8; i++) a.lane[i] *= b.lane[i];
  return a;
}

static inline void toy8_set_gain(float gain) { toy8_gain = gain; }

static inline void toy8_store_scaled(float *to, toy8_vec v) {
  for (int i = 0; i < 8; i++) to[i] = toy8_gain * v.lane[i];
}

#endif
