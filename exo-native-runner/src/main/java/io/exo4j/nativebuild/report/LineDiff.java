package io.exo4j.nativebuild.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The difference of two texts by lines: a longest common subsequence of what lies between equal
 * ends.
 */
final class LineDiff {
  private static final int CONTEXT = 3;

  /** What became of a line. */
  enum Kind {
    SAME,
    REMOVED,
    ADDED,
    /** Stands for lines that are the same and far from any other. */
    GAP
  }

  /** A line of either text. */
  record Line(Kind kind, String text) {}

  private LineDiff() {}

  /** All lines of both texts, in order. */
  static List<Line> all(List<String> before, List<String> after) {
    int start = 0;
    while (start < Math.min(before.size(), after.size())
        && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < Math.min(before.size(), after.size()) - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    List<Line> out = new ArrayList<>();
    before.subList(0, start).forEach(l -> out.add(new Line(Kind.SAME, l)));
    middle(
        before.subList(start, before.size() - end), after.subList(start, after.size() - end), out);
    before
        .subList(before.size() - end, before.size())
        .forEach(l -> out.add(new Line(Kind.SAME, l)));
    return out;
  }

  private static void middle(List<String> a, List<String> b, List<Line> out) {
    int[][] common = new int[a.size() + 1][b.size() + 1];
    for (int i = a.size() - 1; i >= 0; i--) {
      for (int j = b.size() - 1; j >= 0; j--) {
        common[i][j] =
            a.get(i).equals(b.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
        out.add(new Line(Kind.SAME, a.get(i)));
        i++;
        j++;
      } else if (i < a.size() && (j == b.size() || common[i + 1][j] >= common[i][j + 1])) {
        out.add(new Line(Kind.REMOVED, a.get(i++)));
      } else {
        out.add(new Line(Kind.ADDED, b.get(j++)));
      }
    }
  }

  /** What changed, with a few lines around it. */
  static List<Line> hunks(List<String> before, List<String> after) {
    List<Line> all = all(before, after);
    boolean[] shown = new boolean[all.size()];
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).kind() != Kind.SAME) {
        for (int k = Math.max(0, i - CONTEXT); k <= Math.min(all.size() - 1, i + CONTEXT); k++) {
          shown[k] = true;
        }
      }
    }
    List<Line> out = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (shown[i]) {
        out.add(all.get(i));
      } else if (i == 0 || shown[i - 1]) {
        out.add(new Line(Kind.GAP, ""));
      }
    }
    return out;
  }
}
