package io.exo4j.testing;

import io.exo4j.ir.Precision;
import java.util.List;

/** What callers need to know of a generated procedure. */
final class Signature {
  /** What kind of argument. */
  enum Kind {
    SIZE,
    INDEX,
    BOOL,
    DATA
  }

  /**
   * An argument.
   *
   * @param size for an index: the size that it must be below; otherwise empty
   * @param buffer for data: as the callee sees it
   * @param window for data: whether it is declared as a window
   * @param unit for data: whether the callee asserts a unit stride
   */
  record Formal(
      String name, Kind kind, String size, List<Buffer> buffer, boolean window, boolean unit) {
    Buffer data() {
      return buffer.get(0);
    }
  }

  /** What the callee asserts of a size: {@code min <= n} and {@code n % multiple == 0}. */
  record SizeRule(String name, int min, int multiple) {}

  final String name;
  final List<Formal> formals;
  final List<SizeRule> sizes;

  /** Whether it uses configuration fields, itself or in callees. */
  boolean usesConfig;

  boolean writesConfig;

  /** How many statements it may execute, about. */
  double cost;

  Signature(String name, List<Formal> formals, List<SizeRule> sizes) {
    this.name = name;
    this.formals = List.copyOf(formals);
    this.sizes = List.copyOf(sizes);
  }

  SizeRule rule(String size) {
    return sizes.stream().filter(r -> r.name().equals(size)).findFirst().orElseThrow();
  }

  /** A field of the configuration. */
  record Field(String name, String type, List<Precision> precision) {
    boolean isData() {
      return !precision.isEmpty();
    }
  }
}
