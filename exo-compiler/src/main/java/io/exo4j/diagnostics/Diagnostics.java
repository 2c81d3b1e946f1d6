package io.exo4j.diagnostics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the diagnostics of one run. They come out sorted by position within each file (files in
 * the order of their first diagnostic), without duplicates, and no more than {@value
 * #DEFAULT_LIMIT} of them, with a note saying how many were left out. Not safe for use by several
 * threads at once.
 */
public final class Diagnostics implements DiagnosticSink {
  /** How many diagnostics come out at most unless told otherwise. */
  public static final int DEFAULT_LIMIT = 100;

  private static final Code TOO_MANY =
      new Code() {
        @Override
        public String id() {
          return "EXO-GEN-001";
        }

        @Override
        public String title() {
          return "too many diagnostics";
        }
      };

  private record Key(SourceFile file, int start, int end, String code, String message) {}

  private final int limit;
  private final Set<Key> seen = new HashSet<>();
  private final List<Diagnostic> kept = new ArrayList<>();
  private int errors;
  private int leftOut;

  /** Makes an empty collector with the default limit. */
  public Diagnostics() {
    this(DEFAULT_LIMIT);
  }

  /** Makes an empty collector that gives back at most {@code limit} diagnostics and a note. */
  public Diagnostics(int limit) {
    this.limit = limit;
  }

  @Override
  public void add(Diagnostic d) {
    SourceSpan span = d.span();
    // There is a margin, because a later pass may still report something nearer to the start of the
    // file.
    if (kept.size() >= 10L * limit && errors > 0) {
      errors += d.severity() == Severity.ERROR ? 1 : 0;
      leftOut++;
      return;
    }
    if (!seen.add(new Key(span.file(), span.start(), span.end(), d.code(), d.message()))) {
      return;
    }
    if (d.severity() == Severity.ERROR) {
      errors++;
    }
    kept.add(d);
  }

  /** Adds all diagnostics of an exception, so that work can go on. */
  public void addAll(ExoException exception) {
    for (Diagnostic d : exception.diagnostics()) {
      add(d);
    }
  }

  /** Returns whether an error was reported. */
  public boolean hasErrors() {
    return errors > 0;
  }

  /** Returns how many different errors were reported. */
  public int errorCount() {
    return errors;
  }

  /** Returns whether nothing at all was reported. */
  public boolean isEmpty() {
    return kept.isEmpty();
  }

  /** Returns what was reported: sorted, without duplicates, capped; see the class comment. */
  public List<Diagnostic> list() {
    Map<SourceFile, Integer> fileOrder = new LinkedHashMap<>();
    for (Diagnostic d : kept) {
      fileOrder.putIfAbsent(d.span().file(), fileOrder.size());
    }
    List<Diagnostic> sorted = new ArrayList<>(kept);
    sorted.sort(
        Comparator.<Diagnostic>comparingInt(d -> fileOrder.get(d.span().file()))
            .thenComparingInt(d -> d.span().start())
            .thenComparing(Diagnostic::severity));
    int hidden = leftOut + Math.max(0, sorted.size() - limit);
    if (hidden == 0) {
      return List.copyOf(sorted);
    }
    List<Diagnostic> shown = new ArrayList<>(sorted.subList(0, Math.min(limit, sorted.size())));
    if (hasErrors() && shown.stream().noneMatch(d -> d.severity() == Severity.ERROR)) {
      sorted.stream().filter(d -> d.severity() == Severity.ERROR).findFirst().ifPresent(shown::add);
    }
    shown.add(
        Diagnostic.note(
            TOO_MANY,
            SourceSpan.NONE,
            hidden + " more diagnostic" + (hidden == 1 ? " is" : "s are") + " not shown"));
    return List.copyOf(shown);
  }

  /**
   * Does nothing if no error was reported; otherwise throws everything that was reported.
   *
   * @throws ExoException if there is an error
   */
  public void throwIfErrors() {
    if (hasErrors()) {
      throw new ExoException(list());
    }
  }
}
