package io.exo4j.nativebuild.toolchain;

import java.util.List;

/**
 * What a program that ran to its end left.
 *
 * @param exitCode 0 for success
 * @param output the lines of standard output and standard error, in the order in which they came
 */
public record CommandResult(int exitCode, List<String> output) {
  /** Copies the list. */
  public CommandResult {
    output = List.copyOf(output);
  }

  /** Whether the program reported success. */
  public boolean succeeded() {
    return exitCode == 0;
  }

  /** The output as one text. */
  public String text() {
    return String.join("\n", output);
  }
}
