package io.exo4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The machine that is measured on. */
final class Machine {
  private Machine() {}

  /** How many processors it has; the script's own pinning does not count. */
  static int cores() {
    return (int) lines("/proc/cpuinfo").filter(l -> l.startsWith("processor")).count();
  }

  /** What the processor calls itself. */
  static String processor() {
    return lines("/proc/cpuinfo")
        .filter(l -> l.startsWith("model name"))
        .map(l -> l.substring(l.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  /** The load averages of the last one, five and fifteen minutes. */
  static String load() {
    return lines("/proc/loadavg")
        .map(l -> Arrays.stream(l.split(" ")).limit(3).collect(Collectors.joining(" ")))
        .findFirst()
        .orElse("unknown");
  }

  private static java.util.stream.Stream<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file)).stream();
    } catch (IOException e) {
      return java.util.stream.Stream.empty();
    }
  }
}
