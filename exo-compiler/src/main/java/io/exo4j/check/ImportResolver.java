package io.exo4j.check;

import io.exo4j.diagnostics.Diagnostics;
import io.exo4j.diagnostics.SourceFile;
import io.exo4j.syntax.AstItem;
import java.util.Optional;

/**
 * Finds the modules that files import. {@link ModuleLoader} is the one for files and class paths.
 */
public interface ImportResolver {
  /** What every file sees without an import. */
  ModuleScope standard();

  /**
   * The module that an import asks for. The same module is the same object every time.
   *
   * @param importer the file that the import stands in
   * @param request the import
   * @param diagnostics takes what is wrong, with the import or inside the module
   * @return the module, possibly with declarations missing because of errors; empty if there is
   *     none, and then an error was reported
   */
  Optional<ModuleScope> resolve(
      SourceFile importer, AstItem.Import request, Diagnostics diagnostics);
}
