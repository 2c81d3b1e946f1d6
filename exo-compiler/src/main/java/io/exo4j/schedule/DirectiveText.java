package io.exo4j.schedule;

import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.Navigator;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** How a directive is shown in messages and reports: {@code split(loop: i, split_const: 4, …)}. */
final class DirectiveText {
  private static final Pattern NEXT_WORD = Pattern.compile("(?<=[a-z0-9])([A-Z])");

  private final Navigator navigator;

  private DirectiveText(Navigator navigator) {
    this.navigator = navigator;
  }

  /** The directive with its arguments; cursors are described as what they point at. */
  static String of(Directive directive, Navigator navigator) {
    return new DirectiveText(navigator).text(directive);
  }

  /** The name that a directive goes by. */
  static String name(Class<?> type) {
    DirectiveInfo info = type.getAnnotation(DirectiveInfo.class);
    return info == null ? snake(type.getSimpleName()) : info.name();
  }

  /** {@code splitConst} as {@code split_const}. */
  static String snake(String camel) {
    return NEXT_WORD.matcher(camel).replaceAll("_$1").toLowerCase(Locale.ROOT);
  }

  private String text(Directive directive) {
    StringJoiner args = new StringJoiner(", ", "(", ")");
    args.setEmptyValue("");
    RecordComponent[] components = directive.getClass().getRecordComponents();
    if (components != null) {
      for (RecordComponent c : components) {
        show(directive, c).ifPresent(args::add);
      }
    }
    return name(directive.getClass()) + args;
  }

  private Optional<String> show(Directive directive, RecordComponent c) {
    Object value = value(directive, c);
    String text = text(value);
    Param p = c.getAnnotation(Param.class);
    boolean isDefault =
        value.equals(Optional.empty())
            || p != null && !p.def().equals(Param.NONE) && p.def().equals(text);
    return isDefault ? Optional.empty() : Optional.of(snake(c.getName()) + ": " + text);
  }

  private static Object value(Directive directive, RecordComponent c) {
    try {
      c.getAccessor().setAccessible(true);
      return c.getAccessor().invoke(directive);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return "?";
    }
  }

  private String text(Object value) {
    if (value instanceof Optional<?> o) {
      return o.map(this::text).orElse("");
    }
    if (value instanceof List<?> l) {
      StringJoiner j = new StringJoiner(", ", "[", "]");
      for (Object x : l) {
        j.add(text(x));
      }
      return j.toString();
    }
    if (value instanceof PlaceRef r) {
      Optional<Cursor> cursor = r.target().cursor();
      return cursor.map(navigator::describe).orElse(r.target().text());
    }
    if (value instanceof Directive d) {
      return text(d);
    }
    if (value instanceof Enum<?> e) {
      return e.name().toLowerCase(Locale.ROOT);
    }
    return String.valueOf(value);
  }
}
