package io.exo4j.nativebuild.test;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.Proc;
import io.exo4j.nativebuild.model.Kernel;
import io.exo4j.nativebuild.model.KernelSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sizes that kernels are measured with, where nobody says which. */
public final class BenchSpecs {
  private static final List<Long> SIZES = List.of(16L, 64L, 256L);

  private BenchSpecs() {}

  /**
   * Adds to the given specifications one for each kernel that has none: all sizes 16, all 64, all
   * 256, as far as the kernel's assertions allow that.
   */
  public static List<TestSpec> complete(List<KernelSet> sets, List<TestSpec> given) {
    List<TestSpec> all = new ArrayList<>(given);
    for (KernelSet set : sets) {
      for (Kernel kernel : set.kernels()) {
        if (given.stream().noneMatch(s -> s.kernel().equals(kernel.name()))) {
          standard(kernel).ifPresent(all::add);
        }
      }
    }
    return all;
  }

  private static Optional<TestSpec> standard(Kernel kernel) {
    Proc reference = kernel.reference();
    CaseChooser chooser =
        new CaseChooser(kernel, Plain.of(kernel.source().orElse(reference), "plain"));
    List<TestSpec.Sizes> allowed = new ArrayList<>();
    for (long size : SIZES) {
      Map<String, List<Long>> values = new LinkedHashMap<>();
      reference.args().stream()
          .filter(a -> a.type().asControl().filter(t -> t == ControlType.SIZE).isPresent())
          .forEach(a -> values.put(a.name(), List.of(size)));
      TestSpec.Sizes sizes = new TestSpec.Sizes(values, reference.span());
      if (isAllowed(chooser, sizes)) {
        allowed.add(sizes);
      }
      if (values.isEmpty()) {
        break;
      }
    }
    return allowed.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new TestSpec(
                "sizes",
                kernel.name(),
                false,
                allowed,
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                reference.span()));
  }

  private static boolean isAllowed(CaseChooser chooser, TestSpec.Sizes sizes) {
    try {
      return !chooser.listed(List.of(sizes)).isEmpty();
    } catch (ExoException forbidden) {
      return false;
    }
  }
}
