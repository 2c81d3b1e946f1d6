package io.exo4j.benchmarks.compile;

import io.exo4j.Exo;
import io.exo4j.ProofFile;
import io.exo4j.analysis.Obligation;
import io.exo4j.analysis.Verdict;
import io.exo4j.schedule.Version;
import io.exo4j.yaml.ScheduleResult;
import io.exo4j.yaml.ScheduledKernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How long a fresh JVM takes to read, schedule and prove all kernels of a directory and to write
 * their C, and how many obligations that are. Prints one line; the script {@code compile} makes a
 * table of many.
 */
public final class CompileBenchmark {
  private CompileBenchmark() {}

  /** Takes the directory with the kernels, and a file for what was proved. */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    Path remembered = Path.of(args[1]);
    ProofFile proofs = ProofFile.read(remembered, "benchmark");
    Exo exo = Exo.create(CompileBenchmark.class.getClassLoader(), directory, proofs, warning -> {});
    Set<Version> versions = Collections.newSetFromMap(new IdentityHashMap<>());
    int kernels = 0;
    for (Path file : files(directory, ".exo")) {
      exo.parse(directory.relativize(file).toString(), Files.readString(file));
    }
    for (Path file : files(directory, ".yaml")) {
      ScheduleResult result =
          exo.load(
              directory.relativize(file).toString(), Files.readString(file), Map.of(), text -> {});
      for (ScheduledKernel k : result.kernels()) {
        kernels++;
        versions.addAll(k.procedure().version().history());
        if (k.export()) {
          exo.compileToC(k.procedure());
        }
      }
    }
    proofs.write(remembered);
    long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
    double cpu = processNanos() / 1e9;
    Map<Verdict.By, Integer> proved = new EnumMap<>(Verdict.By.class);
    int unproved = 0;
    double proving = 0;
    for (Version v : versions) {
      for (Obligation o : v.obligations()) {
        proving += o.nanos() / 1e9;
        if (o.verdict().proved()) {
          proved.merge(o.verdict().prover(), 1, Integer::sum);
        } else {
          unproved++;
        }
      }
    }
    System.out.printf(
        "%d\t%d\t%d\t%d\t%d\t%d\t%.2f\t%.2f\t%.2f%n",
        kernels,
        versions.size(),
        proved.getOrDefault(Verdict.By.FAST_PATH, 0),
        proved.getOrDefault(Verdict.By.Z3, 0),
        proved.getOrDefault(Verdict.By.CACHE, 0),
        unproved,
        proving,
        uptime / 1e3,
        cpu);
  }

  /** What this process had of all processors. */
  private static long processNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean os
        ? os.getProcessCpuTime()
        : 0;
  }

  private static List<Path> files(Path directory, String extension) {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(f -> f.toString().endsWith(extension)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
