package io.exo4j.check;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Coord;
import io.exo4j.ir.Expr;
import io.exo4j.ir.ExprDefault;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What depends on what in a procedure. Nodes are symbols (the value of a control variable, any
 * element of a buffer), {@link Layout}s, {@link Field}s and the control context of a block. An edge
 * leads from a node to what it depends on; fields have no edges, their writes are listed instead.
 */
final class FlowGraph extends Walker {
  /** The strides of a buffer. They do not depend on what is in it. */
  record Layout(Sym buf) {
    @Override
    public boolean equals(Object o) {
      return o instanceof Layout l && l.buf == buf;
    }

    @Override
    public int hashCode() {
      return 31 * buf.hashCode();
    }
  }

  /** A configuration field. */
  record Field(String config, String name) {
    @Override
    public String toString() {
      return config + "." + name;
    }
  }

  /** A write of a field and what it depends on. */
  record Write(Field field, Set<Object> inputs, SourceSpan span) {}

  private final Proc proc;
  private final Function<Proc, FlowSummary> summaries;
  private final Map<Object, Set<Object>> dependencies = new HashMap<>();
  private final Map<Sym, SourceSpan> loops = new HashMap<>();
  private final List<Write> writes = new ArrayList<>();
  private final Set<Sym> written = new LinkedHashSet<>();
  private final Map<Sym, Sym> windowOf = new HashMap<>();

  /** What decides whether the current block runs. */
  private Object context = new Object();

  /** Collects the nodes that an expression depends on while it is walked. */
  private Set<Object> reads = new LinkedHashSet<>();

  FlowGraph(Proc proc, Function<Proc, FlowSummary> summaries) {
    this.proc = proc;
    this.summaries = summaries;
    for (Arg a : proc.args()) {
      a.type().asData().ifPresent(t -> depend(new Layout(a.sym()), readsOf(t.dims())));
    }
    stmts(proc.body());
  }

  Proc proc() {
    return proc;
  }

  /** All writes of fields, in order. */
  List<Write> writes() {
    return writes;
  }

  /** The buffers, windows and arguments that are written. */
  Set<Sym> written() {
    return written;
  }

  Set<Sym> iterators() {
    return loops.keySet();
  }

  SourceSpan loop(Sym iterator) {
    return loops.get(iterator);
  }

  /** The nodes on which some of the given ones depend, they included. */
  Set<Object> reaching(Collection<?> from) {
    return closure(from, dependencies);
  }

  /** The nodes that depend on some of the given ones, they included. */
  Set<Object> reachedFrom(Collection<?> from) {
    Map<Object, Set<Object>> reversed = new HashMap<>();
    for (Map.Entry<Object, Set<Object>> e : dependencies.entrySet()) {
      for (Object i : e.getValue()) {
        reversed.computeIfAbsent(i, k -> new HashSet<>()).add(e.getKey());
      }
    }
    return closure(from, reversed);
  }

  private static Set<Object> closure(Collection<?> from, Map<Object, Set<Object>> edges) {
    Set<Object> seen = new LinkedHashSet<>(from);
    Deque<Object> todo = new ArrayDeque<>(from);
    while (!todo.isEmpty()) {
      for (Object next : edges.getOrDefault(todo.pop(), Set.of())) {
        if (seen.add(next)) {
          todo.push(next);
        }
      }
    }
    return seen;
  }

  private void depend(Object node, Set<Object> inputs) {
    dependencies.computeIfAbsent(node, k -> new LinkedHashSet<>()).addAll(inputs);
  }

  private Set<Object> readsOf(List<Expr> exprs) {
    Set<Object> saved = reads;
    reads = new LinkedHashSet<>();
    exprs(exprs);
    Set<Object> found = reads;
    reads = saved;
    return found;
  }

  private Set<Object> readsOf(Expr e) {
    return readsOf(List.of(e));
  }

  private static List<Expr> parts(List<Coord> coords) {
    List<Expr> parts = new ArrayList<>();
    for (Coord c : coords) {
      parts.add(c.start());
      c.accept(
          new Coord.Visitor<Void>() {
            @Override
            public Void point(Coord.Point point) {
              return null;
            }

            @Override
            public Void interval(Coord.Interval interval) {
              parts.add(interval.hi());
              return null;
            }
          });
    }
    return parts;
  }

  @Override
  public Void var(Expr.Var e) {
    reads.add(e.sym());
    return null;
  }

  @Override
  public Void read(Expr.Read e) {
    reads.add(e.buf());
    return super.read(e);
  }

  @Override
  public Void window(Expr.Window e) {
    reads.add(e.buf());
    return super.window(e);
  }

  @Override
  public Void stride(Expr.Stride e) {
    reads.add(new Layout(e.buf()));
    return null;
  }

  @Override
  public Void readConfig(Expr.ReadConfig e) {
    reads.add(new Field(e.config().name(), e.field()));
    return null;
  }

  /** Some element of a buffer is written: so is what a window looks at. */
  private void writeBuffer(Sym buf, Set<Object> inputs) {
    inputs.add(context);
    depend(buf, inputs);
    Sym s = buf;
    while (written.add(s) && windowOf.containsKey(s)) {
      depend(windowOf.get(s), Set.of(s));
      s = windowOf.get(s);
    }
  }

  private void writeField(Field field, Set<Object> inputs, SourceSpan span) {
    inputs.add(context);
    writes.add(new Write(field, inputs, span));
  }

  @Override
  public Void assign(Stmt.Assign s) {
    return store(s.buf(), s.idx(), s.rhs());
  }

  @Override
  public Void reduce(Stmt.Reduce s) {
    return store(s.buf(), s.idx(), s.rhs());
  }

  private Void store(Sym buf, List<Expr> idx, Expr rhs) {
    Set<Object> inputs = readsOf(idx);
    inputs.addAll(readsOf(rhs));
    writeBuffer(buf, inputs);
    return null;
  }

  @Override
  public Void writeConfig(Stmt.WriteConfig s) {
    writeField(new Field(s.config().name(), s.field()), readsOf(s.rhs()), s.span());
    return null;
  }

  @Override
  public Void ifStmt(Stmt.If s) {
    Object outer = context;
    context = new Object();
    Set<Object> inputs = readsOf(s.cond());
    inputs.add(outer);
    depend(context, inputs);
    stmts(s.then());
    stmts(s.orelse());
    context = outer;
    return null;
  }

  @Override
  public Void forStmt(Stmt.For s) {
    Object outer = context;
    context = new Object();
    Set<Object> inputs = readsOf(List.of(s.lo(), s.hi()));
    inputs.add(outer);
    depend(context, inputs);
    loops.put(s.iter(), s.span());
    stmts(s.body());
    context = outer;
    return null;
  }

  @Override
  public Void alloc(Stmt.Alloc s) {
    depend(new Layout(s.buf()), readsOf(s.type().dims()));
    return null;
  }

  @Override
  public Void window(Stmt.WindowStmt s) {
    Sym base = s.window().buf();
    windowOf.put(s.name(), base);
    depend(s.name(), readsOf(s.window()));
    depend(new Layout(s.name()), Set.of(new Layout(base)));
    return null;
  }

  @Override
  public Void call(Stmt.Call s) {
    FlowSummary callee = summaries.apply(s.callee());
    for (Map.Entry<Field, Set<FlowSummary.Input>> e : callee.fields().entrySet()) {
      writeField(e.getKey(), actuals(e.getValue(), s.args()), s.span());
    }
    for (Map.Entry<Integer, Set<FlowSummary.Input>> e : callee.buffers().entrySet()) {
      Expr actual = s.args().get(e.getKey());
      Set<Object> all = actuals(e.getValue(), s.args());
      // Which elements are written depends on where a window lies.
      actual.accept(Actual.COORDS).ifPresent(c -> all.addAll(readsOf(parts(c))));
      actual.buffer().ifPresent(buf -> writeBuffer(buf, all));
      actual.accept(Actual.FIELD).ifPresent(f -> writeField(f, all, s.span()));
    }
    return null;
  }

  /** The nodes that a callee's inputs are here. */
  private Set<Object> actuals(Set<FlowSummary.Input> inputs, List<Expr> args) {
    Set<Object> nodes = new LinkedHashSet<>();
    for (FlowSummary.Input i : inputs) {
      if (i.field().isPresent()) {
        nodes.add(i.field().get());
      } else if (i.layout()) {
        args.get(i.formal()).buffer().ifPresent(buf -> nodes.add(new Layout(buf)));
      } else {
        nodes.addAll(readsOf(args.get(i.formal())));
      }
    }
    return nodes;
  }

  /** What a data argument of a call refers to. */
  private static class Actual<T> extends ExprDefault<Optional<T>> {
    static final Actual<List<Coord>> COORDS =
        new Actual<>() {
          @Override
          public Optional<List<Coord>> window(Expr.Window e) {
            return Optional.of(e.coords());
          }
        };

    static final Actual<Field> FIELD =
        new Actual<>() {
          @Override
          public Optional<Field> readConfig(Expr.ReadConfig e) {
            return Optional.of(new Field(e.config().name(), e.field()));
          }
        };

    @Override
    protected Optional<T> other(Expr e) {
      return Optional.empty();
    }
  }
}
