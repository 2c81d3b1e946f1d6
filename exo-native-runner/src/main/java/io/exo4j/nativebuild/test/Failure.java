package io.exo4j.nativebuild.test;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong, in one line, from what a test program said and how it ended. */
final class Failure {
  private static final Pattern CASE = Pattern.compile("case \\d+:(.*)");
  private static final Pattern SANITIZER =
      Pattern.compile("==\\d+==\\s*ERROR: (AddressSanitizer: .*?)( on (unknown )?address.*)?");
  private static final Pattern UNDEFINED = Pattern.compile(".*: runtime error: (.*)");

  private Failure() {}

  /**
   * The line.
   *
   * @param output what the program said
   * @param end how it ended, in CTest's words
   */
  static String describe(String output, String end, NativeTestSetup.Entry entry) {
    String sizes = "";
    Optional<String> reason = Optional.empty();
    for (String line : output.split("\n")) {
      Matcher c = CASE.matcher(line);
      Matcher sanitizer = SANITIZER.matcher(line);
      Matcher undefined = UNDEFINED.matcher(line);
      if (reason.isPresent()) {
        break;
      } else if (c.matches()) {
        sizes = c.group(1).strip();
      } else if (line.startsWith("FAIL ")) {
        reason = Optional.of(line.substring("FAIL ".length()));
      } else if (sanitizer.matches()) {
        reason = Optional.of(sanitizer.group(1));
      } else if (undefined.matches()) {
        reason = Optional.of("undefined behaviour: " + undefined.group(1));
      }
    }
    return (sizes.isEmpty() ? "" : sizes + ": ") + reason.orElseGet(() -> ending(end, entry));
  }

  private static String ending(String end, NativeTestSetup.Entry entry) {
    return switch (end) {
      case "ILLEGAL" -> "SIGILL: an instruction that is not allowed " + entry.how();
      case "SEGFAULT" -> "SIGSEGV: it touched memory that it does not own";
      case "Timeout" -> "it took too long and was stopped; exo.testTimeout is how long it may take";
      case "Subprocess aborted" -> "SIGABRT: it gave up, see its output";
      case "Not Run" -> "it could not be started";
      default -> "it ended with: " + end;
    };
  }
}
