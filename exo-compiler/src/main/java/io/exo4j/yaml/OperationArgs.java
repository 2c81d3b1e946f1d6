package io.exo4j.yaml;

import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.CursorText;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.diagnostics.Suggest;
import io.exo4j.schedule.ArgValue;
import io.exo4j.schedule.Procedure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Binds the arguments of an operation. Places are looked up when the operation begins, so that they
 * keep their meaning while it changes the code; only the pattern of an expression stays text,
 * because a directive may act on all its matches.
 */
final class OperationArgs {
  private final Operation op;
  private final Procedure p;

  OperationArgs(Operation op, Procedure p) {
    this.op = op;
    this.p = p;
  }

  /** The variables that the operation's steps see. */
  Variables bind(Optional<ArgValue> arguments, SourceSpan span) {
    Map<String, ArgValue> given = new LinkedHashMap<>();
    if (arguments.isPresent()) {
      collect(arguments.get(), given);
    }
    Variables vars = op.variables();
    for (Operation.Arg arg : op.args()) {
      ArgValue v = given.get(arg.name());
      if (v == null && arg.defaultValue().isPresent()) {
        v = new Interpolation(vars).argument(arg.defaultValue().get());
      }
      if (v == null) {
        throw Errors.of(
            YamlCode.MISSING_KEY,
            span,
            op.name() + " needs '" + arg.name() + "' (" + arg.kind() + ")");
      }
      vars = vars.with(arg.name(), value(arg, v));
    }
    return vars;
  }

  private void collect(ArgValue a, Map<String, ArgValue> given) {
    List<String> names = op.args().stream().map(Operation.Arg::name).toList();
    Optional<List<ArgValue.Entry>> byName = a.asEntries();
    if (byName.isPresent()) {
      for (ArgValue.Entry entry : byName.get()) {
        if (!names.contains(entry.key())) {
          throw Errors.of(
              YamlCode.UNKNOWN_KEY,
              entry.keySpan(),
              op.name() + " has no argument '" + entry.key() + "'",
              Suggest.didYouMean(entry.key(), names));
        }
        given.put(entry.key(), entry.value());
      }
      return;
    }
    boolean onlyList = op.args().size() == 1 && op.args().get(0).kind().equals("list");
    List<ArgValue> positional = onlyList ? List.of(a) : a.elements();
    if (positional.size() > names.size()) {
      throw Errors.of(
          YamlCode.WRONG_SHAPE,
          positional.get(names.size()).span(),
          op.name() + " has " + names.size() + " arguments, but there are " + positional.size());
    }
    for (int i = 0; i < positional.size(); i++) {
      given.put(names.get(i), positional.get(i));
    }
  }

  private Value value(Operation.Arg arg, ArgValue v) {
    Optional<List<ArgValue>> items = v.asItems();
    if (items.isPresent()) {
      return new Value.Items(items.get().stream().map(x -> value(arg, x)).toList());
    }
    ArgValue.Scalar s =
        v.asScalar()
            .orElseThrow(
                () ->
                    Errors.of(
                        YamlCode.WRONG_SHAPE,
                        v.span(),
                        "'" + arg.name() + "' of " + op.name() + " is a map"));
    if (s.cursor().isPresent()) {
      return new Value.Place(s.cursor().get());
    }
    Value plain = s.quoted() ? new Value.Text(s.text()) : Value.ofPlain(s.text());
    return switch (arg.kind()) {
      case "loop" -> place(s, CursorText.Names.LOOP);
      case "alloc" -> isArgument(s) ? plain : place(s, CursorText.Names.ALLOC);
      case "call" -> place(s, CursorText.Names.CALL);
      case "stmt", "block", "gap" -> place(s, CursorText.Names.STATEMENT);
      case "expr" ->
          !s.cursors().isEmpty() || CursorText.isRooted(s.text())
              ? place(s, CursorText.Names.EXPRESSION)
              : new Value.Text(s.text());
      case "int" -> {
        if (plain instanceof Value.Int) {
          yield plain;
        }
        throw wrong(arg, s, "an integer");
      }
      case "bool" -> {
        if (plain instanceof Value.Bool) {
          yield plain;
        }
        throw wrong(arg, s, "true or false");
      }
      default -> arg.kind().equals("any") ? plain : new Value.Text(s.text());
    };
  }

  private boolean isArgument(ArgValue.Scalar s) {
    return p.proc().arg(s.text().strip()).isPresent();
  }

  private Value place(ArgValue.Scalar s, CursorText.Names names) {
    Map<String, Cursor> live = new LinkedHashMap<>();
    for (Map.Entry<String, Cursor> e : s.cursors().entrySet()) {
      live.put(e.getKey(), p.forward(e.getValue()));
    }
    return new Value.Place(new CursorText(p.index(), live, s.span()).read(s.text(), names));
  }

  private RuntimeException wrong(Operation.Arg arg, ArgValue.Scalar s, String wanted) {
    return Errors.of(
        YamlCode.WRONG_SHAPE,
        s.span(),
        "'" + arg.name() + "' of " + op.name() + " takes " + wanted + ", not '" + s.text() + "'");
  }
}
