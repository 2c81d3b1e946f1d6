package io.exo4j.nativebuild.toolchain;

import io.exo4j.nativebuild.toolchain.NativeBuildException.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.codehaus.plexus.util.cli.CommandLineException;
import org.codehaus.plexus.util.cli.Commandline;

/**
 * Runs programs with captured output and a time limit. Immutable; may be used by several threads.
 *
 * @param timeout after which a program and everything that it started is ended
 * @param log gets each line of output as it comes
 */
public record Commands(Duration timeout, Consumer<String> log) {
  private static final Pattern COLOUR = Pattern.compile("\u001B\\[[0-9;?]*[A-Za-z]");

  /** Messages are parsed, so programs must neither translate nor colour them. */
  private static final Map<String, String> ENVIRONMENT =
      new TreeMap<>(
          Map.of("LC_ALL", "C", "CLICOLOR_FORCE", "0", "GCC_COLORS", "", "NINJA_STATUS", ""));

  /** Programs that answer a question: 30 seconds, nothing logged. */
  public static Commands quiet() {
    return new Commands(Duration.ofSeconds(30), line -> {});
  }

  /**
   * Runs a program to its end.
   *
   * @param directory its working directory
   * @param program its path
   * @param arguments its arguments, as they are: no shell looks at them
   * @throws NativeBuildException if it cannot be started, or runs longer than {@link #timeout}
   */
  public CommandResult run(Path directory, Path program, List<String> arguments) {
    Commandline command = new Commandline();
    command.setExecutable(program.toString());
    command.addArguments(arguments.toArray(String[]::new));
    command.setWorkingDirectory(directory.toFile());
    Process process;
    try {
      ENVIRONMENT.forEach(command::addEnvironment);
      process = command.execute();
    } catch (CommandLineException e) {
      // the exception itself only says that there was one
      String reason = (e.getCause() == null ? e : e.getCause()).getMessage();
      throw new NativeBuildException(Kind.OTHER, "cannot run " + program + ": " + reason, e);
    }
    return collect(process, program, arguments);
  }

  private CommandResult collect(Process process, Path program, List<String> arguments) {
    List<String> lines = new ArrayList<>();
    Thread out = pump(process.getInputStream(), lines, "stdout");
    Thread err = pump(process.getErrorStream(), lines, "stderr");
    try {
      process.getOutputStream().close();
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new NativeBuildException(
            Kind.TIMEOUT,
            "%s %s did not end within %d seconds and was stopped"
                .formatted(program, String.join(" ", arguments), timeout.toSeconds()));
      }
      out.join();
      err.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NativeBuildException(Kind.OTHER, program + " was interrupted", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      end(process);
    }
    synchronized (lines) {
      return new CommandResult(process.exitValue(), lines);
    }
  }

  /** Also what the program started: CMake's compilers would live on. */
  private static void end(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Thread pump(InputStream in, List<String> lines, String name) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader reader =
                  new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                  String plain = COLOUR.matcher(line).replaceAll("");
                  synchronized (lines) {
                    lines.add(plain);
                  }
                  log.accept(plain);
                }
              } catch (IOException e) {
                // the program was ended: what came before is all there is
              }
            },
            "exo-" + name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
