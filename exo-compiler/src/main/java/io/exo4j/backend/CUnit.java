package io.exo4j.backend;

import io.exo4j.ir.Proc;
import java.util.List;
import java.util.Objects;

/**
 * What is to be compiled into one C library.
 *
 * @param library its name: that of the header, of the context struct and in the comments
 * @param exported the procedures to export; what they call is compiled with them and stays private
 * @param options how the C is to look
 */
public record CUnit(String library, List<Proc> exported, COptions options) {
  /** Copies the list. */
  public CUnit {
    Objects.requireNonNull(library, "library");
    Objects.requireNonNull(options, "options");
    exported = List.copyOf(exported);
  }

  /** A unit with the default options. */
  public static CUnit of(String library, List<Proc> exported) {
    return new CUnit(library, exported, COptions.DEFAULTS);
  }
}
