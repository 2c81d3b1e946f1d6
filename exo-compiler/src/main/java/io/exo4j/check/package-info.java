/**
 * From the untyped tree to the IR: imports, names, types. Entry points: {@link
 * io.exo4j.check.ModuleLoader} for files, {@link io.exo4j.check.Fragments} for the expressions that
 * a schedule brings along. What needs a proof (bounds, assertions, aliasing) is not decided here.
 */
package io.exo4j.check;
