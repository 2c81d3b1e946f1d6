package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Walker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rule that the value of a configuration field never depends on a loop's variable: neither
 * through data (assignments, windows, calls) nor through control (conditions and bounds around a
 * write). Effect analysis relies on it: what a loop does to configuration can be said without its
 * variable. The test is syntactic and ignores the order of statements.
 *
 * <p>Remembers what it knows about callees; takes time linear in the size of each procedure.
 */
public final class ConfigFlow {
  private final Map<Proc, FlowSummary> summaries = new IdentityHashMap<>();

  ConfigFlow() {}

  /**
   * How a procedure breaks the rule, if it does: the front end would not read it. One that writes
   * no configuration does not.
   */
  public static Optional<Diagnostic> violation(Proc proc) {
    Diagnostics found = new Diagnostics();
    new ConfigFlow().check(proc, new Reporter(found));
    return found.list().stream().findFirst();
  }

  /** False, and an error, if a field that is written depends on a loop variable. */
  boolean check(Proc proc, Reporter reporter) {
    FlowGraph graph = graph(proc);
    if (graph.writes().isEmpty()) {
      return true;
    }
    Set<Object> tainted = graph.reachedFrom(graph.iterators());
    Set<FlowGraph.Field> reported = new HashSet<>();
    for (FlowGraph.Write w : graph.writes()) {
      Optional<Object> way = w.inputs().stream().filter(tainted::contains).findFirst();
      if (way.isPresent() && reported.add(w.field())) {
        report(graph, w, way.get(), reporter);
      }
    }
    return reported.isEmpty();
  }

  private static void report(
      FlowGraph graph, FlowGraph.Write write, Object from, Reporter reporter) {
    Optional<Sym> iterator =
        graph.reaching(List.of(from)).stream()
            .filter(graph.iterators()::contains)
            .map(Sym.class::cast)
            .findFirst();
    String name = iterator.map(Sym::name).orElse("?");
    Diagnostic error =
        Diagnostic.error(
                CheckCode.CONFIG_DEPENDS_ON_LOOP,
                write.span(),
                "the value of "
                    + write.field()
                    + " would depend on the loop variable '"
                    + name
                    + "'")
            .withHint(
                "a configuration field may depend on arguments and other fields only, not even"
                    + " through a buffer that a loop fills or a condition around the write");
    SourceSpan loop = iterator.map(graph::loop).orElse(SourceSpan.NONE);
    reporter.error(loop.isNone() ? error : error.withNote(loop, "the loop"));
  }

  private FlowGraph graph(Proc proc) {
    summarizeCallees(proc);
    return new FlowGraph(proc, summaries::get);
  }

  /** Bottom up and without recursion: chains of calls may be long. */
  private void summarizeCallees(Proc proc) {
    Deque<Proc> todo = new ArrayDeque<>();
    todo.push(proc);
    while (!todo.isEmpty()) {
      Proc next = todo.peek();
      List<Proc> missing = new ArrayList<>();
      for (Proc callee : callees(next)) {
        if (!summaries.containsKey(callee)) {
          missing.add(callee);
        }
      }
      if (!missing.isEmpty()) {
        for (Proc p : missing) {
          todo.push(p);
        }
      } else {
        todo.pop();
        if (next != proc && !summaries.containsKey(next)) {
          summaries.put(next, FlowSummary.of(new FlowGraph(next, summaries::get)));
        }
      }
    }
  }

  private static List<Proc> callees(Proc proc) {
    List<Proc> found = new ArrayList<>();
    new Walker() {
      @Override
      public Void call(Stmt.Call s) {
        found.add(s.callee());
        return null;
      }
    }.stmts(proc.body());
    return found;
  }
}
