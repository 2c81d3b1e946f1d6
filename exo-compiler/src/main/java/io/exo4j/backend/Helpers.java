package io.exo4j.backend;

import io.exo4j.ir.Precision;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The small C functions that generated code calls. Only those asked for are written out. */
final class Helpers {
  private final Map<String, String> texts = new TreeMap<>();
  private final TreeSet<String> includes = new TreeSet<>();
  private boolean floats;

  /** The system headers that the functions asked for need. */
  TreeSet<String> includes() {
    return includes;
  }

  /** Whether there is floating arithmetic, whose evaluation has to be checked. */
  boolean hasFloats() {
    return floats;
  }

  void useFloats() {
    floats = true;
    includes.add("<float.h>");
  }

  /** The definitions, in an order in which each comes after those that it calls. */
  String text() {
    StringBuilder b = new StringBuilder();
    for (String s : texts.values()) {
      b.append(s);
    }
    return b.toString();
  }

  /** Adds a function; {@code rank} keeps callees before callers. */
  private String define(int rank, String name, String text) {
    texts.putIfAbsent(rank + name, text);
    return name;
  }

  /** {@code (a, b)}: the floor of {@code a / b} for positive {@code b}. */
  String floorDiv() {
    return define(
        0,
        "exo_floor_div",
        "static inline int64_t exo_floor_div(int64_t a, int64_t b) {\n"
            + "  return a / b - (a % b < 0);\n"
            + "}\n");
  }

  /** {@code (a, b)}: the remainder of the floor division, for positive {@code b}. */
  String floorMod() {
    return define(
        0,
        "exo_floor_mod",
        "static inline int64_t exo_floor_mod(int64_t a, int64_t b) {\n"
            + "  int64_t r = a % b;\n"
            + "  return r < 0 ? r + b : r;\n"
            + "}\n");
  }

  /**
   * {@code (a, b)}: truncating division of signed integers that wraps for the least value and -1.
   */
  String divide(Precision p) {
    String t = CTypes.stored(p);
    String u = "u" + t;
    String name = "exo_div_" + p.text();
    return define(
        0,
        name,
        String.format(
            "static inline %1$s %2$s(%1$s a, %1$s b) {\n"
                + "  return b == -1 ? (%1$s)((%3$s)0 - (%3$s)a) : a / b;\n"
                + "}\n",
            t, name, u));
  }

  /** {@code (x)}: a signed integer modulo 2 to the 32. */
  String widen() {
    return define(
        0,
        "exo_i32_to_ui32",
        "static inline uint32_t exo_i32_to_ui32(int32_t x) {\n  return (uint32_t)x;\n}\n");
  }

  /** {@code (x)}: a float or double as an integer, truncated and saturated; 0 for NaN. */
  String toInteger(Precision from, Precision to) {
    boolean wide = from == Precision.F64;
    String source = wide ? "double" : "float";
    String suffix = wide ? "" : "f";
    String t = CTypes.stored(to);
    String limit = t.substring(0, t.length() - 2).toUpperCase(Locale.ROOT);
    String most = limit + "_MAX";
    String least = to.isSigned() ? limit + "_MIN" : "0";
    double above = Math.scalb(1.0, to.isSigned() ? to.bits() - 1 : to.bits());
    String name = "exo_" + (wide ? "f64" : "f32") + "_to_" + to.text();
    return define(
        0,
        name,
        String.format(
            "static inline %1$s %2$s(%3$s x) {\n"
                + "  return x != x ? 0 : x <= %4$s ? %5$s : x >= %6$s ? %7$s : (%1$s)x;\n"
                + "}\n",
            t, name, source, (to.isSigned() ? -above : 0.0) + suffix, least, above + suffix, most));
  }

  /** {@code (x)}: the float that the bits of a bfloat16 are. */
  String bf16ToF32() {
    return define(
        0,
        "exo_bf16_to_f32",
        "static inline float exo_bf16_to_f32(uint16_t x) {\n"
            + "  union { uint32_t u; float f; } v = { (uint32_t)x << 16 };\n"
            + "  return v.f;\n"
            + "}\n");
  }

  /** {@code (x)}: the bits of the bfloat16 nearest to a float, ties to even. */
  String f32ToBf16() {
    return define(
        0,
        "exo_f32_to_bf16",
        "static inline uint16_t exo_f32_to_bf16(float x) {\n"
            + "  union { float f; uint32_t u; } v = { x };\n"
            + "  if (x != x) return (uint16_t)(v.u >> 16 | 0x40u);\n"
            + "  return (uint16_t)((v.u + 0x7fffu + (v.u >> 16 & 1u)) >> 16);\n"
            + "}\n");
  }

  /** {@code (x)}: a float rounded to what a bfloat16 can hold. */
  String roundBf16() {
    bf16ToF32();
    f32ToBf16();
    return define(
        1,
        "exo_round_bf16",
        "static inline float exo_round_bf16(float x) {\n"
            + "  return exo_bf16_to_f32(exo_f32_to_bf16(x));\n"
            + "}\n");
  }

  /** {@code (x)}: the bits of the bfloat16 nearest to a double; through a float rounded to odd. */
  String f64ToBf16() {
    f32ToBf16();
    return define(
        1,
        "exo_f64_to_bf16",
        "static inline uint16_t exo_f64_to_bf16(double x) {\n"
            + "  union { float f; uint32_t u; } v = { (float)x };\n"
            + "  double y = (double)v.f;\n"
            + "  if (x == x && x != y) {\n"
            + "    if ((x < 0 ? -x : x) < (y < 0 ? -y : y)) v.u--;\n"
            + "    v.u |= 1u;\n"
            + "  }\n"
            + "  return exo_f32_to_bf16(v.f);\n"
            + "}\n");
  }

  /**
   * {@code (x)}: the bits of the bfloat16 nearest to an integer; through a double rounded to odd.
   */
  String i64ToBf16() {
    f64ToBf16();
    return define(
        2,
        "exo_i64_to_bf16",
        "static inline uint16_t exo_i64_to_bf16(int64_t x) {\n"
            + "  const int64_t exact = INT64_C(1) << 53;\n"
            + "  if ((x >= exact || x <= -exact) && ((uint64_t)x & 0x3ffu) != 0) {\n"
            + "    x = (int64_t)(((uint64_t)x & ~UINT64_C(0x3ff)) | 0x400u);\n"
            + "  }\n"
            + "  return exo_f64_to_bf16((double)x);\n"
            + "}\n");
  }

  /** {@code (size, extent)}: the product of a size and an extent; {@code SIZE_MAX} if too large. */
  String bytes() {
    includes.add("<stddef.h>");
    return define(
        0,
        "exo_bytes",
        "static inline size_t exo_bytes(size_t size, int64_t extent) {\n"
            + "  if (extent <= 0) return 0;\n"
            + "  return (uint64_t)extent > SIZE_MAX / 2 / (size ? size : 1) ? SIZE_MAX\n"
            + "                                                             : size *"
            + " (size_t)extent;\n"
            + "}\n");
  }

  /**
   * {@code (bytes)}: memory aligned to a cache line where the platform can; null if there is none.
   */
  String malloc() {
    includes.add("<stdlib.h>");
    return define(
        0,
        "exo_malloc",
        "static inline void *exo_malloc(size_t bytes) {\n"
            + "  if (bytes > SIZE_MAX / 2) return NULL;\n"
            + "#if defined(_WIN32) || defined(__SANITIZE_ADDRESS__)\n"
            + "  return malloc(bytes ? bytes : 1);\n"
            + "#else\n"
            + "  return aligned_alloc(64, bytes ? (bytes + 63) / 64 * 64 : 64);\n"
            + "#endif\n"
            + "}\n");
  }
}
