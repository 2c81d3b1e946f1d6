package io.exo4j.nativebuild.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The decision how to run a program.
 *
 * @param way natively, or under what
 * @param prefix what goes before the program on the command line; empty where nothing does
 * @param reason why it is not run, or why not on the processor itself
 */
public record Launch(Way way, List<String> prefix, String reason) {
  /** The ways in which a program can be run. */
  public enum Way {
    /** On this processor. */
    NATIVE,
    /** Under Intel's emulator. */
    SDE,
    /** Under QEMU. */
    QEMU,
    /** On this processor, compiled against a functional model instead of with the flags. */
    MODEL,
    /** Not at all. */
    SKIPPED
  }

  /** Copies the list. */
  public Launch {
    prefix = List.copyOf(prefix);
  }

  static Launch skipped(String reason) {
    return new Launch(Way.SKIPPED, List.of(), reason);
  }

  /** Whether the program is run at all. */
  public boolean runs() {
    return way != Way.SKIPPED;
  }

  /** The whole command line. */
  public List<String> command(Path program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(program.toString());
    command.addAll(arguments);
    return command;
  }

  /** The prefix as CMake's {@code CROSSCOMPILING_EMULATOR} wants it: separated by semicolons. */
  public String cmakeEmulator() {
    return String.join(";", prefix);
  }

  /** One phrase for a report: {@code on this CPU}, {@code under qemu-aarch64 …}. */
  public String description() {
    return switch (way) {
      case NATIVE -> "on this CPU";
      case SDE -> "under Intel SDE (" + String.join(" ", prefix) + ")";
      case QEMU -> "under QEMU (" + String.join(" ", prefix) + ")";
      case MODEL -> "on the functional model";
      case SKIPPED -> "skipped: " + reason;
    };
  }
}
