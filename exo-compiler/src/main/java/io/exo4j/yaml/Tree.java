package io.exo4j.yaml;

import io.exo4j.diagnostics.SourceSpan;
import java.util.List;
import java.util.Optional;

/** YAML as it was written: raw scalars, lists and maps with their places. No types, no tags. */
public sealed interface Tree {
  /** Where it stands. */
  SourceSpan span();

  /** What it is, for messages, with an article. */
  String describe();

  /**
   * A scalar; {@code plain} if it was written without quotes. Nothing at all is plain and empty.
   */
  record Scalar(String text, boolean plain, SourceSpan span) implements Tree {
    /** True if nothing was written. */
    public boolean isNull() {
      return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
    }

    @Override
    public String describe() {
      return isNull() ? "nothing" : "'" + text + "'";
    }
  }

  /** A list. */
  record Seq(List<Tree> items, boolean flow, SourceSpan span) implements Tree {
    /** Copies the list. */
    public Seq {
      items = List.copyOf(items);
    }

    @Override
    public String describe() {
      return "a list";
    }
  }

  /** A map; no key occurs twice. */
  record Mapping(List<Pair> pairs, boolean flow, SourceSpan span) implements Tree {
    /** Copies the list. */
    public Mapping {
      pairs = List.copyOf(pairs);
    }

    /** The value of a key. */
    public Optional<Tree> get(String key) {
      for (Pair p : pairs) {
        if (p.key().text().equals(key)) {
          return Optional.of(p.value());
        }
      }
      return Optional.empty();
    }

    @Override
    public String describe() {
      return "a map";
    }
  }

  /** An entry of a map. */
  record Pair(Scalar key, Tree value) {}
}
