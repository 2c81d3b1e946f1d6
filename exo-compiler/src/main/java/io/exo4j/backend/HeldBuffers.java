package io.exo4j.backend;

import io.exo4j.ir.Stmt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/**
 * The buffers that are held while statements are written, and what happens to them in a failure.
 */
final class HeldBuffers {
  /** A buffer, with the C statement that releases it; or the start of a parallel loop. */
  private record Held(Optional<Stmt.Alloc> alloc, String release, Optional<Loop> loop) {}

  /** A parallel loop whose iterations may fail. */
  static final class Loop {
    private final String status;
    private final String label;
    private boolean hasJumps;

    private Loop(String status, String label) {
      this.status = status;
      this.label = label;
    }

    /** The variable that the threads combine: nonzero if an iteration failed. */
    String status() {
      return status;
    }
  }

  private final Lines lines;
  private final Deque<Held> held = new ArrayDeque<>();
  private int labels;

  HeldBuffers(Lines lines) {
    this.lines = lines;
  }

  /** From here on the buffer has to be released. */
  void hold(Stmt.Alloc alloc, String release) {
    held.push(new Held(Optional.of(alloc), release, Optional.empty()));
  }

  /** Releases a buffer that is held; does nothing for others. */
  void release(Stmt.Alloc alloc) {
    for (Iterator<Held> i = held.iterator(); i.hasNext(); ) {
      Held h = i.next();
      if (h.alloc().isPresent() && h.alloc().get() == alloc) {
        i.remove();
        if (!h.release().isEmpty()) {
          lines.add(h.release());
        }
        return;
      }
    }
  }

  /** Names for a parallel loop that may fail. */
  Loop newLoop(CNames scope) {
    // Labels have a name space of their own, and the whole function as their scope.
    return new Loop(scope.take("status"), "failed_" + ++labels);
  }

  /** What follows is in the body of that loop. */
  void enter(Loop loop) {
    held.push(new Held(Optional.empty(), "", Optional.of(loop)));
  }

  /** The end of the body. */
  void leave(Loop loop) {
    held.pop();
    if (loop.hasJumps) {
      lines.add(loop.label + ":;");
    }
  }

  /** Releases what is held and leaves the function, or the iteration of a parallel loop. */
  void fail() {
    for (Held h : held) {
      if (h.loop().isPresent()) {
        Loop loop = h.loop().get();
        lines.add(loop.status + " |= 1;");
        lines.add("goto " + loop.label + ";");
        loop.hasJumps = true;
        return;
      }
      if (!h.release().isEmpty()) {
        lines.add(h.release());
      }
    }
    lines.add("return 1;");
  }
}
