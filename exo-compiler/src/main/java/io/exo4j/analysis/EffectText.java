package io.exo4j.analysis;

import java.util.ArrayList;
import java.util.List;

/** Accesses as text, one a line: what is done to which element, in which iterations, under what. */
public final class EffectText {
  private EffectText() {}

  /**
   * The text of accesses.
   *
   * @param base what is known anyway and not repeated
   */
  public static String of(List<Access> accesses, Path base) {
    StringBuilder out = new StringBuilder();
    for (Access a : accesses) {
      out.append(a.kind().verb()).append(' ').append(a.location());
      for (LoopFrame f : a.frames()) {
        out.append(" for ")
            .append(f.iter())
            .append(" in ")
            .append(f.lo())
            .append("..")
            .append(f.hi());
      }
      List<String> conditions = new ArrayList<>();
      for (Formula f : a.path().since(base)) {
        boolean range = a.frames().stream().anyMatch(x -> x.inRange().conjuncts().contains(f));
        if (!range) {
          conditions.add(FormulaText.of(f));
        }
      }
      if (!conditions.isEmpty()) {
        out.append(" if ").append(String.join(" and ", conditions));
      }
      out.append('\n');
    }
    return out.toString();
  }
}
