package io.exo4j.schedule.buffers;

import io.exo4j.analysis.BufferProofs;
import io.exo4j.analysis.BufferProofs.Answer;
import io.exo4j.analysis.BufferProofs.Box;
import io.exo4j.analysis.BufferProofs.Relation;
import io.exo4j.analysis.Refusal;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.TypeEnv;
import io.exo4j.schedule.Context;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sends what is inside of a window to a copy of it. Every mention of the buffer is proved to be
 * inside or outside. Windows that are made inside become windows of the copy, and what is done
 * through them follows by itself; what is done through windows that existed before must be outside.
 */
final class Staged extends BufferRewriter {
  private final Context context;
  private final TypeEnv types;
  private final Expr.Window part;
  private final Sym copy;
  private final BufferProofs proofs;
  private final Box box;
  private final Set<Sym> redirected = new HashSet<>();
  private final Set<Sym> apart = new HashSet<>();
  private boolean reading;
  private boolean writing;
  private boolean reducing;
  private boolean anyRead;
  private boolean anyWrite;
  private boolean shadowed;

  Staged(Context context, Expr.Window part, Sym copy, BufferProofs proofs, Box box) {
    super(part.buf());
    this.context = context;
    this.types = context.types();
    this.part = part;
    this.copy = copy;
    this.proofs = proofs;
    this.box = box;
  }

  /**
   * Takes stock after one statement of the block: reads count before writes, these before
   * reductions.
   */
  void endOfStatement() {
    anyRead |= reading;
    if (writing) {
      shadowed |= !anyRead && part.coords().stream().noneMatch(Coord::isInterval);
    }
    anyWrite |= writing || reducing;
    anyRead |= reducing;
    reading = false;
    writing = false;
    reducing = false;
  }

  /** Whether something is inside. */
  boolean uses() {
    return anyRead || anyWrite;
  }

  /** Whether an element inside is assigned to or reduced into under the buffer's own name. */
  boolean writes() {
    return anyWrite;
  }

  /** Whether something inside is read, and it is not one element that is assigned first. */
  boolean readsFirst() {
    return anyRead && !shadowed;
  }

  /** Whether a window is one of the copy now. */
  boolean isRedirected(Sym window) {
    return redirected.contains(window);
  }

  private boolean isInside(List<Coord> region, Expr shown) {
    Answer a = proofs.relation(box, region, current().id());
    if (a.relation() == Relation.UNKNOWN) {
      throw context.refuse(
          current(),
          Refusal.of(
              "'"
                  + Printer.print(shown)
                  + "' is neither proved to be inside of "
                  + Printer.print((Expr) part)
                  + " nor outside of it",
              a.inside(),
              Optional.of(current())));
    }
    return a.relation() == Relation.INSIDE;
  }

  @Override
  protected Element element(Use use, List<Expr> idx) {
    List<Coord> region = new ArrayList<>();
    for (Expr e : idx) {
      region.add(new Coord.Point(e));
    }
    if (!isInside(region, Expr.read(buffer(), idx))) {
      return new Element(buffer(), idx);
    }
    reading |= use == Use.READ;
    writing |= use == Use.WRITE;
    reducing |= use == Use.REDUCE;
    List<Expr> out = new ArrayList<>();
    for (int k = 0; k < idx.size(); k++) {
      Coord c = part.coords().get(k);
      if (c.isInterval()) {
        out.add(Expr.sub(idx.get(k), c.start()));
      }
    }
    return new Element(copy, out);
  }

  @Override
  protected Expr.Window window(List<Coord> coords, SourceSpan span) {
    Expr.Window same = new Expr.Window(buffer(), coords, span);
    if (!isInside(coords, same)) {
      return same;
    }
    reading = true;
    List<Coord> out = new ArrayList<>();
    for (int k = 0; k < coords.size(); k++) {
      Coord c = part.coords().get(k);
      if (c.isInterval()) {
        out.add(Coordinates.map(coords.get(k), e -> Expr.sub(e, c.start())));
      } else if (coords.get(k).isInterval()) {
        throw context.refuse(
            current(),
            "'"
                + Printer.print((Expr) same)
                + "' has an interval in dimension "
                + k
                + ", in which the staged window is a point");
      }
    }
    return new Expr.Window(copy, out, span);
  }

  @Override
  protected Expr whole(Expr.Read e) {
    List<Coord> all = new ArrayList<>();
    for (Expr n : types.data(buffer()).dims()) {
      all.add(new Coord.Interval(Expr.lit(0), n));
    }
    if (!isInside(all, e)) {
      return e;
    }
    if (part.coords().stream().anyMatch(c -> !c.isInterval())) {
      throw context.refuse(
          current(), "the whole of '" + buffer() + "' is passed here, with more dimensions");
    }
    reading = true;
    return new Expr.Read(copy, List.of(), e.span());
  }

  @Override
  protected Expr stride(int dim, SourceSpan span) {
    return new Expr.Stride(buffer(), dim, span);
  }

  // ---- windows of the buffer

  /** Whether a name is a window of the buffer that still looks at the buffer. */
  private boolean isForeign(Sym name) {
    return name != buffer()
        && types.root(name) == buffer()
        && !redirected.contains(name)
        && !apart.contains(name);
  }

  private void outside(Sym name, List<Expr> idx) {
    if (isForeign(name)
        && proofs.elementRelation(box, name, idx, current().id()).relation() != Relation.OUTSIDE) {
      throw foreign(name);
    }
  }

  private RuntimeException foreign(Sym name) {
    return context.refuse(
        current(),
        "what is staged may be accessed here through '"
            + name
            + "', a window of '"
            + buffer()
            + "'; use inline_window first");
  }

  @Override
  public Expr read(Expr.Read e) {
    outside(e.buf(), e.idx());
    return super.read(e);
  }

  @Override
  public List<Stmt> assign(Stmt.Assign s) {
    outside(s.buf(), s.idx());
    return super.assign(s);
  }

  @Override
  public List<Stmt> reduce(Stmt.Reduce s) {
    outside(s.buf(), s.idx());
    return super.reduce(s);
  }

  @Override
  public Expr stride(Expr.Stride e) {
    if (redirected.contains(e.buf())) {
      throw context.refuse(
          current(), "the stride of '" + e.buf() + "', a window of what is staged, is used here");
    }
    return super.stride(e);
  }

  @Override
  public List<Stmt> window(Stmt.WindowStmt s) {
    List<Stmt> out = super.window(s);
    Sym base = ((Stmt.WindowStmt) out.get(0)).window().buf();
    if (base == copy || redirected.contains(base)) {
      redirected.add(s.name());
    } else if (base == buffer() || apart.contains(base)) {
      apart.add(s.name());
    }
    return out;
  }

  @Override
  public List<Stmt> call(Stmt.Call s) {
    boolean quiet = false;
    for (Expr a : s.args()) {
      Optional<Sym> name = a.buffer().filter(this::isForeign);
      if (name.isPresent() && !quiet) {
        if (!proofs.touching(List.of(s), box).isEmpty()) {
          throw foreign(name.get());
        }
        quiet = true;
      }
    }
    List<Expr> args =
        map(s.args(), a -> a.buffer().filter(this::isForeign).isPresent() ? a : argument(a));
    for (int i = 0; i < args.size(); i++) {
      Optional<Sym> name = args.get(i).buffer();
      if (name.filter(b -> b == copy || redirected.contains(b)).isPresent()
          && StrideUses.uses(s.callee(), s.callee().args().get(i).sym())) {
        throw context.refuse(
            s, "'" + s.callee().name() + "' uses the stride of what is staged, which changes");
      }
    }
    return List.of(args == s.args() ? s : new Stmt.Call(s.id(), s.callee(), args, s.span()));
  }
}
