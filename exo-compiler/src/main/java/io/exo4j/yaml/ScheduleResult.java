package io.exo4j.yaml;

import io.exo4j.ir.Target;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.ScheduleScope;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What running a schedule file gave.
 *
 * @param kernels its kernels, in order
 * @param params the values of its parameters, as text
 * @param operations what its steps can call beside directives, those of imported libraries included
 * @param scope everything that the file's names stand for, its kernels included
 */
public record ScheduleResult(
    List<ScheduledKernel> kernels,
    Map<String, String> params,
    List<OperationSummary> operations,
    ScheduleScope scope) {
  /** Copies the collections. */
  public ScheduleResult {
    kernels = List.copyOf(kernels);
    operations = List.copyOf(operations);
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  /** The kernel of that name. */
  public Optional<ScheduledKernel> kernel(String name) {
    return kernels.stream().filter(k -> k.name().equals(name)).findFirst();
  }

  /** What the callers of a variant call: a kernel of this file, or a procedure of an import. */
  public Optional<Procedure> base(ScheduledKernel variant) {
    return variant
        .variantOf()
        .flatMap(
            name -> kernel(name).map(ScheduledKernel::procedure).or(() -> scope.procedure(name)));
  }

  /** What the C of a kernel needs of compiler and CPU; empty: nothing. */
  public Optional<Target> target(ScheduledKernel kernel) {
    return kernel.target().flatMap(name -> scope.module().target(name));
  }
}
