package io.exo4j.nativebuild.model;

import io.exo4j.ir.Proc;
import io.exo4j.ir.Target;
import java.util.List;
import java.util.Optional;

/**
 * One way to compute what a kernel computes.
 *
 * @param name what {@code exo.variant.<kernel>} calls it: its target's name, or its procedure's
 * @param proc the procedure; its name is the C symbol
 * @param target what its C needs of compiler and processor; absent: nothing
 */
public record Variant(String name, Proc proc, Optional<Target> target) {
  /** The name of the variant of a kernel that has only one, which every processor can run. */
  public static final String PLAIN = "default";

  /** The C compiler's flags. */
  public List<String> flags() {
    return target
        .map(t -> t.flags().strip())
        .filter(flags -> !flags.isEmpty())
        .map(flags -> List.of(flags.split("\\s+")))
        .orElse(List.of());
  }

  /** The features that the processor must report. */
  public List<String> features() {
    return target.map(Target::cpu).orElse(List.of());
  }
}
