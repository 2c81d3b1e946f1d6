package io.exo4j.interp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The control variables that are visible at a statement, innermost first, so that errors show them.
 */
record Scope(String name, int slot, boolean bool, Optional<Scope> outer) {
  /** The values in a frame, outermost first: {@code n = 4, i = 2}. */
  static String values(Optional<Scope> innermost, long[] control) {
    List<String> shown = new ArrayList<>();
    for (Optional<Scope> s = innermost; s.isPresent(); s = s.get().outer()) {
      shown.add(s.get().show(control));
    }
    Collections.reverse(shown);
    return String.join(", ", shown);
  }

  private String show(long[] control) {
    long v = control[slot];
    return name + " = " + (bool ? (v != 0 ? "True" : "False") : Long.toString(v));
  }
}
