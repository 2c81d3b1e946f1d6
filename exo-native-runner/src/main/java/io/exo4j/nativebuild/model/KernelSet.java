package io.exo4j.nativebuild.model;

import io.exo4j.ir.Proc;
import java.util.List;

/**
 * The kernels that one {@code .exo} or schedule file exports: they become one library and one
 * class.
 *
 * @param fileName the file, relative to the source directory, with {@code /}
 * @param kernels in the file's order
 */
public record KernelSet(String fileName, List<Kernel> kernels) {
  /** Copies the list. */
  public KernelSet {
    kernels = List.copyOf(kernels);
  }

  /** A set of kernels that have no variants; instructions are no kernels. */
  public static KernelSet of(String fileName, List<Proc> exported) {
    return new KernelSet(
        fileName, exported.stream().filter(p -> p.instr().isEmpty()).map(Kernel::of).toList());
  }

  /** The name of the library: the file's, without directory and extension, as a C identifier. */
  public String name() {
    String base = fileName.substring(fileName.lastIndexOf('/') + 1);
    int dot = base.lastIndexOf('.');
    String stem = (dot > 0 ? base.substring(0, dot) : base).replaceAll("[^A-Za-z0-9_]", "_");
    return stem.isEmpty() || Character.isDigit(stem.charAt(0)) ? "_" + stem : stem;
  }
}
