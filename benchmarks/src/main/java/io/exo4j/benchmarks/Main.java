package io.exo4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the kernels of the examples against other libraries; started by the script {@code run}.
 */
public final class Main {
  private Main() {}

  /** Takes the settings that {@link Settings} lists. */
  public static void main(String[] args) throws IOException {
    Settings settings = new Settings(args);
    Path out = settings.output();
    Files.createDirectories(out);
    ExoKernels kernels =
        new ExoKernels(settings.jars(), settings.platform(), out.resolve("native"));
    System.err.println("Kernels found: " + String.join(" ", kernels.names()));
    int cores = Machine.cores();
    List<Session> sessions = new ArrayList<>();
    sessions.add(session(settings, kernels, 1));
    if (cores > 1) {
      sessions.add(session(settings, kernels, cores));
    }
    Files.writeString(out.resolve("results.json"), Json.of(sessions));
    String text = Report.of(sessions);
    Files.writeString(out.resolve("results.md"), text);
    for (Session s : sessions) {
      String suffix = s.threads() == 1 ? "1-core" : s.threads() + "-cores";
      Files.writeString(out.resolve("sgemm-" + suffix + ".svg"), SpeedPlot.of(s));
    }
    System.out.println(text);
    System.err.println("Written to " + out);
  }

  private static Session session(Settings settings, ExoKernels kernels, int threads)
      throws IOException {
    String before = Machine.load();
    try (Arena arena = new Arena(settings, kernels, threads)) {
      Rounds rounds = new Rounds(arena, settings.quick());
      List<Measurement> results = rounds.measure(Suite.of(settings.quick(), threads > 1));
      return new Session(threads, before, Machine.load(), arena.versions(), results);
    }
  }
}
