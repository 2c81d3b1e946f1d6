package io.exo4j.schedule.buffers;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Rewriter;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import java.util.List;
import java.util.Optional;

/**
 * Rewrites every mention of one buffer or window name, of which there are four kinds: an element
 * (read, written or reduced into), a window of it, the whole of it as an argument of a call, a
 * stride. Nothing else in the tree changes.
 */
abstract class BufferRewriter extends Rewriter {
  private final Sym buffer;
  private Optional<Stmt> current = Optional.empty();

  /** A rewriter of the mentions of {@code buffer}. */
  BufferRewriter(Sym buffer) {
    this.buffer = buffer;
  }

  /**
   * An element.
   *
   * @param buf the buffer
   * @param idx the subscripts
   */
  record Element(Sym buf, List<Expr> idx) {}

  /** What is done with an element. */
  enum Use {
    /** It is read. */
    READ,
    /** It is overwritten. */
    WRITE,
    /** It is reduced into. */
    REDUCE
  }

  /** The element that takes the place of one; subscripts are rewritten already. */
  protected abstract Element element(Use use, List<Expr> idx);

  /** The window that takes the place of one; coordinates are rewritten already. */
  protected abstract Expr.Window window(List<Coord> coords, SourceSpan span);

  /** What is given to a call instead of the whole buffer. */
  protected abstract Expr whole(Expr.Read e);

  /** What takes the place of {@code stride(buffer, dim)}. */
  protected abstract Expr stride(int dim, SourceSpan span);

  /** The buffer whose mentions are rewritten. */
  final Sym buffer() {
    return buffer;
  }

  /** The statement that is being rewritten, as it was; in an assertion there is none. */
  final Optional<Stmt> place() {
    return current;
  }

  /** The statement that is being rewritten, as it was. */
  final Stmt current() {
    return current.orElseThrow();
  }

  @Override
  public List<Stmt> stmt(Stmt s) {
    Optional<Stmt> outer = current;
    current = Optional.of(s);
    List<Stmt> out = super.stmt(s);
    current = outer;
    return out;
  }

  @Override
  public Expr read(Expr.Read e) {
    if (e.buf() != buffer) {
      return super.read(e);
    }
    Element to = element(Use.READ, exprs(e.idx()));
    return to.buf() == e.buf() && to.idx().equals(e.idx())
        ? e
        : new Expr.Read(to.buf(), to.idx(), e.span());
  }

  @Override
  public Expr window(Expr.Window e) {
    return e.buf() == buffer ? window(map(e.coords(), this::coord), e.span()) : super.window(e);
  }

  @Override
  public Expr stride(Expr.Stride e) {
    return e.buf() == buffer ? stride(e.dim(), e.span()) : e;
  }

  @Override
  public List<Stmt> assign(Stmt.Assign s) {
    if (s.buf() != buffer) {
      return super.assign(s);
    }
    Expr rhs = expr(s.rhs());
    Element to = element(Use.WRITE, exprs(s.idx()));
    return List.of(new Stmt.Assign(s.id(), to.buf(), to.idx(), rhs, s.span()));
  }

  @Override
  public List<Stmt> reduce(Stmt.Reduce s) {
    if (s.buf() != buffer) {
      return super.reduce(s);
    }
    Expr rhs = expr(s.rhs());
    Element to = element(Use.REDUCE, exprs(s.idx()));
    return List.of(new Stmt.Reduce(s.id(), to.buf(), to.idx(), rhs, s.span()));
  }

  @Override
  public List<Stmt> call(Stmt.Call s) {
    List<Expr> args = map(s.args(), this::argument);
    return List.of(args == s.args() ? s : new Stmt.Call(s.id(), s.callee(), args, s.span()));
  }

  /** Rewrites an argument of a call. */
  final Expr argument(Expr e) {
    Optional<Expr.Read> whole = wholeOf(e);
    return whole.isPresent() ? whole(whole.get()) : expr(e);
  }

  private Optional<Expr.Read> wholeOf(Expr e) {
    return e.as(Expr.Read.class).filter(r -> r.buf() == buffer && r.idx().isEmpty());
  }
}
