package io.exo4j.yaml;

import io.exo4j.schedule.ScheduleScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What running a schedule file gave.
 *
 * @param kernels its kernels, in order
 * @param params the values of its parameters, as text
 * @param scope everything that the file's names stand for, its kernels included
 */
public record ScheduleResult(
    List<ScheduledKernel> kernels, Map<String, String> params, ScheduleScope scope) {
  /** Copies the collections. */
  public ScheduleResult {
    kernels = List.copyOf(kernels);
    params = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(params));
  }

  /** The kernel of that name. */
  public Optional<ScheduledKernel> kernel(String name) {
    return kernels.stream().filter(k -> k.name().equals(name)).findFirst();
  }
}
