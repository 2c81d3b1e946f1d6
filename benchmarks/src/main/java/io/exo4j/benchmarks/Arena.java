package io.exo4j.benchmarks;

import io.exo4j.benchmarks.Contestant.Kind;
import io.exo4j.benchmarks.ExoKernels.Entry;
import io.exo4j.benchmarks.Operation.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** All contestants with that many threads, in their processes. One of them works at any time. */
final class Arena implements AutoCloseable {
  private static final String EXO = "exo";

  /** One repetition of the peak's loop on one thread. */
  private static final double PEAK_FLOPS = 768_000;

  private final Settings settings;
  private final int threads;
  private final ExoKernels kernels;
  private final Map<String, RemoteWorker> workers = new LinkedHashMap<>();
  private final List<Contestant> contestants = new ArrayList<>();
  private final Map<String, String> versions = new LinkedHashMap<>();

  /**
   * Starts the processes.
   *
   * @param threads one: on one core, chosen by the settings; more: on all
   */
  Arena(Settings settings, ExoKernels kernels, int threads) throws IOException {
    this.settings = settings;
    this.kernels = kernels;
    this.threads = threads;
    RemoteWorker c = start("C", List.of(settings.worker()));
    peer(c, "peak", "x", "FMA peak", Kind.PEAK);
    ours(c, "Exo (C)", Kind.OURS_C);
    peer(c, "openblas", "libopenblas.so.0", "OpenBLAS (C)", Kind.PEER_C);
    peer(c, "blis", "libblis.so.4", "BLIS (C)", Kind.PEER_C);
    peer(c, "onednn", "libdnnl.so.2", "oneDNN (C)", Kind.PEER_C);
    RemoteWorker java = start("Java", java(settings.java(), "--add-modules=jdk.incubator.vector"));
    ours(java, "Exo (Java)", Kind.OURS_JAVA);
    peer(java, "vector", "vector", "Vector API", Kind.PEER_JAVA);
    peer(java, "bytedeco-openblas", "openblas", "Bytedeco OpenBLAS", Kind.PEER_JAVA);
    peer(java, "bytedeco-mkl", "mkl", "Bytedeco MKL", Kind.PEER_JAVA);
    peer(java, "bytedeco-onednn", "onednn", "Bytedeco oneDNN", Kind.PEER_JAVA);
    if (settings.oldJava().isPresent()) {
      RemoteWorker old = start("old Java", java(settings.oldJava().get()));
      ours(old, "Exo (JNI)", Kind.OURS_JNI);
    }
  }

  private List<String> java(String command, String... options) {
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(List.of(options));
    if (command.equals(settings.java())) {
      line.add("--enable-native-access=ALL-UNNAMED");
    }
    String jars = settings.jars().stream().map(Path::toString).collect(Collectors.joining(":"));
    line.addAll(
        List.of(
            "-Xms2g",
            "-Xmx4g",
            "-Dexo.threads=" + threads,
            "-cp",
            settings.classPath() + ":" + jars,
            "io.exo4j.benchmarks.worker.JavaWorker"));
    return line;
  }

  private RemoteWorker start(String name, List<String> command) throws IOException {
    List<String> line = new ArrayList<>();
    if (threads == 1) {
      line.addAll(List.of("taskset", "-c", settings.core()));
    }
    line.addAll(command);
    String count = Integer.toString(threads);
    Map<String, String> environment =
        Map.of(
            "OMP_NUM_THREADS", count,
            "OPENBLAS_NUM_THREADS", count,
            "BLIS_NUM_THREADS", count,
            "MKL_NUM_THREADS", count,
            // how long threads of one library spin after its call, at the cost of the next one
            "KMP_BLOCKTIME", "5");
    RemoteWorker worker = new RemoteWorker(name, line, environment);
    workers.put(name, worker);
    return worker;
  }

  private void peer(RemoteWorker worker, String id, String what, String label, Kind kind) {
    String answer = worker.say("peer " + id + " " + what);
    if (answer.startsWith("ok ")) {
      contestants.add(new Contestant(id, label, kind, worker.name()));
      versions.put(label, answer.substring(3));
    } else {
      System.err.println(label + " cannot be measured: " + answer);
    }
  }

  private void ours(RemoteWorker worker, String label, Kind kind) {
    contestants.add(new Contestant(EXO, label, kind, worker.name()));
  }

  int threads() {
    return threads;
  }

  /** Everybody who may be measured. */
  List<Contestant> contestants() {
    return contestants;
  }

  /** What exactly the contestants are. */
  Map<String, String> versions() {
    return versions;
  }

  /** Tells everybody about a problem; those who can do it. */
  List<Contestant> prepare(Problem problem) {
    workers.values().forEach(w -> w.say(problem.command()));
    Optional<Call> found =
        problem.operation().calls(problem.sizes(), threads).stream()
            .filter(c -> kernels.kernel(c.kernel()).isPresent())
            .findFirst();
    Optional<Entry> kernel = found.flatMap(c -> kernels.kernel(c.kernel()));
    Call call = found.orElse(new Call("", List.of()));
    List<Contestant> able = new ArrayList<>();
    Optional<String> variant = kernel.flatMap(k -> ours("Java", call, k));
    for (Contestant c : contestants) {
      boolean can =
          switch (c.kind()) {
            case OURS_JAVA -> variant.isPresent();
            case OURS_JNI -> kernel.flatMap(k -> ours(c.worker(), call, k)).isPresent();
            case OURS_C ->
                kernel.isPresent()
                    && variant.isPresent()
                    && worker(c)
                        .ask(
                            "exo exo "
                                + kernel.get().library()
                                + " "
                                + kernel.get().symbols().get(variant.get())
                                + " "
                                + call.text())
                        .isPresent();
            case PEAK -> problem.operation().isProduct();
            default -> true;
          };
      if (can) {
        able.add(c);
      }
    }
    return able;
  }

  private Optional<String> ours(String worker, Call call, Entry kernel) {
    String line = "exo exo " + kernel.jar() + " " + call.kernel() + " " + call.text();
    String answer = workers.get(worker).say(line);
    if (answer.startsWith("ok")) {
      return Optional.of(answer.substring(2).strip());
    }
    System.err.println(call.kernel() + " from " + worker + ": " + answer);
    return Optional.empty();
  }

  private RemoteWorker worker(Contestant c) {
    return workers.get(c.worker());
  }

  /** The largest relative error of one call; empty if the contestant cannot do this problem. */
  Optional<Double> check(Contestant c) {
    return worker(c).ask("check " + c.id()).map(Double::valueOf);
  }

  /**
   * The nanoseconds that so many calls take: with one thread those that it had the processor, which
   * other load does not lengthen; with several those of the clock.
   */
  long run(Contestant c, long repetitions) {
    String answer = worker(c).say("run " + c.id() + " " + repetitions);
    if (!answer.startsWith("ok ")) {
      throw new IllegalStateException(c.label() + ": " + answer);
    }
    String[] times = answer.substring(3).split(" ");
    return Long.parseLong(times[threads == 1 ? 1 : 0]);
  }

  /** The nanoseconds of one call, of so many; of the peak, as many operations as the call has. */
  double each(Contestant c, long repetitions, Problem problem) {
    double time = (double) run(c, repetitions) / repetitions;
    return c.kind() == Kind.PEAK ? time * problem.flops() / (PEAK_FLOPS * threads) : time;
  }

  @Override
  public void close() {
    workers.values().forEach(RemoteWorker::close);
  }
}
