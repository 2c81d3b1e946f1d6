package io.exo4j.schedule;

import io.exo4j.ir.Precision;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about a directive from its declaration alone: everything that the YAML form, the
 * JSON Schema, the reference page and messages need.
 */
public final class DirectiveSpec {
  private static final Map<Class<?>, ParamKind> KINDS =
      Map.ofEntries(
          Map.entry(LoopRef.class, ParamKind.LOOP),
          Map.entry(AllocRef.class, ParamKind.ALLOC),
          Map.entry(StmtRef.class, ParamKind.STMT),
          Map.entry(BlockRef.class, ParamKind.BLOCK),
          Map.entry(GapRef.class, ParamKind.GAP),
          Map.entry(CallRef.class, ParamKind.CALL),
          Map.entry(ExprRef.class, ParamKind.EXPR),
          Map.entry(NewExpr.class, ParamKind.NEW_EXPR),
          Map.entry(NewWindow.class, ParamKind.WINDOW),
          Map.entry(int.class, ParamKind.INT),
          Map.entry(long.class, ParamKind.INT),
          Map.entry(Integer.class, ParamKind.INT),
          Map.entry(Long.class, ParamKind.INT),
          Map.entry(boolean.class, ParamKind.BOOL),
          Map.entry(Boolean.class, ParamKind.BOOL),
          Map.entry(ProcRef.class, ParamKind.PROC),
          Map.entry(MemoryRef.class, ParamKind.MEMORY),
          Map.entry(ConfigRef.class, ParamKind.CONFIG),
          Map.entry(Precision.class, ParamKind.PRECISION),
          Map.entry(IterVars.class, ParamKind.ITER_VARS),
          Map.entry(ConstantArgs.class, ParamKind.CONSTANTS),
          Map.entry(Directive.class, ParamKind.STEP));

  private final Class<? extends Directive> type;
  private final DirectiveInfo info;
  private final List<ParamSpec> params = new ArrayList<>();
  private final List<Class<?>> elementTypes = new ArrayList<>();

  private DirectiveSpec(Class<? extends Directive> type, DirectiveInfo info) {
    this.type = type;
    this.info = info;
    for (RecordComponent c : type.getRecordComponents()) {
      add(c);
    }
  }

  /**
   * The specification of a directive.
   *
   * @throws IllegalArgumentException if the class is not a record with the annotations it needs
   */
  public static DirectiveSpec of(Class<? extends Directive> type) {
    DirectiveInfo info = type.getAnnotation(DirectiveInfo.class);
    if (!type.isRecord() || info == null) {
      throw new IllegalArgumentException(
          type.getName() + " must be a record with @DirectiveInfo to be a directive");
    }
    return new DirectiveSpec(type, info);
  }

  private void add(RecordComponent c) {
    Param p = c.getAnnotation(Param.class);
    if (p == null) {
      throw new IllegalArgumentException(
          "the component " + c.getName() + " of " + type.getName() + " needs @Param");
    }
    Type t = c.getGenericType();
    boolean optional = c.getType() == Optional.class;
    if (optional) {
      t = argument(t);
    }
    boolean list = raw(t) == List.class;
    if (list) {
      t = argument(t);
    }
    Class<?> element = raw(t);
    params.add(
        new ParamSpec(
            DirectiveText.snake(c.getName()),
            c.getName(),
            kind(element, p, c),
            list,
            optional,
            p.def().equals(Param.NONE) ? Optional.empty() : Optional.of(p.def()),
            choices(element),
            p.wholeArgument(),
            p.doc()));
    elementTypes.add(element);
  }

  private ParamKind kind(Class<?> element, Param p, RecordComponent c) {
    if (element == String.class) {
      return switch (p.text()) {
        case NAME -> ParamKind.NAME;
        case FIELD -> ParamKind.FIELD;
        case TEXT -> ParamKind.TEXT;
      };
    }
    ParamKind kind = KINDS.get(element);
    if (kind == null && element.isEnum()) {
      return ParamKind.CHOICE;
    }
    if (kind == null) {
      throw new IllegalArgumentException(
          "a directive cannot have a parameter of type "
              + element.getName()
              + ": "
              + type.getName()
              + "."
              + c.getName());
    }
    return kind;
  }

  private static List<String> choices(Class<?> element) {
    if (!element.isEnum() || element == Precision.class) {
      return List.of();
    }
    return Arrays.stream(element.getEnumConstants())
        .map(x -> ((Enum<?>) x).name().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static Type argument(Type t) {
    return ((ParameterizedType) t).getActualTypeArguments()[0];
  }

  private static Class<?> raw(Type t) {
    return (Class<?>) (t instanceof ParameterizedType p ? p.getRawType() : t);
  }

  /** The name in schedules. */
  public String name() {
    return info.name();
  }

  /** Further names. */
  public List<String> aliases() {
    return List.of(info.aliases());
  }

  /** Whether that is its name or one of its further names. */
  boolean goesBy(String name) {
    return name().equals(name) || aliases().contains(name);
  }

  /** What it does. */
  public String doc() {
    return info.doc();
  }

  /** The chapter of the reference. */
  public Group group() {
    return info.group();
  }

  /** True if what it does is not proved. */
  public boolean isUnsafe() {
    return info.unsafe();
  }

  /** The record. */
  public Class<? extends Directive> type() {
    return type;
  }

  /** The parameters in their order. */
  public List<ParamSpec> params() {
    return List.copyOf(params);
  }

  /** The parameter that takes the whole argument, if there is one. */
  public Optional<ParamSpec> wholeArgument() {
    return params.stream().filter(ParamSpec::wholeArgument).findFirst();
  }

  /**
   * The type of the values of the {@code i}-th parameter, inside {@code Optional} and {@code List}.
   */
  Class<?> elementType(int i) {
    return elementTypes.get(i);
  }

  /**
   * How it is written: {@code split(loop, split_const, iter_vars, tail = guard, perfect = false)}.
   */
  public String signature() {
    List<String> out = new ArrayList<>();
    for (ParamSpec p : params) {
      out.add(p.name() + p.defaultText().map(d -> " = " + d).orElse(p.optional() ? "?" : ""));
    }
    return name() + "(" + String.join(", ", out) + ")";
  }

  /** A directive with these values of its components, in order. */
  Directive create(List<Object> values) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
    try {
      Constructor<? extends Directive> c = type.getDeclaredConstructor(types);
      c.setAccessible(true);
      return c.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + name(), e);
    }
  }
}
