package io.exo4j.check;

import io.exo4j.ir.Arg;
import io.exo4j.ir.Sym;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a call of a procedure does to dependences.
 *
 * @param fields the fields that it writes, and what their values depend on
 * @param buffers the data arguments that it writes, by position, and what their values depend on
 */
record FlowSummary(Map<FlowGraph.Field, Set<Input>> fields, Map<Integer, Set<Input>> buffers) {

  /**
   * A formal argument, its strides, or a field.
   *
   * @param formal the position of the argument; -1 for a field
   * @param layout whether the strides are meant rather than the value
   * @param field the field
   */
  record Input(int formal, boolean layout, Optional<FlowGraph.Field> field) {}

  static FlowSummary of(FlowGraph graph) {
    Map<Object, Input> inputs = new HashMap<>();
    List<Arg> args = graph.proc().args();
    for (int i = 0; i < args.size(); i++) {
      Sym sym = args.get(i).sym();
      inputs.put(sym, new Input(i, false, Optional.empty()));
      inputs.put(new FlowGraph.Layout(sym), new Input(i, true, Optional.empty()));
    }
    Map<FlowGraph.Field, Set<Object>> direct = new LinkedHashMap<>();
    for (FlowGraph.Write w : graph.writes()) {
      direct.computeIfAbsent(w.field(), f -> new LinkedHashSet<>()).addAll(w.inputs());
    }
    Map<FlowGraph.Field, Set<Input>> fields = new LinkedHashMap<>();
    for (Map.Entry<FlowGraph.Field, Set<Object>> e : direct.entrySet()) {
      fields.put(e.getKey(), inputs(graph.reaching(e.getValue()), inputs));
    }
    Map<Integer, Set<Input>> buffers = new LinkedHashMap<>();
    for (int i = 0; i < args.size(); i++) {
      if (graph.written().contains(args.get(i).sym())) {
        buffers.put(i, inputs(graph.reaching(List.of(args.get(i).sym())), inputs));
      }
    }
    return new FlowSummary(fields, buffers);
  }

  private static Set<Input> inputs(Set<Object> nodes, Map<Object, Input> known) {
    Set<Input> found = new LinkedHashSet<>();
    for (Object node : nodes) {
      if (known.containsKey(node)) {
        found.add(known.get(node));
      } else if (node.getClass() == FlowGraph.Field.class) {
        found.add(new Input(-1, false, Optional.of((FlowGraph.Field) node)));
      }
    }
    return found;
  }
}
