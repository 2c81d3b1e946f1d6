package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.Severity;
import io.exo4j.ir.Proc;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A procedure that is read, checked and proved when it is first asked for.
 *
 * <p>Safe for use by several threads. Reading it may read other procedures of its file, which has
 * one lock, and of files that this one imports; so locks are always taken in one order.
 */
final class UnreadProc implements Content {
  private final Object lock;
  private Function<Diagnostics, Optional<Proc>> reader;
  private Optional<Proc> proc = Optional.empty();
  private List<Diagnostic> errors = List.of();

  /**
   * A procedure that was not read yet.
   *
   * @param lock held while a procedure of the file is read
   * @param reader reads it; gives nothing if it reports an error
   */
  UnreadProc(Object lock, Function<Diagnostics, Optional<Proc>> reader) {
    this.lock = lock;
    this.reader = reader;
  }

  private void read() {
    synchronized (lock) {
      if (reader != null) {
        Diagnostics found = new Diagnostics();
        Optional<Proc> read = reader.apply(found);
        proc = found.hasErrors() ? Optional.empty() : read;
        errors = found.list().stream().filter(d -> d.severity() == Severity.ERROR).toList();
        reader = null;
      }
    }
  }

  @Override
  public Optional<Proc> thing() {
    read();
    return proc;
  }

  @Override
  public List<Diagnostic> errors() {
    read();
    return errors;
  }

  @Override
  public boolean isBroken() {
    return false;
  }
}
