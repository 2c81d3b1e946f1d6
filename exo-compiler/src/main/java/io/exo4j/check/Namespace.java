package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.syntax.AstName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The names of a module while it is being checked: what they stand for, and complaints about them.
 */
final class Namespace {
  private final Map<String, Entry> entries;
  private final Predicate<String> later;
  private final Reporter reporter;
  private boolean incomplete;

  /**
   * A view of known names.
   *
   * @param later tells the procedures that the file declares further down; they are not seen, even
   *     if they are among the entries
   */
  Namespace(Map<String, Entry> entries, Predicate<String> later, Reporter reporter) {
    this.entries = entries;
    this.later = later;
    this.reporter = reporter;
  }

  Map<String, Entry> entries() {
    return entries;
  }

  /**
   * Adds a name. What is nearer hides what is farther: own declarations, names imported by name,
   * names imported by {@code *}, the standard library. Complains if the name is taken with as much
   * right.
   */
  void declare(String name, Entry entry) {
    Entry old = entries.get(name);
    int nearer = old == null ? 1 : entry.level().compareTo(old.level());
    if (old != null && old.sameThing(entry)) {
      entries.put(name, nearer > 0 ? entry : old);
    } else if (old == null || nearer > 0 && old.level() != Entry.Level.EXPLICIT) {
      // A removed and added key keeps the order of declaration.
      entries.remove(name);
      entries.put(name, entry);
    } else if (nearer < 0 || old.isBroken()) {
      return;
    } else if (entry.level() == Entry.Level.STAR) {
      entries.put(name, entry.isBroken() ? entry : old.withRival(entry.origin()));
    } else {
      boolean own = old.level() == Entry.Level.OWN;
      String message = "'" + name + "' is already " + old.kind().aNoun() + " in this file";
      reporter.error(
          Diagnostic.error(CheckCode.DUPLICATE_NAME, entry.span(), message)
              .withNote(old.span(), own ? "first declared here" : "imported here"));
    }
  }

  private Entry entry(String name) {
    return later.test(name) ? null : entries.get(name);
  }

  /**
   * The thing of that kind and name; otherwise empty, and an error unless one was reported before.
   */
  <T> Optional<T> find(Kind<T> kind, AstName name, CheckCode unknown) {
    Entry entry = entry(name.text());
    if (entry != null && entry.kind() == Kind.UNKNOWN || entry == null && incomplete) {
      reporter.silently();
      return Optional.empty();
    }
    if (entry == null) {
      missing(kind, name.text(), name.span(), unknown);
      return Optional.empty();
    }
    if (entry.kind() != kind) {
      String message = "'" + name + "' is " + entry.kind().aNoun() + ", not " + kind.aNoun();
      reporter.error(CheckCode.WRONG_KIND, name.span(), message, callHint(kind, entry));
      return Optional.empty();
    }
    if (entry.rival().isPresent()) {
      reporter.error(
          CheckCode.AMBIGUOUS_NAME,
          name.span(),
          "'" + name + "' is declared in " + entry.origin() + " and in " + entry.rival().get(),
          "import the one that you mean by its name");
      return Optional.empty();
    }
    if (entry.isBroken()) {
      reporter.silently();
    }
    for (Diagnostic d : entry.content().errors()) {
      reporter.error(d);
    }
    return entry.as(kind);
  }

  /** All names of a module could not be imported: from now on, unknown names are not reported. */
  void anythingMayExist() {
    incomplete = true;
  }

  /** What a name is, for messages about names used where variables are expected. */
  Optional<String> describe(String name) {
    return Optional.ofNullable(entry(name))
        .filter(e -> e.kind() != Kind.UNKNOWN)
        .map(e -> e.kind().aNoun());
  }

  private static Optional<String> callHint(Kind<?> wanted, Entry found) {
    if (wanted == Kind.EXTERN && found.kind() == Kind.PROC) {
      return Optional.of("a procedure is called in a statement of its own and returns nothing");
    }
    if (wanted == Kind.PROC && found.kind() == Kind.EXTERN) {
      return Optional.of("a function has a value: use it in an expression");
    }
    return Optional.empty();
  }

  private void missing(Kind<?> kind, String name, SourceSpan span, CheckCode unknown) {
    if (kind == Kind.PROC && later.test(name)) {
      reporter.error(
          CheckCode.USED_BEFORE_DECLARATION,
          span,
          "'" + name + "' is not declared yet",
          "a procedure can call those above it, not itself and not those below");
      return;
    }
    reporter.error(
        unknown,
        span,
        "there is no " + kind.noun() + " '" + name + "'",
        reporter.similar(name, () -> names(kind)));
  }

  private List<String> names(Kind<?> kind) {
    return entries.entrySet().stream()
        .filter(e -> e.getValue().kind() == kind && !later.test(e.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * A namespace to add to, with what is visible without import.
   *
   * @param procs the procedures that are going to be added
   */
  static Namespace startingFrom(ModuleScope standard, Set<String> procs, Reporter reporter) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Map.Entry<String, Entry> entry : standard.entries().entrySet()) {
      entries.put(entry.getKey(), entry.getValue().imported(Entry.Level.STANDARD, SourceSpan.NONE));
    }
    return new Namespace(
        entries, name -> procs.contains(name) && !entries.containsKey(name), reporter);
  }

  /** What a part of the file sees that stands in front of some of its procedures. */
  Namespace before(Predicate<String> procs, Reporter to) {
    Namespace seen = new Namespace(entries, procs, to);
    seen.incomplete = incomplete;
    return seen;
  }
}
