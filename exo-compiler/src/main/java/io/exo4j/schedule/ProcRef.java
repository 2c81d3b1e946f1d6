package io.exo4j.schedule;

import io.exo4j.diagnostics.SourceSpan;
import java.util.Optional;

/**
 * Another procedure: given as such, or by its name. Looked up by {@link
 * Context#procedure(ProcRef)}.
 *
 * @param procedure the procedure, if it is one
 * @param name its name otherwise
 * @param span where it was written
 */
public record ProcRef(Optional<Procedure> procedure, String name, SourceSpan span) {
  /** A procedure. */
  public static ProcRef of(Procedure procedure) {
    return new ProcRef(Optional.of(procedure), procedure.name(), SourceSpan.NONE);
  }

  /** The procedure of that name. */
  public static ProcRef of(String name) {
    return new ProcRef(Optional.empty(), name, SourceSpan.NONE);
  }

  @Override
  public String toString() {
    return name;
  }
}
