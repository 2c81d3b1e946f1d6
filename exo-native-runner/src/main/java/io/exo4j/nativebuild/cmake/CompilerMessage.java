package io.exo4j.nativebuild.cmake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message of GCC or Clang, from its output {@code file:line:column: error: text}.
 *
 * @param file as the compiler names it
 * @param line from 1
 * @param column from 1; 0 if it says none
 * @param severity {@code error}, {@code fatal error} or {@code warning}
 * @param text what is wrong
 * @param function the C function that it is about, where the compiler tells
 */
public record CompilerMessage(
    String file, int line, int column, String severity, String text, Optional<String> function) {
  private static final Pattern FUNCTION =
      Pattern.compile("(.*): In function ['\u2018`](\\w+)['\u2019]:");
  private static final Pattern FORM =
      Pattern.compile("(.+?):(\\d{1,9}):(?:(\\d{1,9}):)? (fatal error|error|warning): (.*)");

  private static final Pattern FRAME =
      Pattern.compile("the frame size of (\\d{1,18}) bytes|stack frame size \\((\\d{1,18})\\)");

  /** The messages in a compiler's output, in order, each once. */
  public static List<CompilerMessage> in(List<String> output) {
    List<CompilerMessage> messages = new ArrayList<>();
    Optional<String> function = Optional.empty();
    String file = "";
    for (String line : output) {
      Matcher f = FUNCTION.matcher(line);
      if (f.matches()) {
        file = f.group(1);
        function = Optional.of(f.group(2));
      } else if (line.contains(": At top level:")) {
        function = Optional.empty();
      }
      Matcher m = FORM.matcher(line);
      if (m.matches()) {
        CompilerMessage message =
            new CompilerMessage(
                m.group(1),
                Integer.parseInt(m.group(2)),
                m.group(3) == null ? 0 : Integer.parseInt(m.group(3)),
                m.group(4),
                m.group(5),
                m.group(1).equals(file) ? function : Optional.empty());
        if (!messages.contains(message)) {
          messages.add(message);
        }
      }
    }
    return messages;
  }

  /** How many bytes of stack a function takes, where the message is that these are too many. */
  public OptionalLong frameSize() {
    Matcher m = FRAME.matcher(text);
    return m.find()
        ? OptionalLong.of(Long.parseLong(m.group(1) == null ? m.group(2) : m.group(1)))
        : OptionalLong.empty();
  }

  /** Whether it made the compiler fail. */
  public boolean isError() {
    return !severity.equals("warning");
  }
}
