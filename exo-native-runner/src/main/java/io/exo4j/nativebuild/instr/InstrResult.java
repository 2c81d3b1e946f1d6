package io.exo4j.nativebuild.instr;

/**
 * What the test of one instruction found.
 *
 * @param instruction its name
 * @param status whether its C does what its body says
 * @param cases how many executions were compared
 * @param message what is wrong, with the operands of the first execution that went wrong; or why
 *     nothing was executed; empty if it passed
 */
public record InstrResult(String instruction, Status status, int cases, String message) {
  /** How a test ends. */
  public enum Status {
    /** Every execution gave what the body says. */
    PASSED,
    /** Some did not, or the instruction cannot be compiled, or no operands are legal. */
    FAILED,
    /** Nothing was executed: this machine cannot. */
    SKIPPED
  }

  static InstrResult passed(String instruction, int cases) {
    return new InstrResult(instruction, Status.PASSED, cases, "");
  }

  static InstrResult failed(String instruction, int cases, String message) {
    return new InstrResult(instruction, Status.FAILED, cases, message);
  }

  static InstrResult skipped(String instruction, String reason) {
    return new InstrResult(instruction, Status.SKIPPED, 0, reason);
  }

  /**
   * For test frameworks: does nothing if the instruction passed or could not be executed here.
   *
   * @throws AssertionError if it failed
   */
  public void verify() {
    if (status == Status.FAILED) {
      throw new AssertionError(instruction + ": " + message);
    }
  }

  @Override
  public String toString() {
    return instruction + ": " + status + (message.isEmpty() ? "" : ": " + message);
  }
}
