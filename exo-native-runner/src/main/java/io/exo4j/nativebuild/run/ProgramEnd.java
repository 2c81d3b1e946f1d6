package io.exo4j.nativebuild.run;

import java.util.Optional;

/**
 * How a program ended.
 *
 * @param exitCode 0 to 255 if it returned; 128 + n if signal n ended it
 */
public record ProgramEnd(int exitCode) {
  private static final int FIRST_SIGNAL = 128;

  /** The end with that exit code, as a shell, {@code Process} or an emulator gives it. */
  public static ProgramEnd of(int exitCode) {
    return new ProgramEnd(exitCode);
  }

  /** The name of the signal that ended it, if one did. */
  public Optional<String> signal() {
    return switch (exitCode - FIRST_SIGNAL) {
      case 4 -> Optional.of("SIGILL");
      case 5 -> Optional.of("SIGTRAP");
      case 6 -> Optional.of("SIGABRT");
      case 7 -> Optional.of("SIGBUS");
      case 8 -> Optional.of("SIGFPE");
      case 9 -> Optional.of("SIGKILL");
      case 11 -> Optional.of("SIGSEGV");
      case 15 -> Optional.of("SIGTERM");
      default -> Optional.empty();
    };
  }

  /** Why it did not succeed, for a user; empty if it did. */
  public Optional<String> problem(Launch launch) {
    if (exitCode == 0) {
      return Optional.empty();
    }
    return Optional.of(
        signal()
            .map(name -> name + ": " + meaning(name, launch))
            .orElseGet(() -> "it ended with exit code " + exitCode));
  }

  private static String meaning(String signal, Launch launch) {
    return switch (signal) {
      case "SIGILL" ->
          switch (launch.way()) {
            case SDE -> "the chip that " + launch.description() + " is has no such instruction";
            case QEMU -> "an instruction that this emulator does not have (" + name(launch) + ")";
            default -> "an instruction that this CPU or operating system does not allow";
          };
      case "SIGSEGV", "SIGBUS" -> "it touched memory that it does not own";
      case "SIGFPE" -> "an integer division by zero or overflow";
      case "SIGABRT" -> "it gave up (abort), see its output";
      case "SIGKILL" -> "it was killed: too much memory or time";
      default -> "it was ended by a signal";
    };
  }

  private static String name(Launch launch) {
    return launch.prefix().isEmpty() ? "QEMU" : launch.prefix().get(0);
  }
}
