package io.exo4j.nativebuild.model;

import io.exo4j.ir.Arg;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import java.util.List;
import java.util.Optional;

/**
 * An exported kernel: one Java method, one entry in the index.
 *
 * @param name what callers call
 * @param variants best first; at least one, all with the signature of the last
 * @param source the procedure before any scheduling, with the same signature, where it is known:
 *     what native tests compare with
 */
public record Kernel(String name, List<Variant> variants, Optional<Proc> source) {
  /** Copies the list. */
  public Kernel {
    variants = List.copyOf(variants);
    if (variants.isEmpty()) {
      throw new IllegalArgumentException("kernel " + name + " has no variants");
    }
  }

  /** A kernel that was never scheduled. */
  public Kernel(String name, List<Variant> variants) {
    this(name, variants, Optional.empty());
  }

  /** A kernel that is compiled once, plainly. */
  public static Kernel of(Proc proc) {
    return new Kernel(
        proc.name(),
        List.of(new Variant(Variant.PLAIN, proc, Optional.empty())),
        Optional.of(proc));
  }

  /** The procedure that says what the kernel means: the variant that is tried last. */
  public Proc reference() {
    return variants.get(variants.size() - 1).proc();
  }

  /** Whether two procedures can be called with the same arguments. */
  public static boolean sameArguments(Proc one, Proc other) {
    if (one.args().size() != other.args().size()) {
      return false;
    }
    for (int i = 0; i < one.args().size(); i++) {
      Arg a = one.args().get(i);
      Arg b = other.args().get(i);
      if (!a.name().equals(b.name())
          || !a.type().asControl().equals(b.type().asControl())
          || !a.type().asData().map(Kernel::shape).equals(b.type().asData().map(Kernel::shape))) {
        return false;
      }
    }
    return true;
  }

  private record Shape(Precision precision, int rank, boolean window) {}

  private static Shape shape(DataType type) {
    return new Shape(type.precision(), type.rank(), type.window());
  }
}
