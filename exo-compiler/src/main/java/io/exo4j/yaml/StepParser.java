package io.exo4j.yaml;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.diagnostics.Suggest;
import io.exo4j.schedule.DirectiveRegistry;
import io.exo4j.schedule.DirectiveSpec;
import io.exo4j.schedule.ParamSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads steps: {@code name}, or {@code name: arguments}. Everything that can be known without
 * running them is checked: names of directives, operations and control steps, and the keys of their
 * arguments.
 */
final class StepParser {
  /** The names of control steps. */
  static final List<String> CONTROL =
      List.of("let", "for", "if", "repeat", "try", "print", "expect", "fail");

  private static final List<String> EXPECTATIONS =
      List.of("contains", "absent", "equals", "equivalent_to", "memory", "precision", "max_live");

  private final DirectiveRegistry registry;
  private final Set<String> operations;

  /** A parser for schedules that may use these directives and operations. */
  StepParser(DirectiveRegistry registry, Set<String> operations) {
    this.registry = registry;
    this.operations = Set.copyOf(operations);
  }

  /**
   * A list of steps; one step stands for a list of one, nothing for an empty list.
   *
   * @throws ExoException if they are malformed
   */
  List<Step> steps(Tree t) {
    if (t instanceof Tree.Seq l) {
      List<Step> out = new ArrayList<>();
      for (Tree i : l.items()) {
        out.add(step(i));
      }
      return out;
    }
    return t instanceof Tree.Scalar s && s.isNull() ? List.of() : List.of(step(t));
  }

  /** The steps of a key; none if it is absent. */
  List<Step> steps(Tree.Mapping m, String key) {
    Optional<Tree> t = m.get(key);
    return t.isPresent() ? steps(t.get()) : List.of();
  }

  private Step step(Tree t) {
    if (t instanceof Tree.Scalar s) {
      return step(Errors.scalar(s, "a step"), Optional.empty(), s.span());
    }
    Tree.Mapping m = Errors.mapping(t, "a step");
    if (m.pairs().size() != 1) {
      throw Errors.of(
          YamlCode.WRONG_SHAPE,
          m.span(),
          "a step is a name, or one name with its arguments; this map has "
              + m.pairs().size()
              + " keys",
          m.pairs().size() > 1
              ? Optional.of(
                  "begin each step with '- '; put the arguments of a step one level deeper")
              : Optional.empty());
    }
    Tree.Pair p = m.pairs().get(0);
    boolean nothing = p.value() instanceof Tree.Scalar s && s.isNull();
    return step(p.key(), nothing ? Optional.empty() : Optional.of(p.value()), m.span());
  }

  private Step step(Tree.Scalar name, Optional<Tree> args, SourceSpan span) {
    SourceSpan at = name.span();
    switch (name.text()) {
      case "let" -> {
        return new Step.Let(Errors.mapping(need(name, args), "'let'"), at);
      }
      case "for" -> {
        return each(name, args);
      }
      case "if" -> {
        return choose(name, args);
      }
      case "repeat" -> {
        return new Step.Repeat(steps(need(name, args)), at);
      }
      case "try" -> {
        return attempt(need(name, args), at);
      }
      case "print" -> {
        return new Step.Print(args.map(a -> Errors.scalar(a, "what 'print' prints")), at);
      }
      case "expect" -> {
        Tree.Mapping m = Errors.mapping(need(name, args), "'expect'");
        keys(m, "'expect'", EXPECTATIONS);
        return new Step.Expect(m, at);
      }
      case "fail" -> {
        return new Step.Fail(Errors.scalar(need(name, args), "the message of 'fail'"), at);
      }
      default -> {
        return named(name, args, at);
      }
    }
  }

  private Step named(Tree.Scalar name, Optional<Tree> args, SourceSpan at) {
    if (operations.contains(name.text())) {
      return new Step.Call(name.text(), args, at);
    }
    Optional<DirectiveSpec> spec = registry.find(name.text());
    if (spec.isEmpty()) {
      List<String> known = new ArrayList<>(registry.names());
      known.addAll(operations);
      known.addAll(CONTROL);
      throw Errors.of(
          YamlCode.UNKNOWN_KEY,
          at,
          "there is no directive or operation '" + name.text() + "'",
          Suggest.didYouMean(name.text(), known));
    }
    if (args.isPresent()
        && args.get() instanceof Tree.Mapping m
        && spec.get().wholeArgument().isEmpty()) {
      keys(m, "'" + name.text() + "'", spec.get().params().stream().map(ParamSpec::name).toList());
    }
    return new Step.Apply(spec.get(), args, at);
  }

  private Step each(Tree.Scalar name, Optional<Tree> args) {
    Tree.Mapping m = Errors.mapping(need(name, args), "'for'");
    Tree body = key(m, "for", "do");
    List<Tree.Pair> vars = m.pairs().stream().filter(p -> !p.key().text().equals("do")).toList();
    if (vars.size() != 1) {
      throw Errors.of(
          YamlCode.WRONG_SHAPE,
          m.span(),
          "'for' needs one variable with its list, beside 'do'",
          Optional.of("for: { i: [a, b], do: [ … ] }"));
    }
    return new Step.For(vars.get(0).key().text(), vars.get(0).value(), steps(body), name.span());
  }

  private Step choose(Tree.Scalar name, Optional<Tree> args) {
    Tree.Mapping m = Errors.mapping(need(name, args), "'if'");
    keys(m, "'if'", List.of("when", "then", "else"));
    return new Step.If(
        Errors.scalar(key(m, "if", "when"), "'when'"),
        steps(m, "then"),
        steps(m, "else"),
        name.span());
  }

  private Step attempt(Tree args, SourceSpan at) {
    if (args instanceof Tree.Mapping m
        && (m.get("steps").isPresent() || m.get("else").isPresent())) {
      keys(m, "'try'", List.of("steps", "else"));
      return new Step.Try(steps(key(m, "try", "steps")), steps(m, "else"), at);
    }
    return new Step.Try(steps(args), List.of(), at);
  }

  private static Tree need(Tree.Scalar name, Optional<Tree> args) {
    if (args.isEmpty()) {
      throw Errors.of(YamlCode.MISSING_KEY, name.span(), "'" + name.text() + "' needs an argument");
    }
    return args.get();
  }

  /** The value of a key that must be there. */
  static Tree key(Tree.Mapping m, String of, String key) {
    Optional<Tree> value = m.get(key);
    if (value.isEmpty()) {
      throw Errors.of(YamlCode.MISSING_KEY, m.span(), "'" + of + "' needs '" + key + "'");
    }
    return value.get();
  }

  /** Complains about keys that mean nothing; {@code of} is what has them. */
  static void keys(Tree.Mapping m, String of, List<String> known) {
    for (Tree.Pair p : m.pairs()) {
      if (!known.contains(p.key().text())) {
        throw Errors.of(
            YamlCode.UNKNOWN_KEY,
            p.key().span(),
            of + " has no '" + p.key().text() + "'",
            Suggest.didYouMean(p.key().text(), known)
                .or(
                    () ->
                        known.isEmpty()
                            ? Optional.empty()
                            : Optional.of("it has: " + String.join(", ", known))));
      }
    }
  }
}
