package io.exo4j.backend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The lines of a function body. A variable that turns out not to be used in its block is mentioned
 * as {@code (void)name;}, so that no compiler warns.
 */
final class Lines {
  private record Declared(String name, int line, String indent) {}

  private final List<String> lines = new ArrayList<>();
  private final Deque<List<Declared>> blocks = new ArrayDeque<>();
  private String indent = "";

  /** A line in the present block. */
  void add(String line) {
    lines.add(line.isEmpty() ? line : indent + line);
  }

  /** A preprocessor line, at the margin. */
  void directive(String line) {
    lines.add(line);
  }

  /** Opens a block: {@code head} ends in a brace. */
  void open(String head) {
    add(head);
    indent += "  ";
    blocks.push(new ArrayList<>());
  }

  /** The line that declares a variable of the present block. */
  void declare(String name, String declaration) {
    add(declaration);
    blocks.element().add(new Declared(name, lines.size(), indent));
  }

  /** A variable of the present block that was declared outside, as parameters are. */
  void parameter(String name) {
    blocks.element().add(new Declared(name, lines.size(), indent));
  }

  /** Closes the block with a line that starts with a brace. */
  void close(String line) {
    closeBlock();
    add(line);
  }

  /** Closes a block and opens the next: {@code } else {}. */
  void reopen(String line) {
    closeBlock();
    open(line);
  }

  private void closeBlock() {
    List<Declared> declared = blocks.pop();
    // Latest first, so that the positions of earlier ones stay what they are.
    for (int i = declared.size() - 1; i >= 0; i--) {
      Declared d = declared.get(i);
      if (!isUsed(d)) {
        lines.add(d.line(), d.indent() + "(void)" + d.name() + ";");
      }
    }
    indent = indent.substring(2);
  }

  private boolean isUsed(Declared d) {
    for (int i = d.line(); i < lines.size(); i++) {
      String line = lines.get(i);
      boolean comment = line.stripLeading().startsWith("/*");
      if (!comment && mentions(line, d.name())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the name stands there as a whole word, and not as a member of something. */
  private static boolean mentions(String line, String name) {
    for (int i = line.indexOf(name); i >= 0; i = line.indexOf(name, i + 1)) {
      int end = i + name.length();
      boolean begins = i == 0 || !isWord(line.charAt(i - 1)) && line.charAt(i - 1) != '.';
      if (begins && (end == line.length() || !isWord(line.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }
}
