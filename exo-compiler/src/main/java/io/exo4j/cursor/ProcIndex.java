package io.exo4j.cursor;

import io.exo4j.ir.Arg;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Printer;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.StmtDefault;
import io.exo4j.ir.StmtId;
import io.exo4j.ir.Sym;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * Where every statement of one version of a procedure is. Built once per version; lookups are
 * constant.
 */
public final class ProcIndex {
  private final Proc proc;
  private final List<Stmt> statements;
  private final Map<StmtId, Place> places;
  private final Map<Sym, Stmt> declarations;
  private Map<Sym, String> printedNames = Map.of();

  /** Indexes a procedure. */
  public ProcIndex(Proc proc) {
    this.proc = proc;
    Collector all = new Collector();
    all.block(proc.body(), Optional.empty(), Branch.BODY);
    this.declarations = all.declarations;
    // sized for what will be in it: an index is made for each step
    this.places = new HashMap<>(2 * all.places.size());
    List<Stmt> inOrder = new ArrayList<>(all.places.size());
    for (Place p : all.places) {
      Stmt s = p.stmt();
      if (places.put(s.id(), p) != null) {
        throw new IllegalStateException(
            "a statement occurs twice in " + proc.name() + ": " + Stmts.describe(s));
      }
      inOrder.add(s);
    }
    this.statements = Collections.unmodifiableList(inOrder);
  }

  /** Collects the places of statements, outermost first, and what they declare. */
  private static final class Collector extends StmtDefault<Void> {
    private final List<Place> places = new ArrayList<>();
    private final Map<Sym, Stmt> declarations = new HashMap<>();

    void block(List<Stmt> block, Optional<Stmt> parent, Branch branch) {
      int i = 0;
      for (Stmt s : block) {
        places.add(new Place(s, parent, branch, block, i++));
        s.accept(this);
      }
    }

    @Override
    protected Void other(Stmt s) {
      return null;
    }

    @Override
    public Void alloc(Stmt.Alloc s) {
      declarations.put(s.buf(), s);
      return null;
    }

    @Override
    public Void window(Stmt.WindowStmt s) {
      declarations.put(s.name(), s);
      return null;
    }

    @Override
    public Void forStmt(Stmt.For s) {
      declarations.put(s.iter(), s);
      block(s.body(), Optional.of(s), Branch.BODY);
      return null;
    }

    @Override
    public Void ifStmt(Stmt.If s) {
      Optional<Stmt> self = Optional.of(s);
      block(s.then(), self, Branch.BODY);
      block(s.orelse(), self, Branch.ORELSE);
      return null;
    }
  }

  /** The procedure. */
  public Proc proc() {
    return proc;
  }

  /** The name under which each symbol is printed: with a number if another has its name. */
  public Map<Sym, String> printedNames() {
    if (printedNames.isEmpty()) {
      printedNames = Printer.names(proc);
    }
    return printedNames;
  }

  /** True if the statement exists in this version. */
  public boolean contains(StmtId id) {
    return places.containsKey(id);
  }

  /** Where a statement is, if it exists in this version. */
  public Optional<Place> find(StmtId id) {
    return Optional.ofNullable(places.get(id));
  }

  /**
   * Where a statement is.
   *
   * @throws NoSuchElementException if it does not exist in this version
   */
  public Place place(StmtId id) {
    Optional<Place> place = find(id);
    if (place.isEmpty()) {
      throw new NoSuchElementException("no statement " + id);
    }
    return place.get();
  }

  /**
   * The statement as it is in this version.
   *
   * @throws NoSuchElementException if it does not exist in this version
   */
  public Stmt stmt(StmtId id) {
    return place(id).stmt();
  }

  /** All statements, outermost first, in the order of the text. */
  public List<Stmt> statements() {
    return statements;
  }

  /** The loop or {@code if} directly around a statement; empty at the top level. */
  public Optional<Stmt> parent(StmtId id) {
    return place(id).parent();
  }

  /** The loops and {@code if}s around a statement, innermost first. */
  public List<Stmt> ancestors(StmtId id) {
    List<Stmt> out = new ArrayList<>();
    Optional<Stmt> p = parent(id);
    while (p.isPresent()) {
      out.add(p.get());
      p = parent(p.get().id());
    }
    return out;
  }

  /** The loops around a statement, innermost first. */
  public List<Stmt.For> loops(StmtId id) {
    return ancestors(id).stream().flatMap(s -> s.as(Stmt.For.class).stream()).toList();
  }

  /** True if {@code inner} is {@code outer} or inside it. */
  public boolean isWithin(StmtId inner, StmtId outer) {
    StmtId at = inner;
    while (at != outer) {
      Optional<Stmt> around = parent(at);
      if (around.isEmpty()) {
        return false;
      }
      at = around.get().id();
    }
    return true;
  }

  /** The allocation, window or loop that declares a symbol; empty for arguments. */
  public Optional<Stmt> declaration(Sym sym) {
    return Optional.ofNullable(declarations.get(sym));
  }

  /**
   * The control and data symbols visible just before a statement, arguments first, innermost last.
   */
  public List<Sym> visibleAt(StmtId id) {
    List<Stmt> path = new ArrayList<>(ancestors(id));
    Collections.reverse(path);
    List<Sym> out = new ArrayList<>();
    for (Arg a : proc.args()) {
      out.add(a.sym());
    }
    for (Stmt s : path) {
      declaredBefore(s.id(), out);
      s.as(Stmt.For.class).ifPresent(f -> out.add(f.iter()));
    }
    declaredBefore(id, out);
    return out;
  }

  private void declaredBefore(StmtId id, List<Sym> out) {
    Place p = place(id);
    for (Stmt s : p.block().subList(0, p.index())) {
      Stmts.declares(s).ifPresent(out::add);
    }
  }

  /** The members of a block cursor if they exist and are neighbours in this order. */
  public Optional<List<Stmt>> contiguous(Cursor.OfBlock c) {
    Optional<Place> first = find(c.first());
    if (first.isEmpty()) {
      return Optional.empty();
    }
    List<Stmt> block = first.get().block();
    int from = first.get().index();
    if (from + c.members().size() > block.size()) {
      return Optional.empty();
    }
    List<Stmt> part = block.subList(from, from + c.members().size());
    for (int i = 0; i < part.size(); i++) {
      if (part.get(i).id() != c.members().get(i)) {
        return Optional.empty();
      }
    }
    return Optional.of(part);
  }

  /**
   * The expression at a cursor, if the statement exists, the path leads to an expression, and the
   * expressions above its end still have the shape that they had when the cursor was made.
   */
  public Optional<Expr> expr(Cursor.OfExpr c) {
    return find(c.stmt()).flatMap(p -> ExprShape.resolve(p.stmt(), c));
  }

  /** True if the place exists in this version as it is: nothing has to be forwarded. */
  public boolean isLive(Cursor c) {
    return c.accept(
        new Cursor.Visitor<Boolean>() {
          @Override
          public Boolean root(Cursor.Root r) {
            return true;
          }

          @Override
          public Boolean arg(Cursor.Arg a) {
            return proc.args().stream().anyMatch(f -> f.sym() == a.sym());
          }

          @Override
          public Boolean stmt(Cursor.OfStmt s) {
            return contains(s.id());
          }

          @Override
          public Boolean block(Cursor.OfBlock b) {
            return contiguous(b).isPresent();
          }

          @Override
          public Boolean gap(Cursor.Gap g) {
            return contains(g.anchor());
          }

          @Override
          public Boolean expr(Cursor.OfExpr e) {
            return ProcIndex.this.expr(e).isPresent();
          }
        });
  }
}
