import io.exo4j.Exo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How long it takes to read a kernel file: the whole front end with its proofs, next to reading the same file with
 * every name spoilt, which ends after syntax and names. Medians of interleaved runs in one JVM.
 *
 * <pre>java -cp 'exo-compiler/target/exo-compiler-0.1.0-SNAPSHOT.jar:...' CheckBenchmark.java kernels.exo [runs]</pre>
 */
public final class CheckBenchmark {
  public static void main(String[] args) throws Exception {
    String text = Files.readString(Path.of(args[0]));
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 40;
    String spoilt = text.replaceAll("in (seq|par)\\(0, ", "in $1(unknown, ");
    double[] proved = new double[runs];
    double[] names = new double[runs];
    double first = millis(text);
    for (int i = 0; i < runs; i++) {
      proved[i] = millis(text);
      names[i] = millis(spoilt);
    }
    System.out.printf("lines                        %d%n", text.lines().count());
    System.out.printf("first, cold JVM              %.0f ms%n", first);
    report("everything proved", proved);
    report("syntax and names only", names);
    System.out.printf("ratio of the medians         %.2f%n", median(proved) / median(names));
  }

  /** A new compiler each time, so nothing is remembered from the last run. */
  private static double millis(String text) {
    Exo exo = Exo.create();
    long start = System.nanoTime();
    try {
      exo.parse("kernels.exo", text);
    } catch (RuntimeException refused) {
      // the spoilt file
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private static void report(String name, double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    System.out.printf(
        "%-28s %.1f ms (%.1f .. %.1f), median of the last %d%n",
        name, median(times), sorted[0], sorted[sorted.length - 1], times.length / 2);
  }

  private static double median(double[] times) {
    double[] last = Arrays.copyOfRange(times, times.length / 2, times.length);
    Arrays.sort(last);
    return last[last.length / 2];
  }
}
