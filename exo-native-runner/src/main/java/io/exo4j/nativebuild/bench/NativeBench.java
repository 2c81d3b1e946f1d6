package io.exo4j.nativebuild.bench;

import io.exo4j.nativebuild.test.NativeTestSetup;
import io.exo4j.nativebuild.toolchain.CommandResult;
import io.exo4j.nativebuild.toolchain.Commands;
import io.exo4j.nativebuild.toolchain.NativeBuildException;
import io.exo4j.nativebuild.toolchain.NativeBuildException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Runs the programs that were built for native tests, to take times. */
public final class NativeBench {
  private static final String MARK = "BENCH\t";

  private NativeBench() {}

  /**
   * Measures everything that can be run on this processor.
   *
   * @param setup the programs
   * @param milliseconds about how long a round of one kernel takes
   * @param timeout how long a program may take
   * @param log gets each line that the programs say
   * @throws NativeBuildException if a program fails
   */
  public static List<BenchResult> run(
      NativeTestSetup setup, long milliseconds, Duration timeout, Consumer<String> log)
      throws IOException {
    Set<String> programs = new LinkedHashSet<>();
    setup.entries().stream()
        .filter(e -> e.skipped().isEmpty() && !e.sanitized())
        .forEach(e -> programs.add(e.program()));
    List<BenchResult> results = new ArrayList<>();
    for (String program : programs) {
      Path path = Path.of(program);
      CommandResult result =
          new Commands(timeout, log)
              .run(path.getParent(), path, List.of("--bench", Long.toString(milliseconds)));
      if (!result.succeeded()) {
        throw new NativeBuildException(Kind.OTHER, program + " failed:\n" + result.text());
      }
      result.output().stream()
          .filter(line -> line.startsWith(MARK))
          .forEach(line -> results.add(parse(line)));
    }
    return results;
  }

  /** A line of a program: kernel, variant, sizes, and three or six times. */
  static BenchResult parse(String line) {
    String[] f = line.split("\t", -1);
    return new BenchResult(
        f[1], f[2], f[3], times(f, 4), f.length > 7 ? Optional.of(times(f, 7)) : Optional.empty());
  }

  private static BenchResult.Times times(String[] f, int at) {
    return new BenchResult.Times(
        Double.parseDouble(f[at]), Double.parseDouble(f[at + 1]), Double.parseDouble(f[at + 2]));
  }
}
