package io.exo4j.nativebuild.test;

import io.exo4j.diagnostics.Code;

/** What can be wrong with a test specification. */
public enum NativeTestCode implements Code {
  /** A key that means nothing in a test specification. */
  UNKNOWN_KEY(1, "unknown key in a test specification"),
  /** A key that is missing. */
  MISSING_KEY(2, "missing key in a test specification"),
  /** A list where a map belongs, a text where a number belongs, and the like. */
  WRONG_SHAPE(3, "value of the wrong shape in a test specification"),
  /** A kernel that is not exported. */
  UNKNOWN_KERNEL(4, "test of an unknown kernel"),
  /** An argument that the kernel does not have, or that is of another kind. */
  UNKNOWN_ARGUMENT(5, "test with an unknown argument"),
  /** Sizes that are no sizes. */
  SIZES(6, "sizes that cannot be read"),
  /** Inputs that are no inputs. */
  INPUTS(7, "inputs that cannot be read"),
  /** Sizes that an assertion of the kernel forbids. */
  FORBIDDEN(8, "sizes that the kernel's assertions forbid"),
  /** Assertions that no sizes tried satisfy. */
  NO_SIZES(9, "no sizes found for a test"),
  /** A kernel that cannot be compared with anything. */
  REFERENCE(10, "nothing to compare a kernel with"),
  /** A module with instructions that cannot be found. */
  UNKNOWN_MODULE(11, "test of the instructions of an unknown module");

  private final int number;
  private final String title;

  NativeTestCode(int number, String title) {
    this.number = number;
    this.title = title;
  }

  @Override
  public String id() {
    return Code.id("TEST", number);
  }

  @Override
  public String title() {
    return title;
  }
}
