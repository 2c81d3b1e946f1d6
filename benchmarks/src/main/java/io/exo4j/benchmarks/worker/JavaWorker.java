package io.exo4j.benchmarks.worker;

import io.exo4j.benchmarks.Operation;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Measures Java libraries for the coordinator. The lines that it understands are those of the C
 * worker ({@code worker.c}); {@code peer ID NAME} names a library of {@link #PEERS}, {@code exo ID
 * JAR KERNEL ARGUMENTS} a kernel of an example.
 */
public final class JavaWorker {
  private interface Maker {
    Peer make();
  }

  private static final Map<String, Maker> PEERS =
      Map.of(
          "openblas", BytedecoBlas::openBlas,
          "mkl", BytedecoBlas::mkl,
          "onednn", BytedecoOneDnn::new,
          "vector", VectorApi::new);

  private final Map<String, Peer> peers = new HashMap<>();
  private final Map<String, Task> tasks = new HashMap<>();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private Operation operation = Operation.SGEMM;
  private Operands operands = new Operands(operation, new long[0], new long[] {1});

  private JavaWorker() {}

  /** Answers the lines of the standard input. */
  public static void main(String[] args) throws IOException {
    JavaWorker worker = new JavaWorker();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err); // libraries that greet must not disturb the conversation
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String answer;
      try {
        answer = worker.answer(List.of(line.trim().split(" +")));
      } catch (Throwable e) {
        // an error of a library is the coordinator's to report, whatever it is
        answer = "no " + e;
      }
      out.println(answer.replace('\n', ' '));
    }
  }

  private String answer(List<String> line) throws Throwable {
    return switch (line.get(0)) {
      case "peer" -> peer(line.get(1), line.get(2));
      case "problem" -> problem(line.subList(1, line.size()));
      case "exo" -> exo(line);
      case "check" -> check(line.get(1));
      case "run" -> run(line.get(1), Long.parseLong(line.get(2)));
      default -> "no such command";
    };
  }

  private String peer(String id, String name) {
    Peer peer = PEERS.get(name).make();
    String version = peer.version();
    peers.put(id, peer);
    return "ok " + version;
  }

  private String problem(List<String> words) {
    tasks.clear();
    operands.free();
    operation = Operation.of(words.get(0)).orElseThrow();
    long[] numbers = words.stream().skip(1).mapToLong(Long::parseLong).toArray();
    int sizes = (int) numbers[0];
    operands =
        new Operands(
            operation,
            Arrays.copyOfRange(numbers, 1, 1 + sizes),
            Arrays.copyOfRange(numbers, 2 + sizes, numbers.length));
    return "ok";
  }

  private String exo(List<String> line) throws ReflectiveOperationException, IOException {
    Optional<ExoPeer.Found> found =
        ExoPeer.prepare(
            new File(line.get(2)),
            line.get(3),
            new ArrayList<>(line.subList(4, line.size())),
            operands);
    found.ifPresent(f -> tasks.put(line.get(1), f.task()));
    return found
        .map(f -> "ok " + f.variant())
        .orElse("no method " + line.get(3) + " with such arguments");
  }

  private Task task(String id) {
    Task known = tasks.get(id);
    if (known != null) {
      return known;
    }
    Task task =
        Optional.ofNullable(peers.get(id))
            .flatMap(p -> p.prepare(operation, operands))
            .orElseThrow(() -> new IllegalArgumentException("no such function"));
    tasks.put(id, task);
    return task;
  }

  private String check(String id) throws Throwable {
    Task task = task(id);
    operands.fill();
    float[] before = operands.last().clone();
    task.run(1);
    operands.fetch(id.contains("bytedeco"));
    return "ok " + Check.largestError(operation, operands, before);
  }

  private String run(String id, long repetitions) throws Throwable {
    Task task = task(id);
    long start = System.nanoTime();
    long worked = threads.getCurrentThreadCpuTime();
    task.run(repetitions);
    worked = threads.getCurrentThreadCpuTime() - worked;
    return "ok " + (System.nanoTime() - start) + " " + worked;
  }
}
