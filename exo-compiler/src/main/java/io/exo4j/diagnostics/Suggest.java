package io.exo4j.diagnostics;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt name was probably meant to be. */
public final class Suggest {
  private Suggest() {}

  /**
   * Returns the candidate nearest to a name: by the edit distance that also counts a swap of
   * neighbours as one edit (Damerau–Levenshtein, optimal string alignment), letter case counting
   * for little. Nothing if even the nearest differs in more than a third of its letters. Among
   * equally near candidates the alphabetically first wins.
   */
  public static Optional<String> nearest(String name, Collection<String> candidates) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : candidates) {
      if (candidate.equals(name)) {
        continue;
      }
      int length = Math.max(name.length(), candidate.length());
      int allowed = 3 * Math.max(1, length / 3);
      if (length > 200 || 3 * Math.abs(name.length() - candidate.length()) > allowed) {
        continue;
      }
      int d =
          3 * distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT))
              + (name.equalsIgnoreCase(candidate) ? 1 : 0);
      boolean better = d < bestDistance || (d == bestDistance && candidate.compareTo(best) < 0);
      // A one-letter name is one edit away from every other one: no information in that.
      boolean meaningful = length > 1 || d == 1;
      if (d <= allowed && meaningful && better) {
        best = candidate;
        bestDistance = d;
      }
    }
    return Optional.ofNullable(best);
  }

  /**
   * Returns {@code did you mean 'x'?} for the {@linkplain #nearest nearest} candidate, if there is
   * one.
   */
  public static Optional<String> didYouMean(String name, Collection<String> candidates) {
    return nearest(name, candidates).map(found -> "did you mean '" + found + "'?");
  }

  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitute = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(substitute, 1 + Math.min(last[j], row[j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] recycled = beforeLast;
      beforeLast = last;
      last = row;
      row = recycled;
    }
    return last[b.length()];
  }
}
