package io.exo4j.backend;

import java.util.List;

/**
 * What the build of a library must provide.
 *
 * @param openmp whether there are parallel loops
 * @param libm whether functions of {@code <math.h>} are called
 * @param headers what the C file includes, as written: {@code <math.h>}, {@code "vec.h"}
 */
public record CNeeds(boolean openmp, boolean libm, List<String> headers) {
  /** Copies the list. */
  public CNeeds {
    headers = List.copyOf(headers);
  }
}
