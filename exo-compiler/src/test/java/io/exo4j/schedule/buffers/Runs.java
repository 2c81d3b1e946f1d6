package io.exo4j.schedule.buffers;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.Exo;
import io.exo4j.ir.Arg;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Sym;
import io.exo4j.schedule.Procedure;
import io.exo4j.schedule.Scheduling;
import io.exo4j.testing.ControlValue;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Runs a procedure before and after steps on the same random numbers. */
final class Runs {
  private Runs() {}

  /**
   * Asserts what steps print, and that the result computes the same for these control arguments.
   */
  @SafeVarargs
  static void check(String before, String steps, String after, Map<String, Object>... control) {
    Procedure old = Scheduling.parse(before);
    Procedure now = Scheduling.scheduled(before, steps);
    assertThat(now.print().strip()).isEqualTo(after.strip());
    for (Map<String, Object> c : control) {
      assertThat(run(now, c)).as("with %s", c).isEqualTo(run(old, c));
    }
  }

  /** What the data arguments hold in the end, as text. */
  private static Map<String, String> run(Procedure p, Map<String, Object> control) {
    Random random = new Random(7);
    Map<Sym, Long> sizes = new HashMap<>();
    Map<String, Object> args = new LinkedHashMap<>();
    for (Arg a : p.proc().args()) {
      Object given = control.get(a.name());
      if (a.type().isData()) {
        DataType t = a.type().asData().orElseThrow();
        long n =
            t.dims().stream().mapToLong(new ControlValue(sizes)::of).reduce(1, (x, y) -> x * y);
        double[] data = random.ints((int) n, -9, 10).asDoubleStream().toArray();
        args.put(a.name(), data);
      } else {
        args.put(a.name(), given);
        if (a.type() != ControlType.BOOL) {
          sizes.put(a.sym(), ((Number) given).longValue());
        }
      }
    }
    Exo.create().interpret(p, args);
    Map<String, String> out = new LinkedHashMap<>();
    args.forEach(
        (k, v) -> {
          if (v.getClass() == double[].class) {
            out.put(k, Arrays.toString((double[]) v));
          }
        });
    return out;
  }
}
