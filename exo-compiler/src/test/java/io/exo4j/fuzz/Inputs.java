package io.exo4j.fuzz;

import io.exo4j.interp.ConfigState;
import io.exo4j.interp.WindowArgument;
import io.exo4j.ir.Config;
import io.exo4j.ir.ConfigField;
import io.exo4j.ir.ControlType;
import io.exo4j.schedule.Procedure;
import io.exo4j.testing.Dice;
import io.exo4j.testing.GeneratedProgram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to run a program on.
 *
 * @param arguments of the main procedure
 * @param config the values of configuration fields before the run
 */
record Inputs(Map<String, Object> arguments, ConfigState config) {

  /** Some inputs of a generated program. */
  static List<Inputs> of(GeneratedProgram program, Procedure main, long seed, int count) {
    List<Inputs> out = new ArrayList<>();
    Dice choice = new Dice(seed, Fuzzer.STREAM);
    for (int i = 0; i < count; i++) {
      out.add(
          new Inputs(
              program.arguments(seed * 31 + i),
              config(main.scope().module().configs().values(), choice)));
    }
    return out;
  }

  private static ConfigState config(Iterable<Config> configs, Dice choice) {
    ConfigState state = ConfigState.initial();
    for (Config c : configs) {
      for (ConfigField f : c.fields()) {
        Object value;
        if (f.type().isData()) {
          boolean real = f.type().asData().orElseThrow().precision().isFloating();
          long v = choice.between(-3, 3);
          value = real ? (Object) (double) v : (Object) v;
        } else if (f.type() == ControlType.BOOL) {
          value = choice.percent(50);
        } else {
          value = (long) choice.between(0, 4);
        }
        state = state.with(c.name(), f.name(), value);
      }
    }
    return state;
  }

  /** A copy of the arguments whose arrays are new, only those of a procedure. */
  Map<String, Object> copyFor(Procedure p) {
    Map<String, Object> all = GeneratedProgram.copy(arguments);
    Map<String, Object> out = new LinkedHashMap<>();
    p.proc()
        .args()
        .forEach(
            a -> {
              if (all.containsKey(a.name())) {
                out.put(a.name(), all.get(a.name()));
              }
            });
    return out;
  }

  static String show(Map<String, Object> arguments) {
    List<String> out = new ArrayList<>();
    arguments.forEach((n, v) -> out.add(n + " = " + show(v)));
    return String.join(", ", out);
  }

  static String show(Object v) {
    if (v instanceof WindowArgument w) {
      return "window of " + show(w.data()) + " with strides " + show(w.strides());
    }
    return v instanceof double[] d
        ? Arrays.toString(d)
        : v instanceof long[] l ? Arrays.toString(l) : String.valueOf(v);
  }

  @Override
  public String toString() {
    return show(arguments) + "; " + config;
  }
}
