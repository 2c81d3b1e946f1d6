package io.exo4j.fuzz;

import io.exo4j.schedule.DirectiveSpec;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Fuzzes for a long time: {@code java -Dexo.fuzz.accepted=200000 io.exo4j.fuzz.FuzzMain}. Also
 * {@code exo.fuzz.seed} (the first program), {@code exo.fuzz.programs} (at most so many), {@code
 * exo.fuzz.only} (names of directives), {@code exo.fuzz.stop} (stop after so many findings) and
 * {@code exo.fuzz.prove} (how many in a hundred results are proved again as definitions are).
 */
final class FuzzMain {
  private FuzzMain() {}

  public static void main(String[] args) {
    long accepted = Long.getLong("exo.fuzz.accepted", 200_000);
    long seed = Long.getLong("exo.fuzz.seed", 1);
    long programs = Long.getLong("exo.fuzz.programs", Long.MAX_VALUE);
    int stop = Integer.getInteger("exo.fuzz.stop", Integer.MAX_VALUE);
    String only = System.getProperty("exo.fuzz.only", "");
    Set<String> names = new HashSet<>(Arrays.asList(only.split(",")));
    List<DirectiveSpec> specs =
        Fuzzer.all().stream().filter(s -> only.isEmpty() || names.contains(s.name())).toList();
    Fuzzer fuzzer = new Fuzzer(specs, f -> System.out.println(f));
    long start = System.nanoTime();
    long told = start;
    int lines = 0;
    for (long i = 0; i < programs; i++) {
      if (fuzzer.statistics().accepted() >= accepted || fuzzer.found() >= stop) {
        break;
      }
      fuzzer.program(seed + i);
      if (System.nanoTime() - told > 60_000_000_000L) {
        told = System.nanoTime();
        System.out.printf(
            "%d s, next seed %d: %s, %d findings%n",
            (told - start) / 1_000_000_000,
            seed + i + 1,
            fuzzer.statistics().progress(),
            fuzzer.found());
        if (++lines % 5 == 0) {
          System.out.println(fuzzer.statistics());
        }
      }
    }
    System.out.println(fuzzer.statistics());
    fuzzer.statistics().stricterExamples().forEach(x -> System.out.println("stricter: " + x));
    System.out.println(fuzzer.found() + " findings");
  }
}
