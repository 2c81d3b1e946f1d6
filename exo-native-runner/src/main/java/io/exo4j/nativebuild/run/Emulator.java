package io.exo4j.nativebuild.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a user may ask programs to be run with. */
public enum Emulator {
  /** The best that there is: the processor, Intel SDE, QEMU, a functional model. */
  AUTO,
  /** This processor. */
  NATIVE,
  /** Intel's Software Development Emulator. */
  SDE,
  /** QEMU's user mode emulator. */
  QEMU,
  /** The functional model that comes with the target. */
  MODEL;

  /** The name in options. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads an option.
   *
   * @throws IllegalArgumentException if it is none of these, in any case
   */
  public static Emulator parse(String text) {
    for (Emulator emulator : values()) {
      if (emulator.text().equals(text.strip().toLowerCase(Locale.ROOT))) {
        return emulator;
      }
    }
    throw new IllegalArgumentException(
        "'"
            + text
            + "' is no emulator; there are "
            + Arrays.stream(values()).map(Emulator::text).collect(Collectors.joining(", ")));
  }
}
