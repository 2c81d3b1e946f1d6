package io.exo4j.nativebuild.bindings;

import io.exo4j.backend.CModule;
import io.exo4j.backend.CSignature;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One C file of a library, with its header.
 *
 * @param module what the back end made
 * @param define the macro that says that the file is part of the library; absent: it always is
 */
public record CUnitInfo(CModule module, Optional<String> define) {
  private static final Pattern STATIC = Pattern.compile("\\bstatic\\b");

  /** Whether a buffer of its functions has static storage. */
  boolean hasStaticMemory() {
    return module.memories().stream()
        .flatMap(memory -> memory.alloc().stream())
        .anyMatch(template -> STATIC.matcher(template).find());
  }

  /** The function that a procedure became, if it is in this file. */
  Optional<CSignature> find(String procedure) {
    return module.exported().stream().filter(s -> s.proc().name().equals(procedure)).findFirst();
  }
}
