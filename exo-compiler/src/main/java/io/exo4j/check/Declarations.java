package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Config;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Extern;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Type;
import io.exo4j.syntax.AstItem;
import io.exo4j.syntax.AstName;
import io.exo4j.syntax.AstParam;
import io.exo4j.syntax.AstType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the declarations of configurations and functions into IR. */
final class Declarations {
  private final Reporter reporter;

  Declarations(Reporter reporter) {
    this.reporter = reporter;
  }

  /** The configuration; empty if something was reported. */
  Optional<Config> config(AstItem.Config item) {
    int before = reporter.failures();
    List<ConfigField> fields = new ArrayList<>();
    Map<String, SourceSpan> seen = new LinkedHashMap<>();
    for (AstItem.ConfigField f : item.fields()) {
      SourceSpan first = seen.putIfAbsent(f.name().text(), f.name().span());
      if (first != null) {
        reporter.error(
            Diagnostic.error(
                    CheckCode.DUPLICATE_NAME,
                    f.name().span(),
                    "field '" + f.name() + "' is declared twice")
                .withNote(first, "first declared here"));
      }
      fieldType(f.type()).ifPresent(t -> fields.add(new ConfigField(f.name().text(), t)));
    }
    return before == reporter.failures()
        ? Optional.of(new Config(item.name().text(), fields, item.readWrite()))
        : Optional.empty();
  }

  private Optional<Type> fieldType(AstType type) {
    if (type.window() || !type.dimensions().isEmpty()) {
      reporter.error(
          CheckCode.INVALID_FIELD_TYPE, type.span(), "a field holds a single value, not a tensor");
      return Optional.empty();
    }
    Optional<ControlType> control = TypeNames.control(type.base().text());
    if (control.isPresent()) {
      return control.map(t -> t);
    }
    if (type.base().text().equals(Precision.R.text())) {
      reporter.error(
          CheckCode.INVALID_FIELD_TYPE,
          type.span(),
          "a field needs a fixed precision, which R is not",
          "write f32");
      return Optional.empty();
    }
    return TypeNames.precision(type.base(), reporter).map(DataType::scalar);
  }

  /**
   * The families of functions: declarations of one name are the overloads of one function. A family
   * with an error is absent.
   */
  Map<AstName, Optional<Extern>> externs(List<AstItem.Extern> items) {
    Map<AstName, List<AstItem.Extern>> byName = new LinkedHashMap<>();
    for (AstItem.Extern i : items) {
      byName.computeIfAbsent(i.name(), n -> new ArrayList<>()).add(i);
    }
    Map<AstName, Optional<Extern>> families = new LinkedHashMap<>();
    for (Map.Entry<AstName, List<AstItem.Extern>> e : byName.entrySet()) {
      families.put(e.getKey(), family(e.getValue()));
    }
    return families;
  }

  private Optional<Extern> family(List<AstItem.Extern> items) {
    int before = reporter.failures();
    AstItem.Extern first = items.get(0);
    int arity = first.parameters().size();
    Map<List<Precision>, AstName> seen = new LinkedHashMap<>();
    List<Extern.Overload> overloads = new ArrayList<>();
    for (AstItem.Extern item : items) {
      List<Precision> params = new ArrayList<>();
      for (AstParam p : item.parameters()) {
        parameter(p).ifPresent(params::add);
      }
      Optional<Precision> result = scalar(item.result(), "the result");
      placeholders(item);
      if (item.parameters().size() != arity) {
        reporter.error(
            Diagnostic.error(
                    CheckCode.INVALID_EXTERN,
                    item.name().span(),
                    "all declarations of '"
                        + first.name()
                        + "' must have the same number of"
                        + " parameters")
                .withNote(first.name().span(), "this one has " + arity));
      }
      if (params.size() != item.parameters().size() || result.isEmpty()) {
        continue;
      }
      AstName rival = seen.putIfAbsent(params, item.name());
      if (rival != null) {
        reporter.error(
            Diagnostic.error(
                    CheckCode.DUPLICATE_NAME,
                    item.name().span(),
                    "'" + item.name() + "' is declared twice for the same precisions")
                .withNote(rival.span(), "first declared here"));
      }
      overloads.add(new Extern.Overload(params, result.get(), item.template(), item.global()));
    }
    return before == reporter.failures()
        ? Optional.of(new Extern(first.name().text(), arity, overloads))
        : Optional.empty();
  }

  private Optional<Precision> parameter(AstParam p) {
    if (p.memory().isPresent()) {
      reporter.error(
          CheckCode.MISPLACED_MEMORY,
          p.memory().get().span(),
          "parameters of a function are values and are in no memory");
    }
    return scalar(p.type(), "a parameter");
  }

  private Optional<Precision> scalar(AstType type, String what) {
    if (type.window() || !type.dimensions().isEmpty()) {
      reporter.error(
          CheckCode.INVALID_EXTERN,
          type.span(),
          what + " of a function must be a single data value",
          "what works on tensors is a procedure or an instruction");
      return Optional.empty();
    }
    Optional<Precision> p = TypeNames.precision(type.base(), reporter);
    if (p.isPresent() && p.get() == Precision.R) {
      reporter.error(
          CheckCode.INVALID_EXTERN,
          type.span(),
          what + " of a function needs a fixed precision, which R is not",
          "declare the function once per precision");
      return Optional.empty();
    }
    return p;
  }

  /** The numbers in braces must be those of parameters. */
  private void placeholders(AstItem.Extern item) {
    String t = item.template();
    for (int i = 0; i < t.length(); i++) {
      char c = t.charAt(i);
      if (c != '{') {
        continue;
      }
      int end = t.indexOf('}', i);
      String inside = end < 0 ? "" : t.substring(i + 1, end);
      boolean number = !inside.isEmpty() && inside.chars().allMatch(Character::isDigit);
      if (number && (inside.length() > 3 || Integer.parseInt(inside) >= item.parameters().size())) {
        reporter.error(
            CheckCode.INVALID_EXTERN,
            item.templateSpan(),
            "the template names argument {"
                + inside
                + "}, but '"
                + item.name()
                + "' takes "
                + ExprChecker.count(item.parameters().size(), "argument"),
            "arguments are counted from {0}");
      }
    }
  }
}
