package io.exo4j.nativebuild.instr;

/** An instruction that cannot be executed on its own, and why. */
final class NotTestable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotTestable(String message) {
    super(message);
  }
}
