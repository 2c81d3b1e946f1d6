package io.exo4j.syntax;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.diagnostics.Suggest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A decorator with its arguments.
 *
 * @param kind which decorator
 * @param positional the arguments without a name
 * @param named the arguments with a name
 */
record DecoratorUse(Decorator kind, List<AstLiteral> positional, List<AstItem.Setting> named) {
  /**
   * Returns what stands for a decorator whose arguments could not be parsed, so that the definition
   * can be.
   */
  static DecoratorUse broken(Decorator kind) {
    AstLiteral nothing = new AstLiteral.Text(SourceSpan.NONE, "");
    return new DecoratorUse(
        kind,
        kind == Decorator.INSTR || kind == Decorator.EXTERN ? List.of(nothing) : List.of(),
        List.of());
  }

  /** Names of the text arguments, in order. */
  private List<String> texts() {
    return switch (kind) {
      case INSTR -> List.of("c", "c_global");
      case EXTERN -> List.of("template", "global");
      default -> List.of();
    };
  }

  /** Names of the arguments that are True or False. */
  private List<String> flags() {
    return switch (kind) {
      case PROC -> List.of("export");
      case CONFIG -> List.of("readwrite");
      default -> List.of();
    };
  }

  /**
   * Reports arguments this decorator does not take; returns the use with every text argument
   * present and named.
   */
  DecoratorUse checked(TokenCursor in, SourceSpan span) {
    List<AstItem.Setting> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < positional.size(); i++) {
      AstLiteral value = positional.get(i);
      if (i >= texts().size()) {
        report(in, value.span(), "@" + kind.word() + " takes " + describeArguments());
      } else {
        add(
            in,
            all,
            seen,
            new AstItem.Setting(value.span(), new AstName(value.span(), texts().get(i)), value));
      }
    }
    for (AstItem.Setting setting : named) {
      add(in, all, seen, setting);
    }
    if (!texts().isEmpty() && !seen.contains(texts().get(0))) {
      report(in, span, "@" + kind.word() + " needs the C text it stands for");
      return broken(kind);
    }
    return new DecoratorUse(kind, List.of(), all);
  }

  private void add(
      TokenCursor in, List<AstItem.Setting> all, Set<String> seen, AstItem.Setting setting) {
    String key = setting.key().text();
    boolean text = texts().contains(key);
    boolean flag = flags().contains(key);
    if (!text && !flag) {
      List<String> known = new ArrayList<>(texts());
      known.addAll(flags());
      in.report(
          SyntaxCode.INVALID_DECORATOR,
          setting.key().span(),
          "@" + kind.word() + " has no argument '" + key + "'",
          Suggest.didYouMean(key, known).orElse("it takes " + describeArguments()));
    } else if (!seen.add(key)) {
      report(in, setting.span(), "'" + key + "' is given twice");
    } else if (text && !(setting.value() instanceof AstLiteral.Text)) {
      report(in, setting.value().span(), "'" + key + "' must be a string");
    } else if (flag && !(setting.value() instanceof AstLiteral.Bool)) {
      report(in, setting.value().span(), "'" + key + "' must be True or False");
    } else {
      all.add(setting);
    }
  }

  private void report(TokenCursor in, SourceSpan span, String message) {
    in.report(
        SyntaxCode.INVALID_DECORATOR,
        span,
        message,
        "@" + kind.word() + " takes " + describeArguments());
  }

  private String describeArguments() {
    return switch (kind) {
      case INSTR -> "(\"C text\", c_global=\"text for the top of the file\")";
      case EXTERN -> "(\"C expression with {0}\", global=\"text for the top of the file\")";
      case PROC -> "nothing, or (export=False)";
      case CONFIG -> "nothing, or (readwrite=False)";
      case MEMORY, TARGET -> "no arguments";
    };
  }

  private Optional<AstLiteral> value(String key) {
    for (AstItem.Setting s : named) {
      if (s.key().text().equals(key)) {
        return Optional.of(s.value());
      }
    }
    return Optional.empty();
  }

  private boolean flag(String key) {
    return value(key).map(v -> v instanceof AstLiteral.Bool b && b.value()).orElse(true);
  }

  boolean export() {
    return flag("export");
  }

  boolean readWrite() {
    return flag("readwrite");
  }

  /** Returns a text argument, or the empty string. */
  String text(int index) {
    return value(texts().get(index))
        .map(v -> v instanceof AstLiteral.Text t ? t.value() : "")
        .orElse("");
  }

  SourceSpan textSpan(int index) {
    return value(texts().get(index)).map(AstLiteral::span).orElse(SourceSpan.NONE);
  }

  Optional<AstItem.InstrSpec> instr() {
    return kind == Decorator.INSTR
        ? Optional.of(new AstItem.InstrSpec(text(0), textSpan(0), text(1)))
        : Optional.empty();
  }
}
