package io.exo4j.nativebuild.run;

import io.exo4j.ir.Target;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What is known about the names of processor features: whose they are, and which emulators know
 * them.
 */
public final class CpuFeatures {
  private static final Set<String> ARM =
      Set.of(
          "neon",
          "asimd",
          "asimdhp",
          "asimddp",
          "asimdrdm",
          "asimdfhm",
          "fphp",
          "atomics",
          "i8mm",
          "bf16",
          "sve",
          "sve2",
          "sme",
          "sme2",
          "fcma",
          "crc32");

  private static final String X86 =
      "sse.*|ssse3|pni|avx.*|amx.*|fma|f16c|bmi[12]|popcnt|lzcnt|abm|movbe|aes|gfni|vaes|pclmul.*"
          + "|vpclmul.*|cx16";

  /** What QEMU's translation of x86 (tried with 7.2 and 10.0) does not implement. */
  private static final String NOT_IN_QEMU_X86 =
      "avx512.*|avx10.*|amx.*|avxvnni.*|avxifma|avxneconvert|gfni";

  private CpuFeatures() {}

  /** {@code AVX512_VNNI}, {@code avx512vnni} and {@code avx512-vnni} are one feature. */
  public static String plain(String feature) {
    return feature.toLowerCase(Locale.ROOT).replaceAll("[_.-]", "");
  }

  /**
   * The architecture, as {@link io.exo4j.nativebuild.toolchain.Classifier#arch} spells it, that a
   * target is of, as far as its features and flags tell.
   */
  public static Optional<String> architecture(Target target) {
    List<String> features = target.cpu().stream().map(CpuFeatures::plain).toList();
    String flags = target.flags();
    if (flags.contains("-march=armv8") || flags.contains("-march=armv9")) {
      return Optional.of("aarch_64");
    }
    if (flags.contains("-march=rv64")) {
      return Optional.of("riscv64");
    }
    if (features.stream().anyMatch(ARM::contains)) {
      return Optional.of("aarch_64");
    }
    if (features.stream().anyMatch(f -> f.equals("v") || f.startsWith("zv"))) {
      return Optional.of("riscv64");
    }
    if (features.stream().anyMatch(f -> f.matches(X86))) {
      return Optional.of("x86_64");
    }
    return Optional.empty();
  }

  /** Those of some features that QEMU does not emulate on that architecture. */
  static List<String> beyondQemu(String architecture, List<String> features) {
    return features.stream().filter(f -> !inQemu(architecture, plain(f))).toList();
  }

  private static boolean inQemu(String architecture, String feature) {
    return switch (architecture) {
      case "x86_64", "x86_32" -> feature.matches(X86) && !feature.matches(NOT_IN_QEMU_X86);
      case "aarch_64" -> ARM.contains(feature) || feature.matches("fp|aes|(sve|sme|bf)[0-9a-z]+");
      case "riscv64" -> feature.matches("[imafdcvbh]|z[a-z0-9]+|vlen[0-9]+");
      default -> false;
    };
  }

  /** Those of some features that are none of x86 processors. */
  static List<String> beyondX86(List<String> features) {
    return features.stream().filter(f -> !plain(f).matches(X86)).toList();
  }

  /** The chip that Intel's emulator is to be: the oldest that has all the features. */
  static String sdeChip(List<String> features) {
    List<String> names = features.stream().map(CpuFeatures::plain).toList();
    if (has(names, "amxfp16|amxcomplex|avxneconvert|avxvnniint8|avxifma|avx10.*")) {
      return "-gnr";
    }
    if (has(names, "amx.*|avx512fp16|avx512bf16|avxvnni")) {
      return "-spr";
    }
    if (has(names, "avx512(vnni|vbmi.*|bitalg|vpopcntdq|ifma)|gfni|vaes|vpclmulqdq")) {
      return "-icx";
    }
    if (has(names, "avx512.*")) {
      return names.stream().allMatch(f -> !f.startsWith("avx512") || SKX.contains(f))
          ? "-skx"
          : "-future";
    }
    return has(names, "avx.*|fma|f16c|bmi.*") || names.isEmpty() ? "-hsw" : "-future";
  }

  private static final Set<String> SKX =
      Set.of("avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl", "avx512wide");

  private static boolean has(List<String> names, String pattern) {
    return names.stream().anyMatch(name -> name.matches(pattern));
  }
}
