package io.exo4j.syntax;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.DiagnosticSink;
import io.exo4j.diagnostics.SourceFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Turns text into tokens. Layout follows Python: a line's indentation opens and closes blocks,
 * brackets and a backslash at the end of a line join lines, blank lines and comments do not count.
 * The last token is always {@link TokenKind#EOF}; blocks are balanced. What the lexer cannot make
 * sense of it reports and gives as {@link TokenKind#ERROR}.
 */
final class Lexer {
  /** What kind of text it is. */
  enum Mode {
    /** A file. */
    MODULE,
    /** A fragment in which line ends mean nothing. */
    EXPRESSION,
    /**
     * A pattern: its first line sets the outer indentation, and {@code #} is followed by a match
     * number.
     */
    PATTERN
  }

  private static final String BRACKETS = "([{)]}";

  private final SourceFile file;
  private final String text;
  private final DiagnosticSink sink;
  private final Mode mode;
  private final StringScanner strings;
  private final NumberScanner numbers;
  private final List<Token> tokens;

  private int pos;

  /** Offsets of the open brackets, innermost last. */
  private int[] brackets = new int[16];

  private int bracketCount;

  /**
   * Indentation of the open blocks with a tab going to the next multiple of 8, innermost last; and
   * with a tab as one.
   */
  private int[] indents = new int[16];

  private int[] narrowIndents = new int[16];
  private int indentCount = 1;

  private Lexer(SourceFile file, DiagnosticSink sink, Mode mode, int start, int end) {
    this.file = file;
    this.text = file.text().substring(0, end);
    this.sink = sink;
    this.mode = mode;
    this.strings = new StringScanner(file, sink);
    this.numbers = new NumberScanner(file, sink);
    this.tokens = new ArrayList<>((end - start) / 4 + 16);
    this.pos = start;
  }

  static List<Token> lex(SourceFile file, DiagnosticSink sink, Mode mode) {
    Characters.reportForbidden(file, sink);
    Lexer lexer =
        new Lexer(file, sink, mode, file.text().startsWith("\uFEFF") ? 1 : 0, file.text().length());
    lexer.run();
    return lexer.tokens;
  }

  /**
   * The tokens of some lines of a file without forbidden characters; no token may reach over their
   * end.
   */
  static List<Token> lexLines(SourceFile file, DiagnosticSink sink, int start, int end) {
    Lexer lexer = new Lexer(file, sink, Mode.MODULE, start, end);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    startLine();
    while (pos < text.length()) {
      token();
    }
    if (bracketCount > 0) {
      reportUnclosed();
    }
    endLine(text.length());
    while (indentCount > 1) {
      indentCount--;
      add(TokenKind.DEDENT, text.length(), text.length());
    }
    add(TokenKind.EOF, text.length(), text.length());
  }

  // ---- layout

  private boolean lineEndsCount() {
    return mode != Mode.EXPRESSION && bracketCount == 0;
  }

  /** Skips blank lines; gives the indentation tokens of the next line that counts. */
  private void startLine() {
    while (pos < text.length()) {
      int lineStart = pos;
      int wide = 0;
      int narrow = 0;
      while (pos < text.length() && Characters.isBlank(text.charAt(pos))) {
        char c = text.charAt(pos);
        // As in Python, a form feed restarts the count: it may stand at the start of a page.
        wide = c == '\t' ? wide / 8 * 8 + 8 : c == '\f' ? 0 : wide + 1;
        narrow = c == '\f' ? 0 : narrow + 1;
        pos++;
      }
      if (pos == text.length()) {
        return;
      }
      char c = text.charAt(pos);
      if (c == '#' && mode != Mode.PATTERN) {
        skipComment();
      } else if (!Characters.isLineEnd(c)) {
        if (lineEndsCount()) {
          indentTo(lineStart, wide, narrow);
        } else if (bracketCount > 0 && mode != Mode.EXPRESSION && startsStatement(wide)) {
          reportUnclosed();
          endLine(lineStart);
          indentTo(lineStart, wide, narrow);
        }
        return;
      }
      if (pos < text.length()) {
        skipLineEnd();
      }
    }
  }

  private void indentTo(int lineStart, int wide, int narrow) {
    if (mode == Mode.PATTERN && tokens.isEmpty()) {
      indents[0] = wide;
      narrowIndents[0] = narrow;
      return;
    }
    int current = indents[indentCount - 1];
    int currentNarrow = narrowIndents[indentCount - 1];
    if (wide > current) {
      if (narrow <= currentNarrow) {
        reportTabs(lineStart);
      }
      if (indentCount == indents.length) {
        indents = Arrays.copyOf(indents, 2 * indentCount);
        narrowIndents = Arrays.copyOf(narrowIndents, 2 * indentCount);
      }
      indents[indentCount] = wide;
      narrowIndents[indentCount++] = narrow;
      add(TokenKind.INDENT, lineStart, pos);
      return;
    }
    while (indentCount > 1 && wide < indents[indentCount - 1]) {
      indentCount--;
      add(TokenKind.DEDENT, pos, pos);
    }
    if (wide != indents[indentCount - 1]) {
      sink.error(
          SyntaxCode.INCONSISTENT_DEDENT,
          file.span(lineStart, pos),
          "this indentation matches no open block",
          "indent the line by "
              + indents[indentCount - 1]
              + " columns to continue the enclosing block");
    } else if (narrow != narrowIndents[indentCount - 1]) {
      reportTabs(lineStart);
    }
  }

  private void reportTabs(int lineStart) {
    sink.error(
        SyntaxCode.INCONSISTENT_TABS,
        file.span(lineStart, pos),
        "tabs and spaces are mixed so that the indentation depends on the width of a tab",
        "indent with spaces only");
  }

  /**
   * Returns whether the line at {@code pos} cannot continue an open bracket: a statement's keyword
   * never stands inside brackets; an operand or a colon is not followed by an assignment; and where
   * a line is indented no deeper than its block, two operands in a row are the end of one statement
   * and the start of the next. Otherwise one forgotten bracket would hide every later mistake.
   */
  private boolean startsStatement(int indent) {
    int c = text.codePointAt(pos);
    if (c == '@') {
      int nameEnd = nameEnd(pos + 1);
      return indent == 0 && Decorator.ofName(text.substring(pos + 1, nameEnd)).isPresent();
    }
    if (!Characters.isNameStart(c)) {
      return false;
    }
    TokenKind kind = TokenKind.ofWord(text.substring(pos, nameEnd(pos)));
    return switch (kind) {
      case FOR, IF, ELIF, ELSE, PASS, ASSERT, DEF, CLASS, FROM, IMPORT -> true;
      case NAME -> {
        boolean outdented = indent <= indents[indentCount - 1];
        yield lastKind().endsOperand()
            ? outdented || assigns()
            : lastKind() == TokenKind.COLON && assigns();
      }
      default -> false;
    };
  }

  /**
   * Returns whether the line at {@code pos} starts like {@code x =}, {@code x +=} or {@code x[...]
   * =}.
   */
  private boolean assigns() {
    int lineEnd = pos;
    while (lineEnd < text.length() && !Characters.isLineEnd(text.charAt(lineEnd))) {
      lineEnd++;
    }
    String rest = text.substring(nameEnd(pos), lineEnd).strip();
    if (rest.startsWith("[")) {
      rest = rest.substring(rest.indexOf(']') + 1).strip();
    }
    return rest.startsWith("+=") || (rest.startsWith("=") && !rest.startsWith("=="));
  }

  private void reportUnclosed() {
    reportUnclosed(brackets[bracketCount - 1]);
    bracketCount = 0;
    add(TokenKind.ERROR, pos, pos);
  }

  private void reportUnclosed(int at) {
    sink.error(
        SyntaxCode.UNCLOSED_BRACKET,
        file.span(at, at + 1),
        "'" + text.charAt(at) + "' is never closed",
        "add '" + closerOf(text.charAt(at)) + "'");
  }

  private void endLine(int at) {
    if (mode != Mode.EXPRESSION && !tokens.isEmpty() && !lastKind().isLayout()) {
      add(TokenKind.NEWLINE, at, at);
    }
  }

  private TokenKind lastKind() {
    return tokens.isEmpty() ? TokenKind.NEWLINE : tokens.get(tokens.size() - 1).kind();
  }

  private void skipLineEnd() {
    pos += text.startsWith("\r\n", pos) ? 2 : 1;
  }

  private void skipComment() {
    while (pos < text.length() && !Characters.isLineEnd(text.charAt(pos))) {
      pos++;
    }
  }

  // ---- tokens

  private void token() {
    int c = text.codePointAt(pos);
    if (Characters.isBlank(c)) {
      pos++;
    } else if (Characters.isLineEnd(c)) {
      if (lineEndsCount()) {
        endLine(pos);
      }
      skipLineEnd();
      startLine();
    } else if (c == '#') {
      comment();
    } else if (c == '\\') {
      continuation();
    } else if (Characters.isNameStart(c)) {
      word();
    } else if (Characters.isDigit(c)
        || (c == '.' && pos + 1 < text.length() && Characters.isDigit(text.charAt(pos + 1)))) {
      addScanned(numbers.scan(pos));
    } else if (c == '"' || c == '\'') {
      addScanned(strings.scan(pos));
    } else if (BRACKETS.indexOf(c) >= 0) {
      bracket((char) c);
    } else {
      operator(c);
    }
  }

  private void add(TokenKind kind, int start, int end) {
    tokens.add(new Token(kind, start, end, ""));
  }

  private void addScanned(Token token) {
    tokens.add(token);
    pos = token.end();
  }

  private void comment() {
    int start = pos;
    skipComment();
    if (mode != Mode.PATTERN) {
      return;
    }
    String number = text.substring(start + 1, pos).strip();
    boolean last = text.substring(pos).isBlank();
    boolean digits = !number.isEmpty() && number.chars().allMatch(Characters::isDigit);
    if (last && digits && number.length() <= 9) {
      tokens.add(new Token(TokenKind.MATCH_INDEX, start, pos, number));
    } else {
      sink.error(
          SyntaxCode.INVALID_PATTERN_INDEX,
          file.span(start, pos),
          "'#' must be followed by the number of a match and the end of the pattern",
          "matches are counted from 0: '#1' is the second");
      add(TokenKind.ERROR, start, pos);
    }
  }

  private void continuation() {
    int start = pos++;
    int end = pos;
    while (end < text.length() && Characters.isBlank(text.charAt(end))) {
      end++;
    }
    boolean lineEnds = end < text.length() && Characters.isLineEnd(text.charAt(end));
    if (lineEnds && end == pos) {
      skipLineEnd();
      return;
    }
    sink.error(
        SyntaxCode.INVALID_CONTINUATION,
        file.span(start, start + 1),
        lineEnds
            ? "blanks follow the '\\' that continues this line"
            : "'\\' must be the last character of a line",
        lineEnds ? "remove the blanks" : "inside brackets lines continue without it");
    if (lineEnds) {
      pos = end;
      skipLineEnd();
    } else {
      add(TokenKind.ERROR, start, pos);
    }
  }

  private int nameEnd(int start) {
    int end = start;
    while (end < text.length() && Characters.isNamePart(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    return end;
  }

  private void word() {
    int start = pos;
    pos = nameEnd(pos);
    String word = text.substring(start, pos);
    boolean quoteFollows =
        pos < text.length() && (text.charAt(pos) == '"' || text.charAt(pos) == '\'');
    if (quoteFollows && word.matches("(?i)[rbuf]|rb|br|fr|rf")) {
      sink.error(
          SyntaxCode.UNSUPPORTED_EXPRESSION,
          file.span(start, pos),
          "strings have no prefix '" + word + "'",
          word.toLowerCase(Locale.ROOT).contains("r")
              ? "leave it out and write each backslash twice"
              : "leave it out");
      return;
    }
    String name = Characters.normalized(word);
    tokens.add(new Token(TokenKind.ofWord(name), start, pos, name));
  }

  private static char closerOf(char open) {
    return BRACKETS.charAt(BRACKETS.indexOf(open) + 3);
  }

  private void bracket(char c) {
    int start = pos++;
    if (BRACKETS.indexOf(c) < 3) {
      if (bracketCount == brackets.length) {
        brackets = Arrays.copyOf(brackets, 2 * bracketCount);
      }
      brackets[bracketCount++] = start;
      add(TokenKind.ofOperator(String.valueOf(c)), start, pos);
      return;
    }
    if (bracketCount == 0) {
      sink.error(
          SyntaxCode.UNMATCHED_BRACKET,
          file.span(start, pos),
          "'" + c + "' closes nothing",
          "remove it, or open a bracket before");
      add(TokenKind.ERROR, start, pos);
      return;
    }
    int openAt = brackets[--bracketCount];
    char expected = closerOf(text.charAt(openAt));
    if (c != expected
        && bracketCount > 0
        && c == closerOf(text.charAt(brackets[bracketCount - 1]))) {
      // It closes the bracket around: the inner one was forgotten.
      reportUnclosed(openAt);
      add(TokenKind.ofOperator(String.valueOf(expected)), start, start);
      bracketCount--;
      expected = c;
    } else if (c != expected) {
      sink.add(
          Diagnostic.error(
                  SyntaxCode.UNMATCHED_BRACKET,
                  file.span(start, pos),
                  "'" + c + "' cannot close '" + text.charAt(openAt) + "'")
              .withNote(file.span(openAt, openAt + 1), "this bracket is open")
              .withHint("write '" + expected + "'"));
    }
    add(TokenKind.ofOperator(String.valueOf(expected)), start, pos);
  }

  private void operator(int c) {
    for (int length = Math.min(3, text.length() - pos); length > 0; length--) {
      String operator = text.substring(pos, pos + length);
      TokenKind kind = TokenKind.ofOperator(operator);
      if (kind != TokenKind.ERROR && !Character.isLetter(operator.charAt(0))) {
        tokens.add(new Token(kind, pos, pos + length, operator));
        pos += length;
        return;
      }
    }
    int start = pos;
    pos += Character.charCount(c);
    if (Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT) {
      if (!Characters.isForbidden(c)) {
        sink.error(
            SyntaxCode.INVALID_CHARACTER,
            file.span(start, pos),
            "this is not a plain space but " + Characters.codePoint(c),
            "replace it with a space");
      }
      return;
    }
    skipRunOf(c);
    if (!Characters.isForbidden(c)) {
      String shown = Character.toString(c) + (c < 0x80 ? "" : " (" + Characters.codePoint(c) + ")");
      sink.error(
          SyntaxCode.INVALID_CHARACTER,
          file.span(start, pos),
          "no part of the language starts with " + shown,
          Characters.plainForm(c)
              .map(plain -> "write " + plain)
              .orElse(c == '!' ? "there is no negation; turn the comparison around" : "remove it"));
    }
    add(TokenKind.ERROR, start, pos);
  }

  private void skipRunOf(int c) {
    while (pos < text.length() && text.codePointAt(pos) == c) {
      pos += Character.charCount(c);
    }
  }
}
