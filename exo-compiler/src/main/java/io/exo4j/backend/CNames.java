package io.exo4j.backend;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Turns names of the object language into C identifiers that clash with nothing. */
final class CNames {
  /** Keywords of C and C++, names that the generated text uses, macros of compilers and headers. */
  private static final String WORDS =
      """
      alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t
      char32_t class compl concept const const_cast constexpr continue co_await co_return
      co_yield decltype default delete do double dynamic_cast else enum explicit export extern
      false float for friend goto if inline int long mutable namespace new noexcept not not_eq
      nullptr operator or or_eq private protected public register reinterpret_cast requires
      restrict return short signed sizeof static static_assert static_cast struct switch
      template this thread_local throw true try typedef typeid typename typeof union unsigned
      using virtual void volatile wchar_t while xor xor_eq NULL ctxt free malloc aligned_alloc
      int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t size_t ptrdiff_t
      intptr_t uintptr_t linux unix I errno stdin stdout stderr assert EOF INFINITY NAN HUGE_VAL
      complex imaginary noreturn main omp_get_max_threads
      """;

  /** Functions that every program can be expected to link: a kernel must not replace them. */
  private static final String LIBRARY =
      """
      abort abs acos acosh asin asinh atan atan2 atanh atexit atof atoi atol atoll bsearch cabs
      cbrt calloc ceil clock close copysign cos cosh div erf erfc exit exp exp2 expm1 fabs
      fclose fdim fdopen ferror fflush fgetc fgets floor fma fmax fmin fmod fopen fork fprintf
      fputc fputs fread frexp fscanf fseek ftell fwrite gamma getc getchar getenv gets hypot
      ilogb index isalnum isalpha isdigit isspace j0 j1 jn kill labs ldexp ldiv lgamma link
      listen llabs llrint llround log log10 log1p log2 logb longjmp lrint lround lseek memchr
      memcmp memcpy memmove memset modf nan nearbyint nextafter nice open pause perror pipe poll
      pow printf putc putchar puts qsort raise rand random read realloc recv remainder remove
      remquo rename rindex rint round scalb scalbln scalbn scanf select send setjmp signal sin
      sinh sleep snprintf sprintf sqrt srand sscanf stat strcat strchr strcmp strcpy strlen
      strncmp strncpy strrchr strstr strtod strtol swab sync system tan tanh tgamma time tmpfile
      trunc truncate ungetc unlink usleep vfprintf vprintf wait write y0 y1 yn
      """;

  private static final Set<String> RESERVED = Set.of(WORDS.split("\\s+"));
  private static final Set<String> LINKED = libraryNames();

  private final Set<String> taken = new HashSet<>();

  /** No name taken but the reserved ones. */
  CNames() {}

  private CNames(Set<String> taken) {
    this.taken.addAll(taken);
  }

  private static Set<String> libraryNames() {
    Set<String> names = new HashSet<>();
    for (String name : LIBRARY.split("\\s+")) {
      names.add(name);
      names.add(name + "f");
      names.add(name + "l");
    }
    return Set.copyOf(names);
  }

  /** A scope inside this one: what it takes is not taken here. */
  CNames inner() {
    return new CNames(taken);
  }

  /** Makes sure that no name given out from now on is this one. */
  void reserve(String name) {
    taken.add(name);
  }

  /** A free C identifier near to the name, taken from now on. */
  String take(String name) {
    String base = identifier(name);
    String candidate = base;
    for (int i = 1; !taken.add(candidate); i++) {
      candidate = base + "_" + i;
    }
    return candidate;
  }

  /** A C identifier for a function with external linkage. */
  String takeFunction(String name) {
    return take(LINKED.contains(name) ? name + "_" : name);
  }

  /** Text that may stand inside a C comment, whatever it says. */
  static String comment(String text) {
    return text.replace("*/", "* /").replace("/*", "/ *").replace("??", "? ?");
  }

  /** The name itself where C allows it, else one like it. */
  static String identifier(String name) {
    StringBuilder b = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> {
              boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
              if (letter || c >= '0' && c <= '9' && b.length() > 0) {
                b.append((char) c);
              } else {
                b.append(String.format(Locale.ROOT, "u%04x", c));
              }
            });
    String id = b.toString();
    boolean implementation =
        id.startsWith("__")
            || id.length() > 1 && id.charAt(0) == '_' && Character.isUpperCase(id.charAt(1));
    if (implementation) {
      id = "x" + id;
    }
    boolean ours = id.startsWith("exo_") || id.startsWith("EXO_") || id.startsWith("INT64_");
    return RESERVED.contains(id) || ours ? id + "_" : id;
  }
}
