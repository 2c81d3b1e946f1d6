package io.exo4j.nativebuild.run;

import io.exo4j.nativebuild.toolchain.Classifier;
import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A machine that programs may run on.
 *
 * @param classifier its kind
 * @param features what its processor and operating system can do, as {@link CpuFeatures#plain}
 *     spells it
 */
public record Machine(Classifier classifier, Set<String> features) {
  /** Copies the set. */
  public Machine {
    features = Set.copyOf(features);
  }

  /** The machine that this process runs on. */
  public static Machine host() {
    Classifier classifier = Classifier.host();
    return new Machine(
        classifier, classifier.os().equals("osx") ? appleFeatures(classifier) : linuxFeatures());
  }

  /** The machine's features that Linux lists; empty where it is not Linux. */
  private static Set<String> linuxFeatures() {
    try {
      return ofCpuInfo(Files.readString(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Set.of();
    }
  }

  /**
   * The features in the text of {@code /proc/cpuinfo}: {@code flags} on x86, {@code Features} on
   * ARM, {@code isa} on RISC-V.
   */
  static Set<String> ofCpuInfo(String text) {
    Set<String> features = new TreeSet<>();
    for (String line : text.split("\n")) {
      int colon = line.indexOf(':');
      String key = colon < 0 ? "" : line.substring(0, colon).strip();
      List<String> words =
          colon < 0 ? List.of() : List.of(line.substring(colon + 1).strip().split("\\s+"));
      switch (key) {
        case "flags", "Features" -> words.forEach(word -> features.add(CpuFeatures.plain(word)));
        case "isa" -> words.forEach(word -> riscv(word, features));
        default -> {
          // says nothing about features
        }
      }
      if (!features.isEmpty()) {
        return withSynonyms(features);
      }
    }
    return features;
  }

  private static void riscv(String isa, Set<String> features) {
    String[] parts = isa.split("_");
    parts[0].replaceFirst("^rv\\d+", "").chars().forEach(c -> features.add("" + (char) c));
    Arrays.stream(parts).skip(1).forEach(word -> features.add(CpuFeatures.plain(word)));
  }

  private static Set<String> withSynonyms(Set<String> features) {
    if (features.contains("asimd")) {
      features.add("neon");
    }
    if (features.contains("avx512f")) {
      // how wide its units are is a matter of speed: every AVX-512 can run what is meant for wide
      // ones
      features.add("avx512wide");
    }
    return features;
  }

  private static Set<String> appleFeatures(Classifier classifier) {
    Set<String> features = new TreeSet<>();
    if (classifier.arch().equals("aarch_64")) {
      features.addAll(List.of("fp", "asimd", "neon", "fphp", "asimdhp", "asimddp"));
      return features;
    }
    try {
      CommandResult answer =
          Commands.quiet()
              .run(
                  Path.of("").toAbsolutePath(),
                  Path.of("/usr/sbin/sysctl"),
                  List.of("-n", "machdep.cpu.features", "machdep.cpu.leaf7_features"));
      for (String word : answer.text().split("\\s+")) {
        features.add(word.equals("AVX1.0") ? "avx" : CpuFeatures.plain(word));
      }
    } catch (NativeBuildException e) {
      // nothing is known: programs that need nothing can be run
      return Set.of();
    }
    return features;
  }

  /** Those of some features that this machine lacks, in their spelling. */
  public List<String> lacking(List<String> wanted) {
    return wanted.stream().filter(f -> !features.contains(CpuFeatures.plain(f))).toList();
  }
}
