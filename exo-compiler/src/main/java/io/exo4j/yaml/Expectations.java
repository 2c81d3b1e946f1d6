package io.exo4j.yaml;

import io.exo4j.cursor.Cursor;
import io.exo4j.cursor.Pattern;
import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.SchedulingException;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.AlphaEquivalence;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Procedure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Checks what {@code expect:} says about a procedure. */
final class Expectations {
  private final Function<String, Optional<SourceFile>> files;

  /** Checks; {@code files} finds what {@code equals} names. */
  Expectations(Function<String, Optional<SourceFile>> files) {
    this.files = files;
  }

  /**
   * Checks all conditions of a step.
   *
   * @throws SchedulingException if one does not hold
   */
  void check(Step.Expect step, Procedure p, Interpolation in) {
    for (Tree.Pair c : step.conditions().pairs()) {
      switch (c.key().text()) {
        case "contains" -> {
          for (Text t : texts(c.value(), in)) {
            contains(p, t, true);
          }
        }
        case "absent" -> {
          for (Text t : texts(c.value(), in)) {
            contains(p, t, false);
          }
        }
        case "equals" -> {
          for (Text t : texts(c.value(), in)) {
            sameAs(p, t);
          }
        }
        case "equivalent_to" -> {
          for (Text t : texts(c.value(), in)) {
            equivalent(p, t);
          }
        }
        case "memory" -> each(c, p, in, (q, buf) -> q.types().memory(buf).name(), "is in memory");
        case "precision" ->
            each(c, p, in, (q, buf) -> q.types().data(buf).precision().text(), "has precision");
        default -> maxLive(c, p, in);
      }
    }
  }

  private record Text(String value, SourceSpan span) {}

  private static List<Text> texts(Tree t, Interpolation in) {
    List<Text> out = new ArrayList<>();
    List<Tree> items = t instanceof Tree.Seq l ? l.items() : List.of(t);
    for (Tree item : items) {
      Tree.Scalar s = Errors.scalar(item, "an expectation");
      out.add(new Text(in.splice(s.text(), s.span(), new LinkedHashMap<>()), s.span()));
    }
    return out;
  }

  private static void contains(Procedure p, Text pattern, boolean wanted) {
    Pattern parsed = Pattern.parse(pattern.value());
    // with `#n` there must be, or not be, that many matches before it
    int matches = parsed.find(p.index(), Cursor.root()).size();
    boolean found = matches > parsed.number().orElse(0);
    if (found != wanted) {
      throw unmet(
          pattern.span(),
          p.name() + (wanted ? " contains no '" : " still contains '") + pattern.value() + "'",
          p);
    }
  }

  private void sameAs(Procedure p, Text file) {
    SourceFile f =
        files
            .apply(file.value())
            .orElseThrow(
                () ->
                    Errors.of(
                        YamlCode.IMPORT, file.span(), "there is no file '" + file.value() + "'"));
    List<String> want = f.text().strip().lines().map(String::stripTrailing).toList();
    List<String> have = p.print().strip().lines().map(String::stripTrailing).toList();
    for (int i = 0; i < Math.max(want.size(), have.size()); i++) {
      String w = i < want.size() ? want.get(i) : "<nothing>";
      String h = i < have.size() ? have.get(i) : "<nothing>";
      if (!w.equals(h)) {
        throw unmet(
            file.span(),
            p.name()
                + " is not what "
                + f.name()
                + " says: line "
                + (i + 1)
                + " should be '"
                + w.strip()
                + "', but is '"
                + h.strip()
                + "'",
            p);
      }
    }
  }

  private static void equivalent(Procedure p, Text name) {
    Procedure other =
        p.scope()
            .procedure(name.value())
            .orElseThrow(
                () ->
                    Errors.of(
                        YamlCode.UNKNOWN_PROCEDURE,
                        name.span(),
                        "there is no procedure '" + name.value() + "'"));
    if (!p.isEq(other) && !AlphaEquivalence.meanings(p.proc(), other.proc())) {
      throw unmet(name.span(), p.name() + " is not known to be equivalent to " + name.value(), p);
    }
  }

  private static void each(
      Tree.Pair c,
      Procedure p,
      Interpolation in,
      BiFunction<Procedure, Sym, String> property,
      String what) {
    for (Tree.Pair pair : Errors.mapping(c.value(), "'" + c.key().text() + "'").pairs()) {
      String name = pair.key().text();
      Text want = texts(pair.value(), in).get(0);
      Sym buf =
          buffer(p, name)
              .orElseThrow(
                  () ->
                      unmet(
                          pair.key().span(),
                          "there is no buffer '" + name + "' in " + p.name(),
                          p));
      String have = property.apply(p, buf);
      if (!have.equals(want.value())) {
        throw unmet(want.span(), name + " " + what + " " + have + ", not " + want.value(), p);
      }
    }
  }

  private static Optional<Sym> buffer(Procedure p, String name) {
    Optional<Sym> arg =
        p.proc().args().stream()
            .filter(a -> a.type().isData() && a.name().equals(name))
            .map(Arg::sym)
            .findFirst();
    return arg.or(
        () ->
            p.index().statements().stream()
                .flatMap(s -> s.as(Stmt.Alloc.class).stream())
                .map(Stmt.Alloc::buf)
                .filter(s -> s.name().equals(name))
                .findFirst());
  }

  private static void maxLive(Tree.Pair c, Procedure p, Interpolation in) {
    for (Tree.Pair pair : Errors.mapping(c.value(), "'max_live'").pairs()) {
      Text limit = texts(pair.value(), in).get(0);
      if (!limit.value().matches("[0-9]{1,9}")) {
        throw Errors.of(
            YamlCode.WRONG_SHAPE,
            limit.span(),
            "'max_live' needs a number, not '" + limit.value() + "'");
      }
      long live = LiveValues.most(p.proc(), pair.key().text());
      if (live > Long.parseLong(limit.value())) {
        throw unmet(
            limit.span(),
            "up to "
                + live
                + " values of "
                + pair.key().text()
                + " are live at once, more than "
                + limit.value(),
            p);
      }
    }
  }

  private static SchedulingException unmet(SourceSpan span, String message, Procedure p) {
    return new SchedulingException(
        Diagnostic.error(YamlCode.EXPECTATION, span, message)
            .withNote(SourceSpan.NONE, "the procedure at this point:\n" + p.print()));
  }
}
