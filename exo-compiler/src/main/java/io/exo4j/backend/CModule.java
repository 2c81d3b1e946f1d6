package io.exo4j.backend;

import io.exo4j.diagnostics.Diagnostic;
import io.exo4j.ir.Memory;
import java.util.List;
import java.util.Optional;

/**
 * One library in C.
 *
 * @param library its name
 * @param headerName the file name that {@code source} includes the header by
 * @param header the text of the header; for C11 and C++
 * @param source the text of the C file
 * @param singleFile everything in one C file that needs no header of ours
 * @param exported the functions of the header, in the order of the request; instructions have none
 * @param context the struct that holds the configuration state; empty if no function uses any
 * @param needs what a build must provide
 * @param memories every memory that the code uses, by name
 * @param warnings what was found and does not stand in the way
 */
public record CModule(
    String library,
    String headerName,
    String header,
    String source,
    String singleFile,
    List<CSignature> exported,
    Optional<CContext> context,
    CNeeds needs,
    List<Memory> memories,
    List<Diagnostic> warnings) {
  /** Copies the lists. */
  public CModule {
    exported = List.copyOf(exported);
    memories = List.copyOf(memories);
    warnings = List.copyOf(warnings);
  }
}
