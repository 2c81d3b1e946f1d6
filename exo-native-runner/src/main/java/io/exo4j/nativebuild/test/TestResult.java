package io.exo4j.nativebuild.test;

import java.util.Optional;

/**
 * The result of one test.
 *
 * @param test the test
 * @param seconds how long it took
 * @param output what the program said
 * @param failure one line that says what is wrong; absent if nothing is
 */
public record TestResult(
    NativeTestSetup.Entry test, double seconds, String output, Optional<String> failure) {
  /** Whether it was not run. */
  public boolean skipped() {
    return test.skipped().isPresent();
  }

  /** What a report calls it: variant, group, and whether it is the one with sanitizers. */
  public String title() {
    return test.variant()
        + " ["
        + test.group()
        + test.machine().map(m -> ", " + m).orElse("")
        + (test.sanitized() ? ", sanitized" : "")
        + "]";
  }

  /** How to run it again. */
  public String rerun() {
    if (test.outcome().isPresent()) {
      return "mvn exo:native-test-compile exo:native-test -Dexo.incremental=false -Dexo.test=%s#%s"
          .formatted(test.kernel(), test.variant());
    }
    return "mvn exo:native-test -Dexo.test=%s#%s%n       %s %s %s %s"
        .formatted(
            test.kernel(),
            test.variant(),
            test.program(),
            test.kernel(),
            test.variant(),
            test.group());
  }
}
