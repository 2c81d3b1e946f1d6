package io.exo4j.interp;

import io.exo4j.ir.ControlType;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Sym;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Where the variables of a procedure are kept in its frames; which of them are in scope. */
final class Slots {
  /** A control variable. */
  record Control(int slot, boolean bool) {}

  /** A buffer or window; {@code precision} is never R. */
  record Buffer(int slot, Precision precision, int rank) {}

  private final Map<Sym, Control> controls = new HashMap<>();
  private final Map<Sym, Buffer> buffers = new HashMap<>();
  private final Deque<Runnable> undo = new ArrayDeque<>();
  private Optional<Scope> scope = Optional.empty();
  private int controlCount;
  private int bufferCount;

  Optional<Control> control(Sym sym) {
    return Optional.ofNullable(controls.get(sym));
  }

  Optional<Buffer> buffer(Sym sym) {
    return Optional.ofNullable(buffers.get(sym));
  }

  /** The control variables in scope. */
  Optional<Scope> scope() {
    return scope;
  }

  int controlCount() {
    return controlCount;
  }

  int bufferCount() {
    return bufferCount;
  }

  Control bindControl(Sym sym, ControlType type) {
    Control c = new Control(controlCount++, type == ControlType.BOOL);
    Optional<Scope> outer = scope;
    scope = Optional.of(new Scope(sym.name(), c.slot(), c.bool(), outer));
    Control before = controls.put(sym, c);
    undo.push(
        () -> {
          scope = outer;
          restore(controls, sym, before);
        });
    return c;
  }

  Buffer bindBuffer(Sym sym, Precision precision, int rank) {
    Buffer b = new Buffer(bufferCount++, Rounding.effective(precision), rank);
    Buffer before = buffers.put(sym, b);
    undo.push(() -> restore(buffers, sym, before));
    return b;
  }

  private static <T> void restore(Map<Sym, T> map, Sym sym, T before) {
    if (before == null) {
      map.remove(sym);
    } else {
      map.put(sym, before);
    }
  }

  /** The depth of the scope, for {@link #leave}. */
  int enter() {
    return undo.size();
  }

  /** Forgets everything that was bound since {@link #enter} gave that depth. */
  void leave(int depth) {
    while (undo.size() > depth) {
      undo.pop().run();
    }
  }
}
