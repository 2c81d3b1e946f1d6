package io.exo4j.syntax;

import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Divides a file into its items by looking for lines that start at the left margin outside of
 * strings and brackets, and reads them all but for the procedures. Knows just enough for files that
 * are in order; it gives up at anything else, and then {@link Parser#parseModule} is what says what
 * is wrong. Takes time linear in the length of the text.
 */
final class Outline {
  /** What the lines since the last item's start are. */
  private enum Part {
    PROCEDURE,
    /** The decorator of a procedure, whose {@code def} must follow. */
    DECORATOR,
    OTHER
  }

  private final SourceFile file;
  private final String text;
  private final List<AstItem> items = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private Optional<String> documentation = Optional.empty();

  private int pos;
  private int openBrackets;
  private Part part = Part.OTHER;
  private int partStart;
  private AstName name;

  private Outline(SourceFile file) {
    this.file = file;
    this.text = file.text();
  }

  /** The outline; empty if the file is not in order, or not in the order that this class knows. */
  static Optional<AstModule> of(SourceFile file) {
    Outline outline = new Outline(file);
    return outline.scan()
        ? Optional.of(new AstModule(file, outline.documentation, outline.items))
        : Optional.empty();
  }

  private boolean scan() {
    boolean lineStarts = true;
    while (pos < text.length()) {
      char c = text.charAt(pos);
      boolean counts = c != '#' && !Characters.isBlank(c) && !Characters.isLineEnd(c);
      if (Characters.isForbidden(c)
          || lineStarts && counts && openBrackets == 0 && !line(c)
          || !skip(c)) {
        return false;
      }
      lineStarts = Characters.isLineEnd(c);
    }
    return openBrackets == 0 && part != Part.DECORATOR && endPart();
  }

  /** Goes behind what starts with {@code c}; false if that is not in order. */
  private boolean skip(char c) {
    switch (c) {
      case '#' -> {
        return comment();
      }
      case '"', '\'' -> {
        return string(c);
      }
      case '\\' -> {
        pos += text.startsWith("\r\n", pos + 1) ? 3 : 2;
        return pos <= text.length() && Characters.isLineEnd(text.charAt(pos - 1));
      }
      case '(', '[', '{' -> openBrackets++;
      case ')', ']', '}' -> openBrackets--;
      default -> {}
    }
    pos++;
    return openBrackets >= 0;
  }

  private boolean comment() {
    while (pos < text.length() && !Characters.isLineEnd(text.charAt(pos))) {
      if (Characters.isForbidden(text.charAt(pos))) {
        return false;
      }
      pos++;
    }
    return true;
  }

  private boolean string(char quote) {
    String three = String.valueOf(quote).repeat(3);
    boolean triple = text.startsWith(three, pos);
    pos += triple ? 3 : 1;
    while (pos < text.length()) {
      char c = text.charAt(pos);
      if (c == quote && (!triple || text.startsWith(three, pos))) {
        pos += triple ? 3 : 1;
        return true;
      }
      if (Characters.isForbidden(c) || !triple && Characters.isLineEnd(c)) {
        return false;
      }
      pos += c == '\\' ? 2 : 1;
    }
    return false;
  }

  /** Looks at a line that starts at the left margin. */
  private boolean line(char first) {
    if (part == Part.DECORATOR) {
      return first != '@' && definition();
    }
    if (first == '@') {
      if (!endPart()) {
        return false;
      }
      String word = text.substring(pos + 1, nameEnd(pos + 1));
      boolean procedure = word.equals(Decorator.PROC.word()) || word.equals(Decorator.INSTR.word());
      part = procedure ? Part.DECORATOR : Part.OTHER;
    } else if (part == Part.PROCEDURE) {
      boolean ended = endPart();
      part = Part.OTHER;
      return ended;
    }
    return true;
  }

  /** Reads the name in {@code def name(}. */
  private boolean definition() {
    String def = "def ";
    int start = pos + def.length();
    int end = text.startsWith(def, pos) ? nameEnd(start) : start;
    name = new AstName(file.span(start, end), text.substring(start, end));
    part = Part.PROCEDURE;
    return end > start
        && Characters.isNameStart(text.charAt(start))
        && text.startsWith("(", end)
        && names.add(name.text());
  }

  /** The end of a name of letters that look the same however they are encoded. */
  private int nameEnd(int start) {
    int end = start;
    while (end < text.length()
        && text.charAt(end) < 0x80
        && Characters.isNamePart(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Makes items of the lines from {@code partStart} to {@code pos}; false if they are wrong. */
  private boolean endPart() {
    int start = partStart;
    partStart = pos;
    if (part == Part.PROCEDURE) {
      items.add(new AstItem.Unread(file.span(start, pos), name));
      return true;
    }
    Diagnostics found = new Diagnostics();
    ItemParser parser =
        new ItemParser(new TokenCursor(file, found, Lexer.lexLines(file, found, start, pos)));
    if (start == 0) {
      documentation = parser.documentation();
    }
    items.addAll(parser.items());
    return found.isEmpty();
  }
}
