package io.exo4j.stdlib;

import io.exo4j.cursor.Cursor;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Coord;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Names;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.AllocRef;
import io.exo4j.schedule.BlockRef;
import io.exo4j.schedule.BufferPlace;
import io.exo4j.schedule.Context;
import io.exo4j.schedule.Directive;
import io.exo4j.schedule.DirectiveInfo;
import io.exo4j.schedule.Group;
import io.exo4j.schedule.NewWindow;
import io.exo4j.schedule.Outcome;
import io.exo4j.schedule.Param;
import io.exo4j.schedule.buffers.StageMem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Stages what a block uses of a buffer: finds the window, then {@code stage_mem}. */
@DirectiveInfo(
    name = "auto_stage_mem",
    group = Group.LIBRARY,
    doc =
        "Stages the smallest window of a buffer that has everything that a block accesses, as"
            + " `stage_mem` does, which proves that the window is large enough. A dimension that"
            + " the block uses at one index only is left out. Composed of `stage_mem`.")
public record AutoStageMem(
    @Param(doc = "the statements") BlockRef block,
    @Param(doc = "the buffer") AllocRef buf,
    @Param(doc = "the name of the copy") String newName,
    @Param(doc = "the block only adds to the buffer", def = "false") boolean accum)
    implements Directive {
  /** Stages what a block uses of a buffer. */
  public static AutoStageMem of(BlockRef block, AllocRef buf, String newName) {
    return new AutoStageMem(block, buf, newName, false);
  }

  @Override
  public Outcome apply(Context context) {
    List<Stmt> stmts = context.block(block);
    BufferPlace buffer = context.buffer(buf);
    Work w = new Work(context);
    stage(w, stmts, buffer.sym(), newName, accum);
    return w.done();
  }

  /**
   * Stages; the copy's allocation is the statement just before the first of the copying statements.
   */
  static void stage(Work w, List<Stmt> stmts, Sym buffer, String name, boolean accum) {
    DataType type = w.procedure().types().data(buffer);
    List<List<Ranges.Range>> accesses = Ranges.accesses(w, stmts, buffer);
    if (accesses.stream().anyMatch(List::isEmpty)) {
      throw w.context().refuse(stmts.get(0), "'" + buffer + "' is not accessed in this block");
    }
    new Search(w, stmts, buffer, name, accum, type).run(accesses);
  }

  static List<Coord> whole(DataType type) {
    return type.dims().stream().<Coord>map(d -> new Coord.Interval(Expr.lit(0), d)).toList();
  }

  /** Tries windows until one is small and sufficient. */
  private static final class Search {
    private final Work w;
    private final List<Stmt> stmts;
    private final Sym buffer;
    private final String name;
    private final boolean accum;
    private final DataType type;
    private final List<Coord> window = new ArrayList<>();

    Search(Work w, List<Stmt> stmts, Sym buffer, String name, boolean accum, DataType type) {
      this.w = w;
      this.stmts = stmts;
      this.buffer = buffer;
      this.name = name;
      this.accum = accum;
      this.type = type;
    }

    void run(List<List<Ranges.Range>> accesses) {
      if (joined(accesses)) {
        return;
      }
      window.clear();
      window.addAll(whole(type));
      List<List<Affine>> lows = new ArrayList<>();
      List<List<Affine>> highs = new ArrayList<>();
      boolean obvious = true;
      for (int d = 0; d < type.rank(); d++) {
        Set<Affine> lo = new LinkedHashSet<>();
        Set<Affine> hi = new LinkedHashSet<>();
        for (Ranges.Range a : accesses.get(d)) {
          lo.add(a.lo());
          hi.add(a.hi());
        }
        lows.add(new ArrayList<>(lo));
        highs.add(new ArrayList<>(hi));
        obvious &= lo.size() == 1 && hi.size() == 1;
      }
      if (!obvious) {
        // the least of the lower bounds is the one from which the window covers all accesses:
        // whichever
        // stage_mem accepts
        for (int d = 0; d < type.rank(); d++) {
          narrow(d, lows.get(d), highs.get(d));
        }
        w.apply(directive());
        return;
      }
      for (int d = 0; d < type.rank(); d++) {
        window.set(d, coord(lows.get(d).get(0), highs.get(d).get(0)));
      }
      w.apply(directive());
    }

    /** Stages the range of all accesses, if their bounds differ by constants. */
    private boolean joined(List<List<Ranges.Range>> accesses) {
      for (List<Ranges.Range> all : accesses) {
        Optional<Ranges.Range> r = Ranges.join(all);
        if (r.isEmpty()) {
          return false;
        }
        window.add(coord(r.get().lo(), r.get().hi()));
      }
      List<StmtId> ids = stmts.stream().map(Stmt::id).toList();
      return w.together(
          x -> {
            x.apply(directive());
            if (!complete(x, ids)) {
              throw x.context().refuse("the window does not have everything");
            }
          });
    }

    private boolean complete(Work x, List<StmtId> ids) {
      return ids.stream()
          .allMatch(id -> !x.contains(id) || !Names.free(List.of(x.stmt(id))).contains(buffer));
    }

    private static Coord coord(Affine lo, Affine hi) {
      return lo.equals(hi)
          ? new Coord.Point(lo.expr())
          : new Coord.Interval(lo.expr(), hi.plus(1).expr());
    }

    private void narrow(int d, List<Affine> lows, List<Affine> highs) {
      Coord.Interval all = (Coord.Interval) window.get(d);
      Affine hi = Affine.of(all.hi()).plus(-1);
      Affine lo = pick(d, lows, Affine.of(all.lo()), a -> coord(a, hi));
      window.set(d, coord(lo, hi));
      Affine from = lo;
      Affine to = pick(d, highs, hi, a -> coord(from, a));
      window.set(d, coord(lo, to));
    }

    private Affine pick(
        int d, List<Affine> candidates, Affine otherwise, Function<Affine, Coord> f) {
      Coord before = window.get(d);
      for (Affine a : candidates) {
        window.set(d, f.apply(a));
        if (suffices()) {
          return a;
        }
      }
      window.set(d, before);
      return otherwise;
    }

    private boolean suffices() {
      List<StmtId> ids = stmts.stream().map(Stmt::id).toList();
      boolean[] complete = {false};
      w.together(
          x -> {
            x.apply(directive());
            complete[0] = complete(x, ids);
            throw x.context().refuse("only a trial");
          });
      return complete[0];
    }

    private StageMem directive() {
      return new StageMem(
          NewWindow.of(
              new Expr.Window(buffer, Collections.unmodifiableList(window), SourceSpan.NONE)),
          name,
          BlockRef.of(Cursor.block(stmts)),
          Optional.empty(),
          accum);
    }
  }
}
