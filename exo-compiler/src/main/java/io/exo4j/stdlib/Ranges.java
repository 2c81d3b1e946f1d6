package io.exo4j.stdlib;

import io.exo4j.ir.BinOp;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Between which values an index is while loops run, in terms of what does not change meanwhile.
 * These are proposals for windows: the directive that gets such a window proves that it covers the
 * accesses.
 */
final class Ranges {
  private final Map<Sym, Stmt.For> loops = new HashMap<>();

  /** Ranges over all iterations of these loops. */
  Ranges(Collection<Stmt.For> loops) {
    for (Stmt.For f : loops) {
      this.loops.put(f.iter(), f);
    }
  }

  /** From the least to the greatest value, both included. */
  record Range(Affine lo, Affine hi) {
    Range times(long c) {
      return c >= 0 ? new Range(lo.times(c), hi.times(c)) : new Range(hi.times(c), lo.times(c));
    }

    Range plus(Range r) {
      return new Range(lo.plus(r.lo), hi.plus(r.hi));
    }
  }

  Range of(Expr e) {
    return of(Affine.of(e));
  }

  private Range of(Affine a) {
    Range sum = new Range(Affine.constant(a.constant()), Affine.constant(a.constant()));
    for (Map.Entry<Expr, Long> t : a.terms().entrySet()) {
      sum = sum.plus(atom(t.getKey()).times(t.getValue()));
    }
    return sum;
  }

  private boolean isFixed(Expr e) {
    return Names.in(e).stream().noneMatch(loops::containsKey);
  }

  private Range atom(Expr e) {
    Range same = new Range(Affine.atom(e), Affine.atom(e));
    if (isFixed(e)) {
      return same;
    }
    return e.accept(
        new ExprDefault<Range>() {
          @Override
          protected Range other(Expr o) {
            return same;
          }

          @Override
          public Range var(Expr.Var v) {
            Stmt.For f = loops.get(v.sym());
            return new Range(
                Ranges.this.of(f.lo()).lo(), Ranges.this.of(Affine.of(f.hi()).plus(-1)).hi());
          }

          @Override
          public Range bin(Expr.Bin b) {
            long c = b.rhs().asInt().orElse(0);
            if (c > 0 && b.op() == BinOp.DIV) {
              Range r = Ranges.this.of(b.lhs());
              return new Range(divide(r.lo(), c), divide(r.hi(), c));
            }
            if (c > 0 && b.op() == BinOp.MOD) {
              return new Range(Affine.constant(0), Affine.constant(c - 1));
            }
            return same;
          }
        });
  }

  private static Affine divide(Affine a, long c) {
    if (a.value().isPresent()) {
      return Affine.constant(Math.floorDiv(a.constant(), c));
    }
    return Affine.atom(Expr.bin(BinOp.DIV, a.expr(), Expr.lit(c)));
  }

  /** A range that has all of these, if their bounds differ by constants. */
  static Optional<Range> join(List<Range> ranges) {
    Affine lo = ranges.get(0).lo();
    Affine hi = ranges.get(0).hi();
    for (Range r : ranges) {
      OptionalLong below = r.lo().plus(lo.times(-1)).value();
      OptionalLong above = r.hi().plus(hi.times(-1)).value();
      if (below.isEmpty() || above.isEmpty()) {
        return Optional.empty();
      }
      lo = lo.plus(Math.min(0, below.getAsLong()));
      hi = hi.plus(Math.max(0, above.getAsLong()));
    }
    return Optional.of(new Range(lo, hi));
  }

  /** For each dimension of a buffer, the range of every access in statements. */
  static List<List<Range>> accesses(Work w, List<Stmt> block, Sym buffer) {
    Ranges ranges = inside(w, block);
    DataType type = w.procedure().types().data(buffer);
    List<List<Range>> out = new ArrayList<>();
    for (int d = 0; d < type.rank(); d++) {
      out.add(new ArrayList<>());
    }
    new Accesses(buffer) {
      @Override
      void access(List<Coord> at) {
        List<Range> all = ranges.of(at.isEmpty() ? AutoStageMem.whole(type) : at);
        for (int d = 0; d < all.size(); d++) {
          out.get(d).add(all.get(d));
        }
      }
    }.stmts(block);
    return out;
  }

  private List<Range> of(List<Coord> at) {
    List<Range> out = new ArrayList<>();
    for (Coord c : at) {
      out.add(
          c.accept(
              new Coord.Visitor<Range>() {
                @Override
                public Range point(Coord.Point p) {
                  return Ranges.this.of(p.at());
                }

                @Override
                public Range interval(Coord.Interval i) {
                  return new Range(
                      Ranges.this.of(i.lo()).lo(),
                      Ranges.this.of(Expr.sub(i.hi(), Expr.lit(1))).hi());
                }
              }));
    }
    return out;
  }

  /** The loops inside statements. */
  static Ranges inside(Work w, List<Stmt> block) {
    return new Ranges(
        w.inside(block).stream().flatMap(s -> s.as(Stmt.For.class).stream()).toList());
  }
}
