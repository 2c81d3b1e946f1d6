package io.exo4j.ir;

import java.util.List;
import java.util.Optional;

/**
 * What a schedule's {@code target:} means.
 *
 * @param name its name
 * @param flags the C compiler's flags
 * @param cpu the features that the CPU must report at run time
 * @param sde the chip option of Intel's emulator
 * @param qemu the options of the QEMU user emulator
 * @param model a C header that implements the instructions functionally
 */
public record Target(
    String name,
    String flags,
    List<String> cpu,
    Optional<String> sde,
    Optional<String> qemu,
    Optional<String> model) {
  /** Copies the list. */
  public Target {
    cpu = List.copyOf(cpu);
  }
}
