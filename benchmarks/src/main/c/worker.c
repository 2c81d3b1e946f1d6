/*
 * Measures C libraries for the coordinator, which talks to it by lines:
 *
 *   peer ID FILE                               a library with the CBLAS interface, or oneDNN
 *   problem KERNEL N SIZE.. N LENGTH..         what the following commands work on
 *   exo ID FILE SYMBOL (i:N | f:X | p:OPERAND | w:OPERAND:STRIDE..)..   a kernel of ours with its arguments
 *   check ID                                   "ok ERROR": of one call, see check.c
 *   run ID REPETITIONS                         "ok NANOSECONDS NANOSECONDS": of the clock, of the processor in this thread
 *
 * Every answer is one line that starts with "ok" or "no".
 */
#define _GNU_SOURCE
#include "worker.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static struct problem current;
static struct contestant contestants[MAX_CONTESTANTS];
static int contestant_count;

static void *allocate(int64_t floats) {
  size_t bytes = ((size_t)floats * sizeof(float) + 4095) / 4096 * 4096;
  void *memory = aligned_alloc(4096, bytes);
  if (!memory) {
    puts("no memory");
    exit(1);
  }
  return memory;
}

float starting_number(int operand, int64_t at) {
  uint32_t x = ((uint32_t)operand * 0x9e3779b9u + (uint32_t)at + 1) * 0x85ebca6bu;
  x = (x ^ x >> 15) * 0xc2b2ae35u;
  return (float)((x ^ x >> 13) >> 8) / 8388608.0f - 1.0f;
}

/* A triangle that x is multiplied with again and again has ones on its diagonal and little beside it: x neither fades,
 * which is slow, nor grows soon. */
static void fill(int operand) {
  int64_t n = strncmp(current.kernel, "strmv", 5) == 0 && operand == 0 ? current.sizes[0] : 0;
  for (int64_t k = 0; k < current.lengths[operand]; k++) {
    float x = starting_number(operand, k);
    current.operands[operand][k] = n == 0 ? x : k / n == k % n ? 1 : x / (float)(n * n);
  }
}

static char *word(void) { return strtok(NULL, " \n"); }

static int64_t number(void) {
  char *text = word();
  return text ? strtoll(text, NULL, 10) : 0;
}

static struct contestant *find(const char *id) {
  for (int i = 0; i < contestant_count; i++) {
    if (id && strcmp(contestants[i].id, id) == 0) return &contestants[i];
  }
  return NULL;
}

static struct contestant *named(const char *id) {
  struct contestant *known = find(id);
  if (known || contestant_count == MAX_CONTESTANTS) return known;
  struct contestant *fresh = &contestants[contestant_count++];
  snprintf(fresh->id, sizeof fresh->id, "%s", id);
  return fresh;
}

/* The library's own words about its version. */
static const char *version(void *library, const char *otherwise) {
  static char text[64];
  typedef const char *describe(void);
  typedef struct {
    int major, minor, patch;
  } onednn_version;
  describe *openblas = (describe *)dlsym(library, "openblas_get_config");
  describe *blis = (describe *)dlsym(library, "bli_info_get_version_str");
  const onednn_version *(*onednn)(void) = (const onednn_version *(*)(void))dlsym(library, "dnnl_version");
  if (onednn) snprintf(text, sizeof text, "oneDNN %d.%d.%d", onednn()->major, onednn()->minor, onednn()->patch);
  if (blis) snprintf(text, sizeof text, "BLIS %s", blis());
  return openblas ? openblas() : blis || onednn ? text : otherwise;
}

static const char *peer(void) {
  char *id = word(), *file = word();
  if (!id || !file) return "no name";
  if (strcmp(id, "peak") == 0) {
    named(id)->prepare = prepare_peak;
    return peak_instructions();
  }
  void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (!library) return NULL;
  struct contestant *who = named(id);
  who->library = library;
  who->prepare = strstr(id, "onednn") ? prepare_onednn : prepare_cblas;
  return version(library, file);
}

static void problem(void) {
  snprintf(current.kernel, sizeof current.kernel, "%s", word());
  current.size_count = (int)number();
  for (int i = 0; i < current.size_count && i < MAX_SIZES; i++) current.sizes[i] = number();
  for (int i = 0; i < current.operand_count; i++) free(current.blocks[i]);
  current.operand_count = (int)number();
  if (current.operand_count > MAX_OPERANDS) current.operand_count = MAX_OPERANDS;
  for (int i = 0; i < current.operand_count; i++) {
    current.lengths[i] = number();
    /* Not all at the same place of a page: processors take loads and stores at such places for the same at first. */
    current.blocks[i] = allocate(current.lengths[i] + 1024);
    current.operands[i] = current.blocks[i] + 16 * (1 + 13 * i);
    fill(i);
  }
  for (int i = 0; i < contestant_count; i++) contestants[i].run = NULL;
}

static const char *exo(void) {
  char *id = word(), *file = word(), *symbol = word();
  if (!id || !file || !symbol) return NULL;
  void *library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (!library) return NULL;
  struct contestant *who = named(id);
  who->prepare = prepare_exo;
  who->function = dlsym(library, symbol);
  who->integer_count = who->float_count = 0;
  memset(who->integers, 0, sizeof who->integers);
  memset(who->floats, 0, sizeof who->floats);
  for (char *argument = word(); argument; argument = word()) {
    if (who->integer_count + 4 > MAX_ARGUMENTS) return NULL;
    switch (argument[0]) {
      case 'i': who->integers[who->integer_count++] = strtoll(argument + 2, NULL, 10); break;
      case 'f': who->floats[who->float_count++] = strtof(argument + 2, NULL); break;
      default:
        who->integers[who->integer_count++] = (int64_t)(intptr_t)current.operands[atoi(argument + 2)];
        who->integers[who->integer_count++] = 0;
        for (char *stride = strchr(argument + 2, ':'); stride; stride = strchr(stride + 1, ':')) {
          who->integers[who->integer_count++] = strtoll(stride + 1, NULL, 10);
        }
    }
  }
  return who->function ? symbol : NULL;
}

static int prepare(struct contestant *who) {
  if (who && !who->run) who->run = who->prepare(who, &current);
  return who && who->run;
}

static void check(void) {
  struct contestant *who = find(word());
  if (!prepare(who)) {
    puts("no such function");
    return;
  }
  int last = current.operand_count - 1;
  for (int i = 0; i <= last; i++) fill(i);
  float *before = allocate(current.lengths[last]);
  memcpy(before, current.operands[last], (size_t)current.lengths[last] * sizeof(float));
  who->run(who, &current, 1);
  printf("ok %g\n", largest_error(&current, before));
  free(before);
}

static int64_t nanoseconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void run(void) {
  struct contestant *who = find(word());
  long repetitions = (long)number();
  if (!prepare(who)) {
    puts("no such function");
    return;
  }
  int64_t start = nanoseconds(CLOCK_MONOTONIC), worked = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
  who->run(who, &current, repetitions);
  worked = nanoseconds(CLOCK_THREAD_CPUTIME_ID) - worked;
  printf("ok %lld %lld\n", (long long)(nanoseconds(CLOCK_MONOTONIC) - start), (long long)worked);
}

int main(void) {
  static char line[8192];
  while (fgets(line, sizeof line, stdin)) {
    char *command = strtok(line, " \n");
    if (!command) continue;
    if (strcmp(command, "peer") == 0 || strcmp(command, "exo") == 0) {
      const char *what = command[0] == 'p' ? peer() : exo();
      const char *why = what ? NULL : dlerror();
      printf("%s %s\n", what ? "ok" : "no", what ? what : why ? why : "such arguments");
    } else if (strcmp(command, "problem") == 0) {
      problem();
      puts("ok");
    } else if (strcmp(command, "check") == 0) {
      check();
    } else if (strcmp(command, "run") == 0) {
      run();
    } else {
      puts("no such command");
    }
    fflush(stdout);
  }
  return 0;
}
