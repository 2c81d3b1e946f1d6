/*
 * exo_runtime.h - what a native library of generated kernels gives to exo-runtime (Java).
 *
 * Every library exports, next to its kernels (int32_t exo_call_<kernel>(...)), two functions:
 *
 *   exo_control       small questions and orders: ABI, size of the context, number of threads
 *   exo_cpu_features  the names of the instruction set extensions that CPU and operating system can run
 *
 * Exactly one translation unit of a library defines EXO_RUNTIME_IMPLEMENTATION before it includes
 * this file. It is compiled for the plain architecture (no -mavx2 and the like: it runs before
 * anybody knows what the CPU can do), with -fopenmp where a kernel is parallel. It may define
 *
 *   EXO_CONTEXT_SIZE  sizeof(the struct of the configuration state); absent: there is none
 *   EXO_JNI_CLASS     the JNI prefix of the generated nested class, e.g. Java_com_acme_Sgemm_00024Jni_;
 *                     then jni.h is included and the JNI half is defined, too
 *
 * The kernels' own entry points follow in the same unit; see EXO_JNI below.
 */
#ifndef EXO_RUNTIME_H
#define EXO_RUNTIME_H

#include <stdint.h>

/* A file that wants the functions for itself defines it before. */
#ifndef EXO_EXPORT
#if defined(_WIN32)
#define EXO_EXPORT __declspec(dllexport)
#else
#define EXO_EXPORT __attribute__((visibility("default")))
#endif
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* What a kernel's entry point returns. */
#define EXO_OK 0
#define EXO_OUT_OF_MEMORY 1

/* The version of this interface. The Java side refuses a library of another one. */
#define EXO_ABI 1

/* Requests to exo_control. An unknown request gives -1. */
#define EXO_GET_ABI 0          /* -> EXO_ABI */
#define EXO_GET_CONTEXT_SIZE 1 /* -> bytes of the context struct, 0 if there is none */
#define EXO_GET_THREADS 2      /* -> threads that the next parallel kernel uses; 1 without OpenMP */
#define EXO_SET_THREADS 3      /* argument: threads from now on, 0: as OpenMP decides -> as above */

EXO_EXPORT int64_t exo_control(int64_t request, int64_t argument);

/*
 * Writes the names of the CPU's features, each followed by a blank, and a final zero. At most
 * `capacity` bytes are written; names that do not fit are left out. Returns the number of bytes
 * written without the zero. Names are those of Linux' /proc/cpuinfo; a feature whose state the
 * operating system does not save is not there.
 */
EXO_EXPORT int64_t exo_cpu_features(char *names, int64_t capacity);

#ifdef __cplusplus
}
#endif

#ifdef EXO_RUNTIME_IMPLEMENTATION

#ifdef _OPENMP
#include <omp.h>

static int32_t exo_thread_count = 0; /* 0: as OpenMP decides */

/*
 * The first statement of the entry point of a parallel kernel. OpenMP keeps the number of threads
 * per calling thread; this makes it one number for the library, whichever Java thread calls.
 */
#define EXO_APPLY_THREADS() exo_apply_threads()

#if defined(__GNUC__)
#define EXO_LOAD(place) __atomic_load_n(&(place), __ATOMIC_RELAXED)
#define EXO_STORE(place, value) __atomic_store_n(&(place), (value), __ATOMIC_RELAXED)
#else
#define EXO_LOAD(place) (*(volatile int32_t *)&(place))
#define EXO_STORE(place, value) (*(volatile int32_t *)&(place) = (value))
#endif

static inline void exo_apply_threads(void) {
  int32_t count = EXO_LOAD(exo_thread_count);
  if (count > 0) omp_set_num_threads(count);
}
#else
#define EXO_APPLY_THREADS() ((void)0)
#endif

#ifndef EXO_CONTEXT_SIZE
#define EXO_CONTEXT_SIZE 0
#endif

EXO_EXPORT int64_t exo_control(int64_t request, int64_t argument) {
  switch (request) {
    case EXO_GET_ABI:
      return EXO_ABI;
    case EXO_GET_CONTEXT_SIZE:
      return (int64_t)(EXO_CONTEXT_SIZE);
#ifdef _OPENMP
    case EXO_SET_THREADS:
      if (argument >= 0 && argument <= INT32_MAX) EXO_STORE(exo_thread_count, (int32_t)argument);
      /* fall through */
    case EXO_GET_THREADS: {
      int32_t count = EXO_LOAD(exo_thread_count);
      return count > 0 ? count : omp_get_max_threads();
    }
#else
    case EXO_SET_THREADS:
    case EXO_GET_THREADS:
      (void)argument;
      return 1;
#endif
    default:
      return -1;
  }
}

static inline int64_t exo_put(char *names, int64_t capacity, int64_t at, const char *name, int64_t length) {
  if (at + length + 2 > capacity) return at;
  for (int64_t i = 0; i < length; i++) names[at + i] = name[i];
  names[at + length] = ' ';
  names[at + length + 1] = 0;
  return at + length + 1;
}

/* A name made of letters and a number, such as the length of the vectors in bits. */
static inline int64_t exo_put_length(char *names, int64_t capacity, int64_t at, const char *prefix, int64_t value) {
  char name[32], digits[20];
  int64_t length = 0, count = 0;
  while (prefix[length] && length < 12) {
    name[length] = prefix[length];
    length++;
  }
  for (; value > 0 && count < 20; value /= 10) digits[count++] = (char)('0' + value % 10);
  while (count > 0) name[length++] = digits[--count];
  return exo_put(names, capacity, at, name, length);
}

typedef struct {
  const char *name;
  uint32_t word; /* which of the words read from the machine */
  uint32_t bit;
  uint64_t state; /* x86: bits of XCR0 that the operating system must have set */
} exo_feature;

static inline int64_t exo_put_known(char *names, int64_t capacity, int64_t at, const exo_feature *known,
                             uint64_t count, const uint64_t *words, uint64_t state) {
  for (uint64_t i = 0; i < count; i++) {
    int64_t length = 0;
    while (known[i].name[length]) length++;
    if (((words[known[i].word] >> known[i].bit) & 1) && (state & known[i].state) == known[i].state)
      at = exo_put(names, capacity, at, known[i].name, length);
  }
  return at;
}

#if defined(__x86_64__) || defined(_M_X64) || defined(__i386__)

#if defined(_MSC_VER) && !defined(__clang__)
#include <immintrin.h>
#include <intrin.h>
static int exo_cpuid(uint32_t leaf, uint32_t sub, uint32_t *r) {
  int top[4], out[4];
  __cpuid(top, (int)(leaf & 0x80000000u));
  if ((uint32_t)top[0] < leaf) return 0;
  __cpuidex(out, (int)leaf, (int)sub);
  for (int i = 0; i < 4; i++) r[i] = (uint32_t)out[i];
  return 1;
}
static uint64_t exo_xcr0(void) { return _xgetbv(0); }
#else
#include <cpuid.h>
static int exo_cpuid(uint32_t leaf, uint32_t sub, uint32_t *r) {
  return __get_cpuid_count(leaf, sub, r, r + 1, r + 2, r + 3);
}
static uint64_t exo_xcr0(void) {
  uint32_t low, high;
  __asm__ volatile(".byte 0x0f, 0x01, 0xd0" : "=a"(low), "=d"(high) : "c"(0)); /* xgetbv */
  return ((uint64_t)high << 32) | low;
}
#endif

#if defined(__linux__)
#include <sys/syscall.h>
extern long syscall(long number, ...); /* unistd.h hides it from strict ISO C */
#endif

/* Linux gives tile state only to a process that has asked for it. */
static int exo_amx_permitted(void) {
#if defined(__linux__) && defined(SYS_arch_prctl)
  return syscall(SYS_arch_prctl, 0x1023 /* ARCH_REQ_XCOMP_PERM */, 18L /* XTILEDATA */) == 0;
#elif defined(_WIN32)
  return 1;
#else
  return 0;
#endif
}

EXO_EXPORT int64_t exo_cpu_features(char *names, int64_t capacity) {
  enum { C1, D1, B7, C7, D7, A71, D71, CX, WIDE, WORDS };
  const uint64_t avx = 0x6, avx512 = 0xe6, amx = 0x60000;
  const exo_feature known[] = {
      {"sse", D1, 25, 0},
      {"sse2", D1, 26, 0},
      {"sse3", C1, 0, 0},
      {"pni", C1, 0, 0},
      {"pclmulqdq", C1, 1, 0},
      {"ssse3", C1, 9, 0},
      {"fma", C1, 12, avx},
      {"cx16", C1, 13, 0},
      {"sse4_1", C1, 19, 0},
      {"sse4_2", C1, 20, 0},
      {"movbe", C1, 22, 0},
      {"popcnt", C1, 23, 0},
      {"aes", C1, 25, 0},
      {"avx", C1, 28, avx},
      {"f16c", C1, 29, avx},
      {"bmi1", B7, 3, 0},
      {"avx2", B7, 5, avx},
      {"bmi2", B7, 8, 0},
      {"avx512f", B7, 16, avx512},
      {"avx512dq", B7, 17, avx512},
      {"avx512ifma", B7, 21, avx512},
      {"avx512cd", B7, 28, avx512},
      {"avx512bw", B7, 30, avx512},
      {"avx512vl", B7, 31, avx512},
      {"avx512vbmi", C7, 1, avx512},
      {"avx512_vbmi2", C7, 6, avx512},
      {"gfni", C7, 8, 0},
      {"vaes", C7, 9, avx},
      {"vpclmulqdq", C7, 10, avx},
      {"avx512_vnni", C7, 11, avx512},
      {"avx512_bitalg", C7, 12, avx512},
      {"avx512_vpopcntdq", C7, 14, avx512},
      {"avx512_vp2intersect", D7, 8, avx512},
      {"amx_bf16", D7, 22, amx},
      {"avx512_fp16", D7, 23, avx512},
      {"amx_tile", D7, 24, amx},
      {"amx_int8", D7, 25, amx},
      {"avx_vnni", A71, 4, avx},
      {"avx512_bf16", A71, 5, avx512},
      {"amx_fp16", A71, 21, amx},
      {"avx_ifma", A71, 23, avx},
      {"avx_vnni_int8", D71, 4, avx},
      {"avx_ne_convert", D71, 5, avx},
      {"amx_complex", D71, 8, amx},
      {"avx_vnni_int16", D71, 10, avx},
      {"lzcnt", CX, 5, 0},
      {"abm", CX, 5, 0},
      {"avx512_wide", WIDE, 16, avx512},
  };
  uint64_t words[WORDS] = {0};
  uint64_t state = 0;
  uint32_t r[4] = {0, 0, 0, 0};
  if (capacity < 1) return 0;
  names[0] = 0;
  if (exo_cpuid(1, 0, r)) {
    words[C1] = r[2];
    words[D1] = r[3];
    if ((r[2] >> 27) & 1) state = exo_xcr0(); /* OSXSAVE */
  }
  if (exo_cpuid(7, 0, r)) {
    uint32_t leaves = r[0];
    words[B7] = r[1];
    words[C7] = r[2];
    words[D7] = r[3];
    if (leaves >= 1 && exo_cpuid(7, 1, r)) {
      words[A71] = r[0];
      words[D71] = r[3];
    }
  }
  if (exo_cpuid(0x80000001u, 0, r)) words[CX] = r[2];
  /* Not an extension: AVX-512 whose units have 64 bytes. AMD's say so (FP512); Intel's have no such leaf, and all have them. */
  words[WIDE] = words[B7];
  if (exo_cpuid(0x8000001au, 0, r) && !((r[0] >> 3) & 1)) words[WIDE] = 0;
  if ((state & amx) == amx && ((words[D7] >> 24) & 1) && !exo_amx_permitted()) state &= ~amx;
  return exo_put_known(names, capacity, 0, known, sizeof known / sizeof known[0], words, state);
}

#elif defined(__aarch64__) && defined(__linux__)

#include <sys/auxv.h>
#include <sys/prctl.h>

/* Beside the kernel's names of features: sve256 and the like for the length of this process's vectors. */
EXO_EXPORT int64_t exo_cpu_features(char *names, int64_t capacity) {
  const exo_feature known[] = {
      {"fp", 0, 0, 0},       {"asimd", 0, 1, 0},     {"neon", 0, 1, 0},     {"aes", 0, 3, 0},
      {"crc32", 0, 7, 0},    {"atomics", 0, 8, 0},   {"fphp", 0, 9, 0},     {"asimdhp", 0, 10, 0},
      {"asimdrdm", 0, 12, 0}, {"fcma", 0, 14, 0},    {"asimddp", 0, 20, 0}, {"sve", 0, 22, 0},
      {"asimdfhm", 0, 23, 0}, {"sve2", 1, 1, 0},     {"svei8mm", 1, 9, 0},  {"svef32mm", 1, 10, 0},
      {"svef64mm", 1, 11, 0}, {"svebf16", 1, 12, 0}, {"i8mm", 1, 13, 0},    {"bf16", 1, 14, 0},
      {"sme", 1, 23, 0},     {"smei16i64", 1, 24, 0}, {"smef64f64", 1, 25, 0}, {"smei8i32", 1, 26, 0},
      {"smef16f32", 1, 27, 0}, {"smeb16f32", 1, 28, 0}, {"smef32f32", 1, 29, 0}, {"smefa64", 1, 30, 0},
      {"sme2", 1, 37, 0},    {"sme2p1", 1, 38, 0},
  };
  uint64_t words[2];
  if (capacity < 1) return 0;
  names[0] = 0;
  words[0] = (uint64_t)getauxval(16 /* AT_HWCAP */);
  words[1] = (uint64_t)getauxval(26 /* AT_HWCAP2 */);
  int64_t at = exo_put_known(names, capacity, 0, known, sizeof known / sizeof known[0], words, 0);
  if ((words[0] >> 22) & 1) {
    int bytes = prctl(51 /* PR_SVE_GET_VL */);
    if (bytes > 0) at = exo_put_length(names, capacity, at, "sve", (int64_t)(bytes & 0xffff) * 8);
  }
  return at;
}

#elif defined(__aarch64__) && defined(__APPLE__)

#include <sys/sysctl.h>
#include <sys/types.h>

EXO_EXPORT int64_t exo_cpu_features(char *names, int64_t capacity) {
  static const struct {
    const char *name;
    const char *key;
  } known[] = {
      {"asimdhp", "hw.optional.arm.FEAT_FP16"}, {"asimddp", "hw.optional.arm.FEAT_DotProd"},
      {"asimdfhm", "hw.optional.arm.FEAT_FHM"}, {"bf16", "hw.optional.arm.FEAT_BF16"},
      {"i8mm", "hw.optional.arm.FEAT_I8MM"},    {"sme", "hw.optional.arm.FEAT_SME"},
      {"sme2", "hw.optional.arm.FEAT_SME2"},
  };
  int64_t at = 0;
  if (capacity < 1) return 0;
  names[0] = 0;
  at = exo_put(names, capacity, at, "fp", 2);
  at = exo_put(names, capacity, at, "asimd", 5);
  at = exo_put(names, capacity, at, "neon", 4);
  for (uint64_t i = 0; i < sizeof known / sizeof known[0]; i++) {
    int value = 0;
    size_t size = sizeof value;
    int64_t length = 0;
    while (known[i].name[length]) length++;
    if (sysctlbyname(known[i].key, &value, &size, 0, 0) == 0 && value)
      at = exo_put(names, capacity, at, known[i].name, length);
  }
  return at;
}

#elif defined(__riscv) && defined(__linux__)

#include <fcntl.h>
#include <sys/auxv.h>
#include <unistd.h>

/* One letter extensions from the auxiliary vector, the long names from the first `isa` line; vlen128 and the like
 * for the length of the vectors. */
EXO_EXPORT int64_t exo_cpu_features(char *names, int64_t capacity) {
  uint64_t letters = (uint64_t)getauxval(16 /* AT_HWCAP */);
  char text[2048];
  int64_t length = 0, at = 0;
  int file;
  if (capacity < 1) return 0;
  names[0] = 0;
  for (int i = 0; i < 26; i++) {
    char letter = (char)('a' + i);
    if ((letters >> i) & 1) at = exo_put(names, capacity, at, &letter, 1);
  }
  if ((letters >> ('v' - 'a')) & 1) {
    int64_t bytes = 0;
    __asm__ volatile("csrr %0, 0xc22" : "=r"(bytes)); /* vlenb */
    at = exo_put_length(names, capacity, at, "vlen", bytes * 8);
  }
  file = open("/proc/cpuinfo", O_RDONLY);
  if (file >= 0) {
    while (length < (int64_t)sizeof text) {
      int64_t got = (int64_t)read(file, text + length, sizeof text - (uint64_t)length);
      if (got <= 0) break;
      length += got;
    }
    close(file);
  }
  for (int64_t i = 0; i + 3 < length; i++) {
    if ((i == 0 || text[i - 1] == '\n') && text[i] == 'i' && text[i + 1] == 's' && text[i + 2] == 'a') {
      while (i < length && text[i] != '\n' && text[i] != '_') i++;
      while (i < length && text[i] == '_') {
        int64_t start = ++i;
        while (i < length && text[i] != '_' && text[i] != '\n') i++;
        at = exo_put(names, capacity, at, text + start, i - start);
      }
      break;
    }
  }
  return at;
}

#else

EXO_EXPORT int64_t exo_cpu_features(char *names, int64_t capacity) {
  /* nothing is known about this machine: only plain variants run on it */
  if (capacity > 0) names[0] = 0;
  return 0;
}

#endif

#ifdef EXO_JNI_CLASS

#include <jni.h>

#define EXO_PASTE_(a, b) a##b
#define EXO_PASTE(a, b) EXO_PASTE_(a, b)

/* The JNI name of a method of the generated nested class; `method` is already mangled (_ is _1). */
#define EXO_JNI(method) EXO_PASTE(EXO_JNI_CLASS, method)

JNIEXPORT jlong JNICALL EXO_JNI(control)(JNIEnv *env, jclass type, jlong request, jlong argument) {
  (void)env;
  (void)type;
  return (jlong)exo_control((int64_t)request, (int64_t)argument);
}

JNIEXPORT jstring JNICALL EXO_JNI(cpuFeatures)(JNIEnv *env, jclass type) {
  char names[4096];
  (void)type;
  exo_cpu_features(names, (int64_t)sizeof names);
  return (*env)->NewStringUTF(env, names);
}

/* The address of element 0 of a direct buffer; 0 if it has none. */
JNIEXPORT jlong JNICALL EXO_JNI(address)(JNIEnv *env, jclass type, jobject buffer) {
  (void)type;
  return (jlong)(intptr_t)(*env)->GetDirectBufferAddress(env, buffer);
}

#endif /* EXO_JNI_CLASS */
#endif /* EXO_RUNTIME_IMPLEMENTATION */
#endif /* EXO_RUNTIME_H */
