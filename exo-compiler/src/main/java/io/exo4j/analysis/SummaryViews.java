package io.exo4j.analysis;

import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Printer;
import java.util.ArrayList;
import java.util.List;

/**
 * The views that window expressions and data arguments make. Their coordinates are read, and must
 * be inside of what is viewed.
 */
final class SummaryViews {
  private final Summarizer walk;

  SummaryViews(Summarizer walk) {
    this.walk = walk;
  }

  /** The view that a data argument hands over. */
  View argument(Expr actual) {
    return actual.accept(new ViewOf());
  }

  /** The view that a window expression makes; its coordinates are read and must be inside. */
  View window(Expr.Window w) {
    View base = walk.scope.views.get(w.buf());
    List<Affine> starts = new ArrayList<>();
    List<Affine> extents = new ArrayList<>();
    for (int d = 0; d < w.coords().size(); d++) {
      int dim = d;
      w.coords()
          .get(d)
          .accept(
              new Coord.Visitor<Void>() {
                @Override
                public Void point(Coord.Point p) {
                  walk.touch(p.at());
                  Affine at = walk.integer(p.at());
                  walk.inside(w.buf(), base, dim, at, p.at(), w.span());
                  starts.add(at);
                  extents.add(null);
                  return null;
                }

                @Override
                public Void interval(Coord.Interval i) {
                  walk.touch(i.lo());
                  walk.touch(i.hi());
                  Affine lo = walk.integer(i.lo());
                  Affine hi = walk.integer(i.hi());
                  insideInterval(w, base, dim, lo, hi);
                  starts.add(lo);
                  extents.add(hi.minus(lo));
                  return null;
                }
              });
    }
    return base.sub(starts, extents);
  }

  private void insideInterval(Expr.Window w, View base, int d, Affine lo, Affine hi) {
    if (!walk.minds(base.root())) {
      return;
    }
    Affine extent = base.extents().get(d);
    walk.checks.require(
        AnalysisCode.WINDOW_OUT_OF_BOUNDS,
        walk.path,
        Formula.and(
            Formula.nonNegative(lo), Formula.geq(hi, lo), Formula.nonNegative(extent.minus(hi))),
        w.span(),
        () ->
            "the window "
                + Printer.print(w)
                + " may leave '"
                + w.buf().name()
                + "' in dimension "
                + d
                + ", whose extent is "
                + extent);
  }

  /** The view that a data argument hands over. */
  private final class ViewOf extends ExprDefault<View> {
    @Override
    protected View other(Expr e) {
      throw new IllegalArgumentException("not a data argument: " + e);
    }

    @Override
    public View read(Expr.Read e) {
      View v = walk.scope.views.get(e.buf());
      if (e.idx().isEmpty()) {
        return v;
      }
      walk.touchAll(e.idx());
      List<Affine> at = walk.integers(e.idx());
      for (int d = 0; d < at.size(); d++) {
        walk.inside(e.buf(), v, d, at.get(d), e.idx().get(d), e.span());
      }
      List<Affine> points = new ArrayList<>();
      for (Affine a : at) {
        points.add(null);
      }
      return v.sub(at, points);
    }

    @Override
    public View window(Expr.Window e) {
      return SummaryViews.this.window(e);
    }

    @Override
    public View readConfig(Expr.ReadConfig e) {
      walk.configValue(e.config(), e.field());
      return View.whole(walk.configBuffer(e.config(), e.field()), walk.terms);
    }
  }
}
