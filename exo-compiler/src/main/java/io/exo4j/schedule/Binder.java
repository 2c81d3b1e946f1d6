package io.exo4j.schedule;

import io.exo4j.cursor.Cursor;
import io.exo4j.diagnostics.Code;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.diagnostics.Suggest;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Precision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Makes directives from arguments. Arguments are a map by parameter name, a list in the parameters'
 * order (or, of a directive whose only parameter is a list, that list), or one value for the first
 * parameter.
 */
public final class Binder {
  private final DirectiveSpec spec;

  private Binder(DirectiveSpec spec) {
    this.spec = spec;
  }

  /**
   * The directive with these arguments.
   *
   * @param arguments absent if none were written
   * @param span where the directive was written
   * @throws ExoException if the arguments do not fit
   */
  public static Directive bind(DirectiveSpec spec, Optional<ArgValue> arguments, SourceSpan span) {
    return new Binder(spec).bind(arguments, span);
  }

  private Directive bind(Optional<ArgValue> arguments, SourceSpan span) {
    List<ParamSpec> params = spec.params();
    Map<String, ArgValue> given = new LinkedHashMap<>();
    if (arguments.isPresent()) {
      collect(arguments.get(), given);
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < params.size(); i++) {
      ParamSpec p = params.get(i);
      ArgValue v = given.get(p.name());
      if (v == null && p.defaultText().isPresent()) {
        v =
            p.list() && p.defaultText().get().equals("[]")
                ? new ArgValue.Items(List.of(), span)
                : ArgValue.Scalar.of(p.defaultText().get());
      }
      if (v == null && !p.optional()) {
        throw fail(
            ScheduleCode.MISSING_PARAMETER,
            span,
            spec.name() + " needs '" + p.name() + "': " + p.meaning(),
            Optional.of("it is written " + spec.signature()));
      }
      values.add(value(p, spec.elementType(i), Optional.ofNullable(v)));
    }
    try {
      return spec.create(values);
    } catch (IllegalArgumentException e) {
      throw fail(
          ScheduleCode.WRONG_VALUE, span, spec.name() + ": " + e.getMessage(), Optional.empty());
    }
  }

  private void collect(ArgValue arguments, Map<String, ArgValue> given) {
    Optional<ParamSpec> whole = spec.wholeArgument();
    if (whole.isPresent()) {
      given.put(whole.get().name(), arguments);
      return;
    }
    List<ParamSpec> params = spec.params();
    Optional<List<ArgValue.Entry>> byName = arguments.asEntries();
    if (byName.isPresent()) {
      for (ArgValue.Entry entry : byName.get()) {
        named(entry, given);
      }
      return;
    }
    boolean onlyList = params.size() == 1 && params.get(0).list() && !isListInList(arguments);
    List<ArgValue> positional = onlyList ? List.of(arguments) : arguments.elements();
    if (params.isEmpty() && !positional.isEmpty()) {
      throw fail(
          ScheduleCode.TOO_MANY_ARGUMENTS,
          arguments.span(),
          spec.name() + " has no parameters",
          Optional.empty());
    }
    if (positional.size() > params.size()) {
      throw fail(
          ScheduleCode.TOO_MANY_ARGUMENTS,
          positional.get(params.size()).span(),
          spec.name()
              + " has "
              + params.size()
              + (params.size() == 1 ? " parameter, but there are " : " parameters, but there are ")
              + positional.size()
              + " arguments",
          Optional.of("it is written " + spec.signature()));
    }
    for (int i = 0; i < positional.size(); i++) {
      given.put(params.get(i).name(), positional.get(i));
    }
  }

  /** {@code [a, b]} is the list itself, and so is {@code [[a, b]]}. */
  private static boolean isListInList(ArgValue v) {
    return v.asItems().filter(x -> x.size() == 1 && x.get(0).asItems().isPresent()).isPresent();
  }

  private void named(ArgValue.Entry entry, Map<String, ArgValue> given) {
    List<String> known = spec.params().stream().map(ParamSpec::name).toList();
    if (!known.contains(entry.key())) {
      throw fail(
          ScheduleCode.UNKNOWN_PARAMETER,
          entry.keySpan(),
          spec.name() + " has no parameter '" + entry.key() + "'",
          Suggest.didYouMean(entry.key(), known)
              .or(() -> Optional.of("it is written " + spec.signature())));
    }
    if (given.put(entry.key(), entry.value()) != null) {
      throw fail(
          ScheduleCode.TOO_MANY_ARGUMENTS,
          entry.keySpan(),
          "'" + entry.key() + "' is given twice",
          Optional.empty());
    }
  }

  private Object value(ParamSpec p, Class<?> type, Optional<ArgValue> given) {
    Optional<Object> v =
        given.map(
            g -> {
              if (!p.list()) {
                return one(p, type, g);
              }
              // a record component copies what it is given; here it must only not change
              return g.elements().stream().map(x -> one(p, type, x)).toList();
            });
    return p.optional() ? v : v.orElseThrow();
  }

  private Object one(ParamSpec p, Class<?> type, ArgValue v) {
    if (p.kind() == ParamKind.ITER_VARS) {
      return iterVars(p, v);
    }
    if (p.kind() == ParamKind.CONSTANTS) {
      return constants(p, v);
    }
    ArgValue.Scalar s = v.asScalar().orElseThrow(() -> wrong(p, v));
    return switch (p.kind()) {
      case LOOP -> new LoopRef(place(s));
      case ALLOC -> new AllocRef(place(s));
      case STMT -> new StmtRef(place(s));
      case BLOCK -> new BlockRef(place(s));
      case GAP -> new GapRef(place(s));
      case CALL -> new CallRef(place(s));
      case EXPR -> new ExprRef(place(s));
      case NEW_EXPR -> new NewExpr(Optional.empty(), text(p, s), s.span());
      case WINDOW -> new NewWindow(Optional.empty(), text(p, s), s.span());
      case NAME, FIELD -> name(p, s);
      case TEXT -> text(p, s);
      case INT -> integer(p, type, s);
      case BOOL -> bool(p, s);
      case CHOICE -> choice(p, type, s);
      case PROC -> new ProcRef(Optional.empty(), name(p, s), s.span());
      case MEMORY -> new MemoryRef(Optional.empty(), name(p, s), s.span());
      case CONFIG -> new ConfigRef(Optional.empty(), name(p, s), s.span());
      case PRECISION -> precision(p, s);
      default -> throw wrong(p, v);
    };
  }

  private static Target place(ArgValue.Scalar s) {
    return new Target(s.cursor(), s.text(), s.cursors(), s.span());
  }

  private String text(ParamSpec p, ArgValue.Scalar s) {
    if (s.cursor().isPresent()) {
      throw wrong(p, s);
    }
    return s.text();
  }

  private String name(ParamSpec p, ArgValue.Scalar s) {
    String t = text(p, s).strip();
    boolean ok =
        !t.isEmpty()
            && Character.isUnicodeIdentifierStart(t.codePointAt(0)) | t.charAt(0) == '_'
            && t.codePoints().allMatch(Character::isUnicodeIdentifierPart);
    if (!ok) {
      throw wrong(p, s);
    }
    return t;
  }

  private Object integer(ParamSpec p, Class<?> type, ArgValue.Scalar s) {
    try {
      String t = text(p, s).strip();
      // 010 and +1 are what was written, and no integers: YAML versions disagree about them
      if (!t.matches("-?(0|[1-9][0-9]*)")) {
        throw wrong(p, s);
      }
      long n = Long.parseLong(t);
      boolean isInt = type == int.class || type == Integer.class;
      if (isInt && n != (int) n) {
        throw wrong(p, s);
      }
      return isInt ? (Object) (int) n : (Object) n;
    } catch (NumberFormatException e) {
      throw wrong(p, s);
    }
  }

  private boolean bool(ParamSpec p, ArgValue.Scalar s) {
    return switch (text(p, s).strip()) {
      case "true", "True" -> true;
      case "false", "False" -> false;
      default -> throw wrong(p, s);
    };
  }

  private Object choice(ParamSpec p, Class<?> type, ArgValue.Scalar s) {
    String t = text(p, s).strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(type.getEnumConstants())
        .filter(x -> ((Enum<?>) x).name().toLowerCase(Locale.ROOT).equals(t))
        .findFirst()
        .orElseThrow(() -> wrong(p, s, Suggest.didYouMean(t, p.choices())));
  }

  private Precision precision(ParamSpec p, ArgValue.Scalar s) {
    String t = text(p, s).strip();
    List<String> known = Arrays.stream(Precision.values()).map(Precision::text).toList();
    return Precision.of(t).orElseThrow(() -> wrong(p, s, Suggest.didYouMean(t, known)));
  }

  private IterVars iterVars(ParamSpec p, ArgValue v) {
    List<ArgValue.Scalar> names =
        v.asItems().orElse(List.of()).stream().flatMap(x -> x.asScalar().stream()).toList();
    if (names.size() != 2 || v.elements().size() != 2) {
      throw wrong(p, v);
    }
    return new IterVars(name(p, names.get(0)), name(p, names.get(1)));
  }

  private ConstantArgs constants(ParamSpec p, ArgValue v) {
    Optional<List<ArgValue.Entry>> byName = v.asEntries();
    if (byName.isPresent()) {
      Map<String, Expr> named = new LinkedHashMap<>();
      for (ArgValue.Entry entry : byName.get()) {
        if (named.put(entry.key(), constant(p, entry.value())) != null) {
          throw fail(
              ScheduleCode.TOO_MANY_ARGUMENTS,
              entry.keySpan(),
              "'" + entry.key() + "' is given twice",
              Optional.empty());
        }
      }
      return new ConstantArgs(named, List.of());
    }
    return new ConstantArgs(Map.of(), v.elements().stream().map(x -> constant(p, x)).toList());
  }

  private Expr constant(ParamSpec p, ArgValue v) {
    String t = text(p, v.asScalar().orElseThrow(() -> wrong(p, v))).strip();
    if (t.equalsIgnoreCase("true") || t.equalsIgnoreCase("false")) {
      return Expr.lit(t.equalsIgnoreCase("true"));
    }
    try {
      return Expr.lit(Long.parseLong(t));
    } catch (NumberFormatException e) {
      throw wrong(p, v);
    }
  }

  private ExoException wrong(ParamSpec p, ArgValue v) {
    return wrong(p, v, Optional.empty());
  }

  private ExoException wrong(ParamSpec p, ArgValue v, Optional<String> hint) {
    return fail(
        ScheduleCode.WRONG_VALUE,
        v.span(),
        "'"
            + p.name()
            + "' of "
            + spec.name()
            + " takes "
            + p.meaning()
            + ", not "
            + v.description(),
        hint);
  }

  private static ExoException fail(
      Code code, SourceSpan span, String message, Optional<String> hint) {
    return new ExoException(Diagnostic.error(code, span, message).withHint(hint));
  }

  /** A cursor as an argument. */
  public static ArgValue.Scalar cursor(Cursor c, SourceSpan span) {
    return new ArgValue.Scalar("", false, Optional.of(c), Map.of(), span);
  }
}
