package io.exo4j.yaml;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Evaluates what is written between {@code $(} and {@code )}: integers, truth values, text, lists;
 * {@code + - * // %}, comparisons, {@code and or not}, {@code a if c else b}, {@code min max
 * ceildiv range len}.
 */
final class Arithmetic {
  private static final int MAX_DEPTH = 60;
  private static final int MAX_RANGE = 10_000;

  private final String text;
  private final Variables variables;
  private final SourceSpan span;
  private int pos;
  private int depth;

  private Arithmetic(String text, Variables variables, SourceSpan span) {
    this.text = text;
    this.variables = variables;
    this.span = span;
  }

  /**
   * The value of an expression.
   *
   * @throws ExoException if it is malformed, or a value does not fit its operator
   */
  static Value evaluate(String text, Variables variables, SourceSpan span) {
    Arithmetic a = new Arithmetic(text, variables, span);
    try {
      Value v = a.conditional();
      a.blanks();
      if (a.pos < text.length()) {
        throw a.fail("unexpected '" + text.substring(a.pos) + "'");
      }
      return v;
    } catch (ArithmeticException e) {
      throw a.fail("the result does not fit into 64 bits");
    }
  }

  private ExoException fail(String message) {
    return Errors.of(YamlCode.ARITHMETIC, span, "in $(" + text + "): " + message);
  }

  private Value conditional() {
    if (++depth > MAX_DEPTH) {
      throw fail("nested too deeply");
    }
    Value v = or();
    if (word("if")) {
      Value c = or();
      if (!word("else")) {
        throw fail("'if' needs an 'else'");
      }
      Value other = conditional();
      v = bool(c) ? v : other;
    }
    depth--;
    return v;
  }

  private Value or() {
    Value v = and();
    while (word("or")) {
      boolean left = bool(v);
      v = new Value.Bool(bool(and()) | left);
    }
    return v;
  }

  private Value and() {
    Value v = not();
    while (word("and")) {
      boolean left = bool(v);
      v = new Value.Bool(bool(not()) & left);
    }
    return v;
  }

  private Value not() {
    if (word("not")) {
      return new Value.Bool(!bool(not()));
    }
    return comparison();
  }

  private Value comparison() {
    Value left = sum();
    for (String op : List.of("==", "!=", "<=", ">=", "<", ">")) {
      if (eat(op)) {
        return new Value.Bool(compare(op, left, sum()));
      }
    }
    return left;
  }

  private boolean compare(String op, Value a, Value b) {
    return switch (op) {
      case "==" -> a.equals(b);
      case "!=" -> !a.equals(b);
      case "<=" -> integer(a) <= integer(b);
      case ">=" -> integer(a) >= integer(b);
      case "<" -> integer(a) < integer(b);
      default -> integer(a) > integer(b);
    };
  }

  private Value sum() {
    Value v = product();
    while (true) {
      if (eat("+")) {
        Value r = product();
        v = add(v, r);
      } else if (eat("-")) {
        v = new Value.Int(Math.subtractExact(integer(v), integer(product())));
      } else {
        return v;
      }
    }
  }

  private Value add(Value a, Value b) {
    if (a instanceof Value.Text x && b instanceof Value.Text y) {
      return new Value.Text(x.value() + y.value());
    }
    if (a instanceof Value.Items x && b instanceof Value.Items y) {
      List<Value> both = new ArrayList<>(x.values());
      both.addAll(y.values());
      return new Value.Items(both);
    }
    return new Value.Int(Math.addExact(integer(a), integer(b)));
  }

  private Value product() {
    Value v = unary();
    while (true) {
      if (eat("*")) {
        v = new Value.Int(Math.multiplyExact(integer(v), integer(unary())));
      } else if (eat("//")) {
        v = new Value.Int(Math.floorDiv(integer(v), divisor(unary())));
      } else if (eat("/")) {
        throw fail("division is written '//'");
      } else if (eat("%")) {
        v = new Value.Int(Math.floorMod(integer(v), divisor(unary())));
      } else {
        return v;
      }
    }
  }

  private long divisor(Value v) {
    long d = integer(v);
    if (d == 0) {
      throw fail("division by zero");
    }
    return d;
  }

  private Value unary() {
    if (++depth > MAX_DEPTH) {
      throw fail("nested too deeply");
    }
    Value v = eat("-") ? new Value.Int(Math.negateExact(integer(unary()))) : atom();
    depth--;
    return v;
  }

  private Value atom() {
    blanks();
    if (eat("(")) {
      Value v = conditional();
      expect(")");
      return v;
    }
    if (eat("[")) {
      return new Value.Items(list("]"));
    }
    if (pos < text.length() && (text.charAt(pos) == '\'' || text.charAt(pos) == '"')) {
      return string();
    }
    int start = pos;
    while (pos < text.length() && Character.isDigit(text.charAt(pos))) {
      pos++;
    }
    if (pos > start) {
      return number(text.substring(start, pos));
    }
    eat("$");
    String name = name();
    return switch (name) {
      case "" ->
          throw fail(
              pos < text.length() ? "unexpected '" + text.substring(pos) + "'" : "unexpected end");
      case "True", "true" -> new Value.Bool(true);
      case "False", "false" -> new Value.Bool(false);
      default -> eat("(") ? call(name, list(")")) : variables.get(name, span);
    };
  }

  private Value number(String digits) {
    try {
      return new Value.Int(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      throw new ArithmeticException();
    }
  }

  private Value string() {
    char quote = text.charAt(pos);
    int to = text.indexOf(quote, pos + 1);
    if (to < 0) {
      throw fail("a text is never closed");
    }
    Value v = new Value.Text(text.substring(pos + 1, to));
    pos = to + 1;
    return v;
  }

  private List<Value> list(String close) {
    List<Value> out = new ArrayList<>();
    while (!eat(close)) {
      if (!out.isEmpty()) {
        expect(",");
      }
      out.add(conditional());
    }
    return out;
  }

  private Value call(String name, List<Value> args) {
    switch (name) {
      case "min", "max" -> {
        List<Value> of =
            args.size() == 1 && args.get(0) instanceof Value.Items l ? l.values() : args;
        if (of.isEmpty()) {
          throw fail(name + " of nothing");
        }
        long best = integer(of.get(0));
        for (Value v : of) {
          best = name.equals("min") ? Math.min(best, integer(v)) : Math.max(best, integer(v));
        }
        return new Value.Int(best);
      }
      case "ceildiv" -> {
        arity(name, args, 2, 2);
        return new Value.Int(
            Math.negateExact(
                Math.floorDiv(Math.negateExact(integer(args.get(0))), divisor(args.get(1)))));
      }
      case "range" -> {
        arity(name, args, 1, 2);
        return range(
            args.size() == 1 ? 0 : integer(args.get(0)), integer(args.get(args.size() - 1)));
      }
      case "len" -> {
        arity(name, args, 1, 1);
        if (args.get(0) instanceof Value.Items l) {
          return new Value.Int(l.values().size());
        }
        throw fail("len takes a list");
      }
      default -> throw fail("there is no function '" + name + "' (min, max, ceildiv, range, len)");
    }
  }

  private Value range(long lo, long hi) {
    if (Math.subtractExact(Math.max(lo, hi), lo) > MAX_RANGE) {
      throw fail("a range of more than " + MAX_RANGE + " integers");
    }
    List<Value> out = new ArrayList<>();
    for (long i = lo; i < hi; i++) {
      out.add(new Value.Int(i));
    }
    return new Value.Items(out);
  }

  private void arity(String name, List<Value> args, int least, int most) {
    if (args.size() < least || args.size() > most) {
      throw fail(
          name + " takes " + (least == most ? "" + least : least + " or " + most) + " arguments");
    }
  }

  private long integer(Value v) {
    if (v instanceof Value.Int i) {
      return i.value();
    }
    throw fail("expected an integer, not " + v.kind());
  }

  private boolean bool(Value v) {
    if (v instanceof Value.Bool b) {
      return b.value();
    }
    throw fail("expected a truth value, not " + v.kind());
  }

  private void blanks() {
    while (pos < text.length() && Character.isWhitespace(text.charAt(pos))) {
      pos++;
    }
  }

  private boolean eat(String token) {
    blanks();
    if (!text.startsWith(token, pos)) {
      return false;
    }
    pos += token.length();
    return true;
  }

  private void expect(String token) {
    if (!eat(token)) {
      throw fail("expected '" + token + "'");
    }
  }

  private String name() {
    int start = pos;
    while (pos < text.length()
        && (Character.isLetterOrDigit(text.charAt(pos)) || text.charAt(pos) == '_')) {
      pos++;
    }
    return text.substring(start, pos);
  }

  private boolean word(String word) {
    blanks();
    int end = pos + word.length();
    boolean found =
        text.startsWith(word, pos)
            && (end == text.length()
                || !(Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_'));
    if (found) {
      pos = end;
    }
    return found;
  }

  /** The position of the parenthesis that closes the one at {@code open}, if there is one. */
  static Optional<Integer> closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' || c == '"') {
        int to = text.indexOf(c, i + 1);
        i = to < 0 ? text.length() : to;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }
}
