package io.exo4j.yaml;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Proc;
import io.exo4j.schedule.Procedure;
import java.util.Optional;

/**
 * A kernel that a schedule file makes.
 *
 * @param name its name, which is also the procedure's
 * @param procedure the result, with its whole history
 * @param from what it was made from
 * @param export whether it gets a C symbol, a Java method and a test
 * @param target the name of the CPU target that its C needs
 * @param variantOf the kernel whose callers may get this one where the CPU can run it
 * @param span where it is defined
 */
public record ScheduledKernel(
    String name,
    Procedure procedure,
    String from,
    boolean export,
    Optional<String> target,
    Optional<String> variantOf,
    SourceSpan span) {
  /** The procedure as it was written, before any schedule. */
  public Proc origin() {
    return procedure.version().history().get(0).proc();
  }
}
