package io.exo4j.cursor;

import io.exo4j.diagnostics.Code;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SchedulingException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.diagnostics.Suggest;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads cursors that are written as text:
 *
 * <pre>
 * cursor := "pattern" | name | name #n | $var nav* | proc nav*
 * nav    := .parent .next .prev .before .after .body .orelse .anchor .as_block | [n] | [a:b]
 *         | .find("pattern") | .expand(lo, hi) | .lhs .rhs .arg .cond .lo .hi .pt .idx[n] .args[n]
 * </pre>
 */
public final class CursorText {
  /** What a bare name stands for. */
  public enum Names {
    /** A loop variable. */
    LOOP,
    /** An allocated buffer. */
    ALLOC,
    /** A called procedure. */
    CALL,
    /** A loop, an allocation or a call, whichever is found first. */
    STATEMENT,
    /** A buffer or control variable in an expression. */
    EXPRESSION,
    /** Whatever is found: statements, or else expressions. */
    ANY
  }

  private final ProcIndex index;
  private final Navigator navigator;
  private final Map<String, Cursor> variables;
  private final SourceSpan span;

  /**
   * A reader of cursors into one version of a procedure.
   *
   * @param index the version
   * @param variables what {@code $name} stands for; live in that version
   * @param span where messages point
   */
  public CursorText(ProcIndex index, Map<String, Cursor> variables, SourceSpan span) {
    this.index = index;
    this.navigator = new Navigator(index);
    this.variables = Map.copyOf(variables);
    this.span = span;
  }

  /**
   * The place that a text means; the first match unless it says {@code #n}.
   *
   * @throws ExoException if the text is malformed or there is no such place
   */
  public Cursor read(String text, Names names) {
    return all(text, names).get(0);
  }

  /**
   * All places that a text means: every match of a pattern without a number, one place otherwise.
   *
   * @throws ExoException if the text is malformed or there is no such place
   */
  public List<Cursor> all(String text, Names names) {
    String t = text.strip();
    try {
      if (t.isEmpty()) {
        throw fail(CursorCode.SYNTAX, "an empty text names no place");
      }
      if (t.startsWith("$")) {
        return List.of(variable(new Scan(t)));
      }
      if (isRooted(t)) {
        Scan s = new Scan(t);
        s.pos = "proc".length();
        return List.of(navigate(Cursor.root(), s));
      }
      if (t.startsWith("\"")) {
        Scan s = new Scan(t);
        String pattern = s.quoted();
        List<Cursor> found = search(pattern, Cursor.root(), names);
        s.blanks();
        return s.end() ? found : List.of(navigate(found.get(0), s));
      }
      return search(t, Cursor.root(), names);
    } catch (ExoException e) {
      throw locate(e);
    }
  }

  /** True for texts that start at the root: {@code proc}, {@code proc.body[0]}. */
  public static boolean isRooted(String text) {
    String t = text.strip();
    return t.equals("proc") || t.startsWith("proc.") || t.startsWith("proc[");
  }

  /** Errors of patterns and navigation say nothing about where the text was written: add that. */
  private ExoException locate(ExoException e) {
    List<Diagnostic> at = new ArrayList<>();
    for (Diagnostic d : e.diagnostics()) {
      at.add(d.span().isNone() ? d.at(span) : d);
    }
    return e instanceof SchedulingException ? new SchedulingException(at) : new ExoException(at);
  }

  private Cursor variable(Scan s) {
    s.pos = 1;
    String name = s.name();
    Cursor c = variables.get(name);
    if (c == null) {
      throw new SchedulingException(
          Diagnostic.error(CursorCode.UNKNOWN_VARIABLE, span, "there is no cursor $" + name)
              .withHint(Suggest.didYouMean(name, variables.keySet())));
    }
    return navigate(c, s);
  }

  private List<Cursor> search(String text, Cursor in, Names names) {
    Optional<NameForm> form = NameForm.of(text);
    if (form.isPresent() && names != Names.EXPRESSION && in.equals(Cursor.root())) {
      List<Cursor> found = named(form.get().name(), names);
      if (!found.isEmpty() || names != Names.ANY) {
        return pick(found, form.get().number(), text, names);
      }
    }
    Pattern p = Pattern.parse(text);
    List<Cursor> found = names == Names.EXPRESSION ? p.expressions(index, in) : p.find(index, in);
    return pick(found, p.number(), text, names);
  }

  private List<Cursor> pick(List<Cursor> found, OptionalInt number, String text, Names names) {
    if (found.isEmpty()) {
      throw new SchedulingException(
          Diagnostic.error(
                  CursorCode.NO_MATCH,
                  span,
                  "nothing matches '" + text + "' in " + index.proc().name())
              .withHint(hint(text, names)));
    }
    if (number.isEmpty()) {
      return found;
    }
    int n = number.getAsInt();
    if (n >= found.size()) {
      throw fail(
          CursorCode.NO_MATCH,
          "'"
              + text
              + "' asks for match "
              + n
              + " (counted from 0), but there "
              + (found.size() == 1 ? "is only 1" : "are only " + found.size()));
    }
    return List.of(found.get(n));
  }

  private Optional<String> hint(String text, Names names) {
    Optional<NameForm> form = NameForm.of(text);
    if (form.isEmpty()) {
      return Optional.empty();
    }
    Collection<String> known = new ArrayList<>();
    for (Stmt s : index.statements()) {
      nameOf(s, names).ifPresent(known::add);
    }
    Optional<String> near = Suggest.didYouMean(form.get().name(), known);
    return near.isPresent() || known.isEmpty()
        ? near
        : Optional.of(
            "there are: " + String.join(", ", known.stream().distinct().limit(12).toList()));
  }

  private List<Cursor> named(String name, Names names) {
    List<Cursor> out = new ArrayList<>();
    for (Stmt s : index.statements()) {
      if (nameOf(s, names).map(name::equals).orElse(false)) {
        out.add(Cursor.of(s));
      }
    }
    return out.isEmpty() && name.matches(".*_\\d+") ? printedAs(name, names) : out;
  }

  /** A symbol whose name is taken where it stands is printed with a number behind it. */
  private List<Cursor> printedAs(String name, Names names) {
    List<Cursor> out = new ArrayList<>();
    for (Map.Entry<Sym, String> e : index.printedNames().entrySet()) {
      if (e.getValue().equals(name)) {
        index
            .declaration(e.getKey())
            .filter(s -> nameOf(s, names).isPresent())
            .ifPresent(s -> out.add(Cursor.of(s)));
      }
    }
    return out;
  }

  private static Optional<String> nameOf(Stmt s, Names names) {
    Optional<String> loop = s.as(Stmt.For.class).map(f -> f.iter().name());
    Optional<String> alloc = s.as(Stmt.Alloc.class).map(a -> a.buf().name());
    Optional<String> call = s.as(Stmt.Call.class).map(c -> c.callee().name());
    return switch (names) {
      case LOOP -> loop;
      case ALLOC -> alloc;
      case CALL -> call;
      case STATEMENT, ANY -> loop.or(() -> alloc).or(() -> call);
      case EXPRESSION -> Optional.empty();
    };
  }

  private Cursor navigate(Cursor from, Scan s) {
    Cursor c = from;
    s.blanks();
    while (!s.end()) {
      if (s.eat('[')) {
        c = bracket(c, s);
      } else if (s.eat('.')) {
        c = member(c, s);
      } else {
        throw fail(
            CursorCode.SYNTAX, "expected '.' or '[' at '" + s.rest() + "' in '" + s.text + "'");
      }
      s.blanks();
    }
    return c;
  }

  private Cursor bracket(Cursor c, Scan s) {
    OptionalInt from = s.number();
    s.blanks();
    if (s.eat(':')) {
      OptionalInt to = s.number();
      s.expect(']');
      return navigator.slice(c, from, to);
    }
    s.expect(']');
    if (from.isEmpty()) {
      throw fail(CursorCode.SYNTAX, "expected a number between the brackets in '" + s.text + "'");
    }
    return navigator.at(c, from.getAsInt());
  }

  private static final List<String> MEMBERS =
      List.of(
          "parent",
          "next",
          "prev",
          "before",
          "after",
          "body",
          "orelse",
          "anchor",
          "as_block",
          "find",
          "expand",
          "lhs",
          "rhs",
          "arg",
          "cond",
          "lo",
          "hi",
          "pt",
          "idx",
          "args",
          "shape");

  private Cursor member(Cursor c, Scan s) {
    String name = s.name();
    return switch (name) {
      case "parent" -> navigator.parent(c);
      case "next" -> navigator.next(c, s.optionalArgument());
      case "prev" -> navigator.next(c, -s.optionalArgument());
      case "before" -> navigator.before(c);
      case "after" -> navigator.after(c);
      case "body" -> navigator.body(c);
      case "orelse" -> navigator.orelse(c);
      case "anchor" -> navigator.anchor(c);
      case "as_block" -> navigator.asBlock(c);
      case "find" -> find(c, s);
      case "expand" -> expand(c, s);
      case "lhs", "rhs", "arg", "cond", "lo", "hi" -> navigator.named(c, name, OptionalInt.empty());
      case "idx", "args", "shape" -> element(c, name, s);
      default ->
          throw new SchedulingException(
              Diagnostic.error(CursorCode.SYNTAX, span, "there is no navigation ." + name)
                  .withHint(Suggest.didYouMean(name, MEMBERS)));
    };
  }

  /** {@code .idx[n]}, which of a window is followed by {@code .pt}, {@code .lo} or {@code .hi}. */
  private Cursor element(Cursor c, String name, Scan s) {
    s.expect('[');
    int n =
        s.number()
            .orElseThrow(() -> fail(CursorCode.SYNTAX, "expected a number in '" + s.text + "'"));
    s.expect(']');
    if (name.equals("args") && c.equals(Cursor.root())) {
      return navigator.arg(n);
    }
    for (Cursor.OfExpr child : navigator.children(c)) {
      ExprStep step = child.path().get(child.path().size() - 1);
      if (step.isInterval()
          && step.index() == n
          && s.eat("." + step.toString().substring(step.toString().lastIndexOf('.') + 1))) {
        return child;
      }
    }
    return navigator.named(c, name, OptionalInt.of(n));
  }

  private Cursor find(Cursor c, Scan s) {
    s.expect('(');
    s.blanks();
    String pattern = s.quoted();
    s.expect(')');
    return search(pattern, c, Names.ANY).get(0);
  }

  private Cursor expand(Cursor c, Scan s) {
    OptionalInt lo = OptionalInt.empty();
    OptionalInt hi = OptionalInt.empty();
    s.expect('(');
    s.blanks();
    if (!s.eat(')')) {
      lo = s.number();
      s.expect(',');
      hi = s.number();
      s.expect(')');
    }
    return navigator.expand(c, lo, hi);
  }

  private SchedulingException fail(Code code, String message) {
    return new SchedulingException(Diagnostic.error(code, span, message));
  }

  /** {@code name} or {@code name #n}. */
  private record NameForm(String name, OptionalInt number) {
    static Optional<NameForm> of(String text) {
      int hash = text.indexOf('#');
      String name = (hash < 0 ? text : text.substring(0, hash)).strip();
      if (name.isEmpty()
          || name.equals("_")
          || name.equals("pass")
          || !Character.isJavaIdentifierStart(name.charAt(0))
          || !name.chars().allMatch(Character::isJavaIdentifierPart)) {
        return Optional.empty();
      }
      if (hash < 0) {
        return Optional.of(new NameForm(name, OptionalInt.empty()));
      }
      String digits = text.substring(hash + 1).strip();
      return digits.isEmpty()
              || digits.length() > 6
              || !digits.chars().allMatch(c -> c >= '0' && c <= '9')
          ? Optional.empty()
          : Optional.of(new NameForm(name, OptionalInt.of(Integer.parseInt(digits))));
    }
  }

  private final class Scan {
    private final String text;
    private int pos;

    Scan(String text) {
      this.text = text;
    }

    boolean end() {
      return pos >= text.length();
    }

    String rest() {
      return text.substring(pos);
    }

    void blanks() {
      while (!end() && Character.isWhitespace(text.charAt(pos))) {
        pos++;
      }
    }

    boolean eat(char c) {
      return eat(String.valueOf(c));
    }

    boolean eat(String s) {
      if (text.startsWith(s, pos)) {
        pos += s.length();
        return true;
      }
      return false;
    }

    void expect(char c) {
      blanks();
      if (!eat(c)) {
        throw fail(
            CursorCode.SYNTAX,
            "expected '"
                + c
                + "' "
                + (end() ? "at the end of" : "at '" + rest() + "' in")
                + " '"
                + text
                + "'");
      }
    }

    String name() {
      int start = pos;
      while (!end()
          && Character.isJavaIdentifierPart(text.charAt(pos))
          && text.charAt(pos) != '$') {
        pos++;
      }
      if (start == pos) {
        throw fail(CursorCode.SYNTAX, "expected a name in '" + text + "'");
      }
      return text.substring(start, pos);
    }

    OptionalInt number() {
      blanks();
      int start = pos;
      eat('-');
      while (!end() && Character.isDigit(text.charAt(pos))) {
        pos++;
      }
      String digits = text.substring(start, pos);
      if (digits.isEmpty()) {
        return OptionalInt.empty();
      }
      try {
        return OptionalInt.of(Integer.parseInt(digits));
      } catch (NumberFormatException e) {
        throw fail(CursorCode.SYNTAX, "'" + digits + "' is no number that can stand here");
      }
    }

    int optionalArgument() {
      int n = 1;
      if (eat('(')) {
        n = number().orElse(1);
        expect(')');
      }
      return n;
    }

    String quoted() {
      if (end() || (text.charAt(pos) != '"' && text.charAt(pos) != '\'')) {
        throw fail(CursorCode.SYNTAX, "expected a pattern in quotes in '" + text + "'");
      }
      char quote = text.charAt(pos);
      int to = text.indexOf(quote, pos + 1);
      if (to < 0) {
        throw fail(CursorCode.SYNTAX, "the pattern in '" + text + "' is never closed");
      }
      String inside = text.substring(pos + 1, to);
      pos = to + 1;
      return inside;
    }
  }
}
