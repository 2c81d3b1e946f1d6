/*
 * exo_test.h - runs a kernel and what it is compared with on the same inputs, and compares.
 *
 *   program                      runs every test of the program
 *   program KERNEL VARIANT GROUP runs one
 *   program --list               names them
 *   program --bench MILLISECONDS [KERNEL [VARIANT [GROUP]]]   takes times instead of comparing
 *
 * Each buffer lies between two guard zones: their bytes must stay as they are, reading them as
 * floating point numbers gives NaN, and under AddressSanitizer touching them ends the program.
 * The exit code is 0 if all is well and 1 if results differ.
 */
#ifndef EXO_TEST_H
#define EXO_TEST_H

#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined(__SANITIZE_ADDRESS__)
#define EXO_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define EXO_ASAN 1
#endif
#endif
#ifdef EXO_ASAN
void __asan_poison_memory_region(void const volatile *start, size_t size);
void __asan_unpoison_memory_region(void const volatile *start, size_t size);
#endif

typedef enum {
  EXO_T_F32, EXO_T_F64, EXO_T_F16, EXO_T_BF16, EXO_T_I8, EXO_T_UI8, EXO_T_I16, EXO_T_UI16, EXO_T_I32, EXO_T_UI32, EXO_T_I64
} exo_type;

typedef enum { EXO_UNIFORM, EXO_INTEGERS, EXO_CONSTANT, EXO_IOTA } exo_fill;

/*
 * A buffer argument. The tolerance is absolute + relative * size, where size is |expected|,
 * |actual| or the root mean square of all expected values, whichever is largest: an element whose
 * terms cancel is as uncertain as its neighbours.
 */
typedef struct {
  const char *name;
  exo_type type;
  int rank;
  exo_fill fill;
  double low, high;
  double relative, absolute;
} exo_buffer;

/*
 * A test: a row holds the control arguments, then extent and stride of each dimension of each
 * buffer. A function returns 0, or 1 if memory ran out.
 */
typedef int (*exo_call)(const int64_t *row, void *const *buffers);
typedef struct {
  const char *kernel, *variant, *group;
  int controls, buffers, columns;
  const char *const *names; /* of the control arguments */
  const exo_buffer *buffer;
  exo_call run;
  exo_call expect;      /* absent: the expected values are in a file */
  const char *expected; /* the name of that file */
  const int64_t *rows;
  int64_t cases;
} exo_test;

static inline size_t exo_size(exo_type t) {
  switch (t) {
    case EXO_T_F64: case EXO_T_I64: return 8;
    case EXO_T_F32: case EXO_T_I32: case EXO_T_UI32: return 4;
    case EXO_T_F16: case EXO_T_BF16: case EXO_T_I16: case EXO_T_UI16: return 2;
    default: return 1;
  }
}

static inline int exo_is_float(exo_type t) { return t <= EXO_T_BF16; }

/* ---- numbers: splitmix64, so that every machine draws the same ---- */

static inline uint64_t exo_next(uint64_t *state) {
  uint64_t z = (*state += 0x9e3779b97f4a7c15u);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

static inline double exo_draw(const exo_buffer *b, int64_t index, uint64_t *state) {
  double u = (double)(exo_next(state) >> 11) * 0x1p-53;
  switch (b->fill) {
    case EXO_UNIFORM: return b->low + (b->high - b->low) * u;
    case EXO_INTEGERS: return b->low + floor((b->high - b->low + 1) * u);
    case EXO_CONSTANT: return b->low;
    default: return (double)index;
  }
}

static inline uint32_t exo_bits(float f) {
  uint32_t u;
  memcpy(&u, &f, 4);
  return u;
}

static inline float exo_float(uint32_t u) {
  float f;
  memcpy(&f, &u, 4);
  return f;
}

static inline uint16_t exo_to_bf16(double v) {
  uint32_t u = exo_bits((float)v);
  return (uint16_t)((u + 0x7fffu + ((u >> 16) & 1u)) >> 16);
}

/* Numbers that a half can hold without overflow; to nearest, ties to even. */
static inline uint16_t exo_to_f16(double v) {
  double a = fabs(v);
  uint16_t sign = signbit(v) ? 0x8000u : 0;
  int e;
  if (a == 0) return sign;
  if (a >= 65520) return (uint16_t)(sign | 0x7c00u);
  frexp(a, &e);
  e -= 1;
  if (e < -14) return (uint16_t)(sign | (uint16_t)nearbyint(ldexp(a, 24)));
  return (uint16_t)(sign | (uint16_t)(((e + 15) << 10) + (int)nearbyint(ldexp(a, 10 - e)) - 1024));
}

static inline double exo_of_f16(uint16_t h) {
  int e = (h >> 10) & 31;
  double m = h & 1023;
  double v = e == 31 ? (m == 0 ? INFINITY : NAN) : e == 0 ? ldexp(m, -24) : ldexp(1024 + m, e - 25);
  return h & 0x8000u ? -v : v;
}

static inline void exo_put_value(exo_type t, void *p, int64_t i, double v) {
  switch (t) {
    case EXO_T_F32: ((float *)p)[i] = (float)v; break;
    case EXO_T_F64: ((double *)p)[i] = v; break;
    case EXO_T_F16: ((uint16_t *)p)[i] = exo_to_f16(v); break;
    case EXO_T_BF16: ((uint16_t *)p)[i] = exo_to_bf16(v); break;
    case EXO_T_I8: ((int8_t *)p)[i] = (int8_t)(int64_t)v; break;
    case EXO_T_UI8: ((uint8_t *)p)[i] = (uint8_t)(int64_t)v; break;
    case EXO_T_I16: ((int16_t *)p)[i] = (int16_t)(int64_t)v; break;
    case EXO_T_UI16: ((uint16_t *)p)[i] = (uint16_t)(int64_t)v; break;
    case EXO_T_I32: ((int32_t *)p)[i] = (int32_t)(int64_t)v; break;
    case EXO_T_UI32: ((uint32_t *)p)[i] = (uint32_t)(int64_t)v; break;
    case EXO_T_I64: ((int64_t *)p)[i] = (int64_t)v; break;
  }
}

static inline double exo_value(exo_type t, const void *p, int64_t i) {
  switch (t) {
    case EXO_T_F32: return (double)((const float *)p)[i];
    case EXO_T_F64: return ((const double *)p)[i];
    case EXO_T_F16: return exo_of_f16(((const uint16_t *)p)[i]);
    case EXO_T_BF16: return (double)exo_float((uint32_t)((const uint16_t *)p)[i] << 16);
    case EXO_T_I8: return ((const int8_t *)p)[i];
    case EXO_T_UI8: return ((const uint8_t *)p)[i];
    case EXO_T_I16: return ((const int16_t *)p)[i];
    case EXO_T_UI16: return ((const uint16_t *)p)[i];
    case EXO_T_I32: return ((const int32_t *)p)[i];
    case EXO_T_UI32: return ((const uint32_t *)p)[i];
    default: return (double)((const int64_t *)p)[i];
  }
}

/* ---- memory ---- */

#define EXO_GUARD 256 /* bytes before and after */

typedef struct {
  unsigned char *block; /* guard, shift, data, guard */
  size_t bytes, before, data;
} exo_memory;

static inline int exo_allocate(exo_memory *m, size_t data, size_t shift) {
  m->before = EXO_GUARD + shift;
  m->data = data;
  m->bytes = m->before + data + EXO_GUARD;
  m->block = malloc(m->bytes);
  if (!m->block) return 0;
  memset(m->block, 0xff, m->bytes);
  return 1;
}

static inline void *exo_data(const exo_memory *m) { return m->block + m->before; }

static inline void exo_guard(const exo_memory *m, int on) {
#ifdef EXO_ASAN
  if (on) {
    __asan_poison_memory_region(m->block, m->before);
    __asan_poison_memory_region(m->block + m->before + m->data, EXO_GUARD);
  } else {
    __asan_unpoison_memory_region(m->block, m->bytes);
  }
#else
  (void)m;
  (void)on;
#endif
}

/* How many bytes before (negative) or after the data the nearest changed byte of the guards is. */
static inline int64_t exo_damage(const exo_memory *m) {
  for (size_t i = m->before; i > 0; i--)
    if (m->block[i - 1] != 0xff) return (int64_t)i - 1 - (int64_t)m->before;
  for (size_t i = m->before + m->data; i < m->bytes; i++)
    if (m->block[i] != 0xff) return (int64_t)(i - m->before - m->data) + 1;
  return 0;
}

/* ---- one test ---- */

static inline void exo_print_case(const exo_test *t, const int64_t *row) {
  for (int i = 0; i < t->controls; i++) printf(" %s=%" PRId64, t->names[i], row[i]);
}

static inline int64_t exo_storage(const exo_buffer *b, const int64_t *layout) {
  int64_t last = 0;
  for (int d = 0; d < b->rank; d++) last += (layout[2 * d] - 1) * layout[2 * d + 1];
  return last + 1;
}

/* Goes to the next element, row by row. */
static inline void exo_step(const exo_buffer *b, const int64_t *layout, int64_t *at) {
  for (int d = b->rank - 1; d >= 0; d--) {
    if (++at[d] < layout[2 * d]) break;
    at[d] = 0;
  }
}

static inline int64_t exo_place(const exo_buffer *b, const int64_t *layout, const int64_t *at) {
  int64_t place = 0;
  for (int d = 0; d < b->rank; d++) place += at[d] * layout[2 * d + 1];
  return place;
}

/* The expected values, row by row, and their root mean square; 64 bit integers as their bits. */
static inline int exo_expected(const exo_buffer *b, const int64_t *layout, const void *expected,
                               FILE *file, int64_t count, double *want, double *typical) {
  int64_t at[16] = {0};
  double squares = 0;
  for (int64_t k = 0; k < count; k++) {
    int64_t place = exo_place(b, layout, at);
    if (file) {
      uint64_t bits = 0;
      if (fscanf(file, "%" SCNx64, &bits) != 1) {
        printf("FAIL the file with the expected values is too short\n");
        return 0;
      }
      memcpy(&want[k], &bits, 8);
    } else if (b->type == EXO_T_I64) {
      memcpy(&want[k], (const int64_t *)expected + place, 8);
    } else {
      want[k] = exo_value(b->type, expected, place);
    }
    if (exo_is_float(b->type) && isfinite(want[k])) squares += want[k] * want[k] / (double)count;
    exo_step(b, layout, at);
  }
  *typical = sqrt(squares);
  return 1;
}

/* Compares one buffer; prints the first difference and returns how many there are. */
static inline int64_t exo_compare(const exo_buffer *b, const int64_t *layout, const void *actual,
                                  const void *expected, const void *initial, FILE *file,
                                  double *worst) {
  size_t size = exo_size(b->type);
  int64_t storage = exo_storage(b, layout), count = 1, differ = 0;
  int64_t at[16] = {0};
  double typical = 0;
  double *all;
  unsigned char *seen;
  for (int d = 0; d < b->rank; d++) count *= layout[2 * d];
  all = malloc((size_t)count * sizeof(double));
  seen = calloc((size_t)storage, 1);
  if (!seen || !all || !exo_expected(b, layout, expected, file, count, all, &typical)) {
    free(seen);
    free(all);
    return 1;
  }
  for (int64_t k = 0; k < count; k++) {
    int64_t place = exo_place(b, layout, at);
    double got = exo_value(b->type, actual, place), want = all[k], allowed = 0;
    int same;
    seen[place] = 1;
    if (b->type == EXO_T_I64) {
      int64_t whole;
      memcpy(&whole, &all[k], 8);
      same = ((const int64_t *)actual)[place] == whole;
      want = (double)whole;
    } else if (exo_is_float(b->type)) {
      double error = fabs(got - want);
      double magnitude = fabs(got) > fabs(want) ? fabs(got) : fabs(want);
      allowed = b->relative * (magnitude > typical ? magnitude : typical) + b->absolute;
      same = got == want || (isnan(got) && isnan(want)) || error <= allowed;
      if (error > *worst) *worst = error;
    } else {
      same = got == want;
    }
    if (!same && differ++ == 0) {
      printf("FAIL %s[", b->name);
      for (int d = 0; d < b->rank; d++) printf("%s%" PRId64, d ? "," : "", at[d]);
      printf("]: expected %.17g, actual %.17g", want, got);
      if (exo_is_float(b->type))
        printf(" (difference %.3g, allowed %.3g)", fabs(got - want), allowed);
      printf("\n");
    }
    exo_step(b, layout, at);
  }
  free(all);
  if (differ > 1) printf("FAIL %s: %" PRId64 " of %" PRId64 " elements differ\n", b->name, differ, count);
  for (int64_t k = 0; k < storage; k++) {
    if (!seen[k] && memcmp((const char *)actual + (size_t)k * size,
                           (const char *)initial + (size_t)k * size, size) != 0) {
      printf("FAIL %s: element %" PRId64 " of the memory, which is not part of the window, was changed\n",
             b->name, k);
      differ++;
      break;
    }
  }
  free(seen);
  return differ;
}

#define EXO_MOST 32 /* buffers of a kernel */

static inline int exo_run_case(const exo_test *t, int64_t number, FILE *file, double *worst) {
  const int64_t *row = t->rows + number * t->columns;
  const int64_t *layout[EXO_MOST];
  exo_memory actual[EXO_MOST], expected[EXO_MOST], initial[EXO_MOST];
  void *to_run[EXO_MOST], *to_expect[EXO_MOST];
  const int64_t *next = row + t->controls;
  int bad = 0, status;
  printf("case %" PRId64 ":", number);
  exo_print_case(t, row);
  printf("\n");
  fflush(stdout);
  for (int i = 0; i < t->buffers; i++) {
    const exo_buffer *b = t->buffer + i;
    size_t size = exo_size(b->type);
    int64_t storage;
    uint64_t state = (uint64_t)number * 1000003u + (uint64_t)i * 7919u + 1u;
    layout[i] = next;
    next += 2 * b->rank;
    storage = exo_storage(b, layout[i]);
    /* data does not begin where vectors do */
    if (!exo_allocate(&actual[i], (size_t)storage * size, (size_t)(number % 3) * size) ||
        !exo_allocate(&expected[i], (size_t)storage * size, 0) ||
        !exo_allocate(&initial[i], (size_t)storage * size, 0)) {
      printf("FAIL there is not enough memory for %s\n", b->name);
      return 1;
    }
    for (int64_t k = 0; k < storage; k++)
      exo_put_value(b->type, exo_data(&initial[i]), k, exo_draw(b, k, &state));
    memcpy(exo_data(&actual[i]), exo_data(&initial[i]), actual[i].data);
    memcpy(exo_data(&expected[i]), exo_data(&initial[i]), actual[i].data);
    to_run[i] = exo_data(&actual[i]);
    to_expect[i] = exo_data(&expected[i]);
    exo_guard(&actual[i], 1);
    exo_guard(&expected[i], 1);
  }
  status = t->expect ? t->expect(row, to_expect) : 0;
  if (status) printf("FAIL the kernel that it is compared with ran out of memory\n");
  bad |= status;
  status = t->run(row, to_run);
  if (status) printf("FAIL the kernel ran out of memory\n");
  bad |= status;
  for (int i = 0; i < t->buffers; i++) {
    int64_t damage;
    exo_guard(&actual[i], 0);
    exo_guard(&expected[i], 0);
    damage = exo_damage(&actual[i]);
    if (damage) {
      printf("FAIL %s: %" PRId64 " bytes %s the buffer were written\n", t->buffer[i].name,
             damage < 0 ? -damage : damage, damage < 0 ? "before" : "after");
      bad = 1;
    }
    if (exo_compare(t->buffer + i, layout[i], exo_data(&actual[i]), exo_data(&expected[i]),
                    exo_data(&initial[i]), file, worst))
      bad = 1;
    free(actual[i].block);
    free(expected[i].block);
    free(initial[i].block);
  }
  return bad;
}

static inline int exo_run_test(const exo_test *t, const char *directory) {
  int64_t failed = 0, done = 0;
  double worst = 0;
  FILE *file = NULL;
  if (!t->expect) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", directory, t->expected);
    file = fopen(path, "r");
    if (!file) {
      printf("FAIL cannot read the expected values in %s\n", path);
      return 1;
    }
  }
  printf("test %s %s %s\n", t->kernel, t->variant, t->group);
  for (; done < t->cases && failed < 3; done++) failed += exo_run_case(t, done, file, &worst);
  if (file) fclose(file);
  printf("%s %s %s %s: %" PRId64 " of %" PRId64 " cases, %" PRId64 " wrong, largest difference %.3g\n",
         failed ? "FAILED" : "PASSED", t->kernel, t->variant, t->group, done, t->cases, failed, worst);
  return failed != 0;
}

/* ---- times ---- */

#define EXO_ROUNDS 9

static inline double exo_now(void) {
  struct timespec t;
  timespec_get(&t, TIME_UTC);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static inline int exo_ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* One of the two functions that a case is timed with: its own buffers, and a time for each round. */
typedef struct {
  exo_call call;
  void *buffers[EXO_MOST];
  long repetitions;
  double times[EXO_ROUNDS];
  int rounds;
} exo_timed;

static inline double exo_turn(exo_timed *f, const exo_test *t, const int64_t *row,
                              void *const *initial, const size_t *bytes) {
  double start;
  for (int i = 0; i < t->buffers; i++) memcpy(f->buffers[i], initial[i], bytes[i]);
  start = exo_now();
  for (long n = f->repetitions; n > 0; n--) f->call(row, f->buffers);
  return exo_now() - start;
}

/* As many calls as take `seconds`; what takes ten times as long has fewer rounds. */
static inline void exo_calibrate(exo_timed *f, const exo_test *t, const int64_t *row,
                                 void *const *initial, const size_t *bytes, double seconds) {
  double took = 0;
  f->repetitions = 1;
  f->rounds = EXO_ROUNDS;
  for (took = exo_turn(f, t, row, initial, bytes); took < seconds / 2;
       took = exo_turn(f, t, row, initial, bytes)) {
    double more = seconds / (took > 1e-9 ? took : 1e-9);
    f->repetitions = (long)((double)f->repetitions * (more > 8 ? 8 : more) + 1);
  }
  if (took > 10 * seconds) f->rounds = took > 100 * seconds ? 1 : 3;
}

static inline void exo_bench_case(const exo_test *t, int64_t number, double seconds) {
  const int64_t *row = t->rows + number * t->columns;
  const int64_t *layout = row + t->controls;
  void *initial[EXO_MOST];
  size_t bytes[EXO_MOST];
  exo_timed f[2];
  int both = t->expect != NULL;
  f[0].call = t->run;
  f[1].call = t->expect;
  for (int i = 0; i < t->buffers; i++) {
    const exo_buffer *b = t->buffer + i;
    int64_t storage = exo_storage(b, layout);
    uint64_t state = (uint64_t)i * 7919u + 1u;
    layout += 2 * b->rank;
    bytes[i] = (size_t)storage * exo_size(b->type);
    initial[i] = aligned_alloc(64, (bytes[i] + 63) / 64 * 64);
    f[0].buffers[i] = aligned_alloc(64, (bytes[i] + 63) / 64 * 64);
    f[1].buffers[i] = both ? aligned_alloc(64, (bytes[i] + 63) / 64 * 64) : NULL;
    if (!initial[i] || !f[0].buffers[i] || (both && !f[1].buffers[i])) {
      printf("FAIL there is not enough memory for %s\n", b->name);
      exit(1);
    }
    for (int64_t k = 0; k < storage; k++)
      exo_put_value(b->type, initial[i], k, exo_draw(b, k, &state));
  }
  for (int k = 0; k <= both; k++) exo_calibrate(&f[k], t, row, initial, bytes, seconds);
  for (int round = 0; round < EXO_ROUNDS; round++)
    for (int k = 0; k <= both; k++)
      if (round < f[k].rounds)
        f[k].times[round] = exo_turn(&f[k], t, row, initial, bytes) / (double)f[k].repetitions;
  printf("BENCH\t%s\t%s\t", t->kernel, t->variant);
  for (int i = 0; i < t->controls; i++)
    printf("%s%s=%" PRId64, i ? " " : "", t->names[i], row[i]);
  for (int k = 0; k <= both; k++) {
    qsort(f[k].times, (size_t)f[k].rounds, sizeof(double), exo_ascending);
    printf("\t%.9g\t%.9g\t%.9g", f[k].times[0], f[k].times[f[k].rounds / 2],
           f[k].times[f[k].rounds - 1]);
  }
  printf("\n");
  fflush(stdout);
  for (int i = 0; i < t->buffers; i++) {
    free(initial[i]);
    free(f[0].buffers[i]);
    if (both) free(f[1].buffers[i]);
  }
}

#if defined(__x86_64__) && defined(__linux__)
#include <sys/syscall.h>
extern long syscall(long number, ...);
/* Linux gives the state of matrix tiles only to a process that has asked for it. */
static inline void exo_permissions(void) {
  (void)syscall(SYS_arch_prctl, 0x1023 /* ARCH_REQ_XCOMP_PERM */, 18L /* XTILEDATA */);
}
#else
static inline void exo_permissions(void) {}
#endif

static inline int exo_test_main(const exo_test *tests, int count, const char *directory, int argc,
                                char **argv) {
  int failed = 0, run = 0;
  double seconds = 0;
  if (argc == 2 && strcmp(argv[1], "--list") == 0) {
    for (int i = 0; i < count; i++)
      printf("%s %s %s\n", tests[i].kernel, tests[i].variant, tests[i].group);
    return 0;
  }
  if (argc > 2 && strcmp(argv[1], "--bench") == 0) {
    seconds = strtod(argv[2], NULL) * 1e-3;
    argc -= 2;
    argv += 2;
  }
  exo_permissions();
  for (int i = 0; i < count; i++) {
    const exo_test *t = tests + i;
    if ((argc > 1 && strcmp(argv[1], t->kernel) != 0) ||
        (argc > 2 && strcmp(argv[2], t->variant) != 0) ||
        (argc > 3 && strcmp(argv[3], t->group) != 0))
      continue;
    run++;
    if (seconds > 0)
      for (int64_t k = 0; k < t->cases; k++) exo_bench_case(t, k, seconds);
    else
      failed += exo_run_test(t, directory);
  }
  if (!run) printf("FAIL there is no such test; --list names all\n");
  return failed || !run;
}

#endif
