package io.exo4j.check;

import io.exo4j.ir.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The lexical scopes of a procedure: one map of stacks, so that every operation takes constant
 * time.
 */
final class VarScope implements Variables {
  private final Map<String, Deque<Binding>> bindings = new HashMap<>();
  private final Deque<List<String>> blocks = new ArrayDeque<>();

  VarScope() {
    enter();
  }

  void enter() {
    blocks.push(new ArrayList<>());
  }

  void leave() {
    for (String name : blocks.pop()) {
      Deque<Binding> stack = bindings.get(name);
      stack.pop();
      if (stack.isEmpty()) {
        bindings.remove(name);
      }
    }
  }

  void bind(String name, Binding binding) {
    bindings.computeIfAbsent(name, n -> new ArrayDeque<>(1)).push(binding);
    blocks.peek().add(name);
  }

  /**
   * Binds in the outermost scope, behind everything else: after one complaint about a name, no
   * more.
   */
  @Override
  public void silence(String name) {
    bindings.computeIfAbsent(name, n -> new ArrayDeque<>(1)).addLast(Binding.poison(name));
    blocks.peekLast().add(name);
  }

  @Override
  public Optional<Binding> find(String name) {
    Deque<Binding> stack = bindings.get(name);
    return stack == null ? Optional.empty() : Optional.of(stack.peek());
  }

  @Override
  public Collection<String> names() {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Deque<Variables.Binding>> e : bindings.entrySet()) {
      Optional<Type> type = e.getValue().peek().type();
      if (type.isPresent()) {
        names.add(e.getKey());
      }
    }
    return names;
  }
}
