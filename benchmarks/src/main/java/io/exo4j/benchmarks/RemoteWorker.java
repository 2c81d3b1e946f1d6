package io.exo4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A process that makes calls and takes their times. While it is not asked, it is idle. */
final class RemoteWorker implements AutoCloseable {
  private final String name;
  private final Process process;
  private final PrintStream in;
  private final BufferedReader out;

  /** Starts one. */
  RemoteWorker(String name, List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    this.name = name;
    this.process = builder.start();
    this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  String name() {
    return name;
  }

  /** Sends a line; what follows {@code ok} in the answer, or empty if it is anything else. */
  Optional<String> ask(String line) {
    String answer = say(line);
    return answer.startsWith("ok") ? Optional.of(answer.substring(2).strip()) : Optional.empty();
  }

  /** Sends a line and gives the whole answer. */
  String say(String line) {
    in.println(line);
    try {
      String answer = out.readLine();
      if (answer == null) {
        throw new IllegalStateException("the " + name + " worker ended at: " + line + exit());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String exit() {
    try {
      return process.waitFor(2, TimeUnit.SECONDS) ? " (exit " + process.exitValue() + ")" : "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  @Override
  public void close() {
    in.close();
    exit();
    process.destroy();
  }
}
