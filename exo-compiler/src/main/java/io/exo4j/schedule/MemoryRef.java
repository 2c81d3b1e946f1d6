package io.exo4j.schedule;

import io.exo4j.diagnostics.SourceSpan;
import io.exo4j.ir.Memory;
import java.util.Optional;

/**
 * A memory: given as such, or by its name. Looked up by {@link Context#memory}.
 *
 * @param memory the memory, if it is one
 * @param name its name otherwise
 * @param span where it was written
 */
public record MemoryRef(Optional<Memory> memory, String name, SourceSpan span) {
  /** A memory. */
  public static MemoryRef of(Memory memory) {
    return new MemoryRef(Optional.of(memory), memory.name(), SourceSpan.NONE);
  }

  /** The memory of that name. */
  public static MemoryRef of(String name) {
    return new MemoryRef(Optional.empty(), name, SourceSpan.NONE);
  }

  @Override
  public String toString() {
    return name;
  }
}
