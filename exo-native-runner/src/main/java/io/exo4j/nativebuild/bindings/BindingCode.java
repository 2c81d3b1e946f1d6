package io.exo4j.nativebuild.bindings;

import io.exo4j.diagnostics.Code;

/** Why a kernel cannot be called from Java. */
public enum BindingCode implements Code {
  /** An argument in a memory that has no addresses. */
  MEMORY(1, "argument in a memory that Java cannot address"),
  /** An assertion about configuration that can only be written. */
  CONFIG(2, "assertion that cannot be checked"),
  /** A variant whose arguments are not the kernel's. */
  VARIANT(3, "variant with other arguments"),
  /** Two kernel files, or two kernels, of one name. */
  DUPLICATE(4, "two of one name"),
  /** The C compiler refused generated code. */
  C_COMPILER(5, "error of the C compiler");

  private final int number;
  private final String title;

  BindingCode(int number, String title) {
    this.number = number;
    this.title = title;
  }

  @Override
  public String id() {
    return Code.id("NAT", number);
  }

  @Override
  public String title() {
    return title;
  }
}
