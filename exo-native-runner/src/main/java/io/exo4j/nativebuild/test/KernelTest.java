package io.exo4j.nativebuild.test;

import io.exo4j.ir.Target;
import io.exo4j.nativebuild.GeneratedProject;
import java.util.Optional;

/**
 * One test of one variant of a kernel: a group of cases.
 *
 * @param kernel the name of the kernel, after that of its library where several have one so named
 * @param variant the name of the variant
 * @param group the name of the group of cases
 * @param unit the C file that the variant is in
 * @param target what the variant needs
 * @param cases how many
 * @param isLong whether it takes too long with sanitizers
 */
public record KernelTest(
    String kernel,
    String variant,
    String group,
    GeneratedProject.Unit unit,
    Optional<Target> target,
    int cases,
    boolean isLong) {
  /** The test's name for CTest. */
  public String name() {
    return kernel + "." + variant + "." + group;
  }
}
