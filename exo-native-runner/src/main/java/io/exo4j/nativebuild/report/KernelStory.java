package io.exo4j.nativebuild.report;

import io.exo4j.schedule.Version;
import java.util.List;
import java.util.Optional;

/**
 * A kernel as the report shows it.
 *
 * @param file the kernel or schedule file that it is in
 * @param name its name
 * @param target what its C needs of the processor
 * @param variantOf the kernel whose callers may get this one
 * @param exported whether it can be called from outside
 * @param history its versions, from the code as it was written to the last one
 * @param c its C, or why there is none
 */
public record KernelStory(
    String file,
    String name,
    Optional<String> target,
    Optional<String> variantOf,
    boolean exported,
    List<Version> history,
    String c) {
  /** Copies the history. */
  public KernelStory {
    history = List.copyOf(history);
  }

  /** The name of its page. */
  String page() {
    return (file + "-" + name).replaceAll("[^A-Za-z0-9_.-]", "-") + ".html";
  }

  /** How many steps led to it. */
  int steps() {
    return history.size() - 1;
  }
}
