package io.exo4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.exo4j.diagnostics.ExoException;
import io.exo4j.interp.ConfigState;
import io.exo4j.interp.Interpreter;
import io.exo4j.interp.InterpreterOptions;
import io.exo4j.interp.Program;
import io.exo4j.ir.Arg;
import io.exo4j.ir.Config;
import io.exo4j.ir.ControlType;
import io.exo4j.ir.DataType;
import io.exo4j.ir.Expr;
import io.exo4j.ir.Precision;
import io.exo4j.ir.Proc;
import io.exo4j.ir.Stmt;
import io.exo4j.ir.Sym;
import io.exo4j.ir.Type;
import io.exo4j.ir.Walker;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Runs two procedures with the same random arguments and configuration, compares what they leave.
 * Data are small integers, so that sums are exact in any order.
 */
public final class SameResults {
  private static final int RUNS = 25;
  private static final int TRIES = 4000;

  private SameResults() {}

  /**
   * Asserts that {@code after} computes what {@code before} does, where {@code before} is defined.
   *
   * @throws AssertionError with the arguments for which they differ; also if hardly any fit
   */
  public static void assertSame(Proc before, Proc after) {
    assertSame(before, after, true);
  }

  /**
   * The same; if {@code signOfZero} is false, a negative zero counts as zero, as it must where a
   * sum is computed in another way.
   */
  public static void assertSame(Proc before, Proc after, boolean signOfZero) {
    Program reference = Interpreter.compile(before);
    Program forwards = Interpreter.compile(after);
    Program backwards =
        Interpreter.compile(after, InterpreterOptions.DEFAULT.withReverseParallel(true));
    Fields fields = new Fields();
    fields.visit(before);
    int runs = 0;
    for (int seed = 0; seed < TRIES && runs < RUNS; seed++) {
      Dice dice = new Dice(seed);
      Map<String, Object> args = new Inputs(dice).arguments(before);
      ConfigState state = fields.random(dice);
      Map<String, Object> expected = GeneratedProgram.copy(args);
      ConfigState left;
      try {
        left = reference.run(expected, state);
      } catch (ExoException notForTheseArguments) {
        continue;
      }
      runs++;
      compare(forwards, args, state, expected, left, signOfZero);
      compare(backwards, args, state, expected, left, signOfZero);
    }
    assertThat(runs).as("runs of %s", before.name()).isGreaterThan(2);
  }

  private static void compare(
      Program program,
      Map<String, Object> args,
      ConfigState state,
      Map<String, Object> expected,
      ConfigState left,
      boolean signOfZero) {
    Map<String, Object> actual = GeneratedProgram.copy(args);
    ConfigState after = program.run(actual, state);
    expected.forEach(
        (name, value) ->
            assertThat(text(signOfZero, actual.get(name)))
                .as("%s, from %s", name, text(args))
                .isEqualTo(text(signOfZero, value)));
    left.values()
        .forEach(
            (field, value) ->
                assertThat(after.values().getOrDefault(field, value))
                    .as("%s, from %s", field, text(args))
                    .isEqualTo(value));
  }

  private static String text(Map<String, Object> args) {
    Map<String, String> out = new LinkedHashMap<>();
    args.forEach((name, value) -> out.put(name, text(value)));
    return out.toString();
  }

  private static String text(boolean signOfZero, Object value) {
    return !signOfZero && value instanceof double[] d
        ? Arrays.toString(Arrays.stream(d).map(x -> x + 0.0).toArray())
        : text(value);
  }

  private static String text(Object value) {
    return value instanceof double[] d
        ? Arrays.toString(d)
        : value instanceof long[] l ? Arrays.toString(l) : String.valueOf(value);
  }

  /** Every configuration field that code mentions, callees included. */
  private static final class Fields extends Walker {
    private final Map<String, Config> configs = new LinkedHashMap<>();

    ConfigState random(Dice dice) {
      ConfigState state = ConfigState.initial();
      for (Config c : configs.values()) {
        for (var f : c.fields()) {
          state = state.with(c.name(), f.name(), value(f.type(), dice));
        }
      }
      return state;
    }

    private static Object value(Type type, Dice dice) {
      Optional<DataType> data = type.asData();
      if (data.isPresent()) {
        Precision p = data.get().precision();
        return p == Precision.R || p.isFloating()
            ? (Object) (double) dice.between(-3, 3)
            : (Object) (long) dice.between(0, 3);
      }
      return switch (type.asControl().orElseThrow()) {
        case BOOL -> dice.percent(50);
        case SIZE -> (long) dice.between(1, 5);
        case INDEX, INT, STRIDE -> (long) dice.between(-1, 5);
      };
    }

    @Override
    public Void readConfig(Expr.ReadConfig e) {
      configs.put(e.config().name(), e.config());
      return null;
    }

    @Override
    public Void writeConfig(Stmt.WriteConfig s) {
      configs.put(s.config().name(), s.config());
      return super.writeConfig(s);
    }

    @Override
    public Void call(Stmt.Call s) {
      visit(s.callee());
      return super.call(s);
    }
  }

  /** Random arguments. */
  private static final class Inputs {
    private final Dice dice;
    private final Map<Sym, Long> values = new HashMap<>();

    Inputs(Dice dice) {
      this.dice = dice;
    }

    Map<String, Object> arguments(Proc p) {
      Map<String, Object> out = new LinkedHashMap<>();
      for (Arg a : p.args()) {
        a.type()
            .asControl()
            .ifPresent(
                t -> {
                  Object v = control(t);
                  values.put(a.sym(), v instanceof Long l ? l : Boolean.TRUE.equals(v) ? 1L : 0L);
                  out.put(a.name(), v);
                });
      }
      for (Arg a : p.args()) {
        a.type().asData().ifPresent(t -> out.put(a.name(), data(t)));
      }
      return out;
    }

    private Object control(ControlType t) {
      return switch (t) {
        case BOOL -> dice.percent(50);
        case SIZE -> (long) dice.between(1, dice.percent(50) ? 5 : 17);
        case STRIDE -> 1L;
        case INDEX, INT -> (long) dice.between(-3, 8);
      };
    }

    private Object data(DataType t) {
      long n = 1;
      for (Expr d : t.dims()) {
        n *= Math.max(1, new ControlValue(values).of(d));
      }
      Precision p = t.precision();
      boolean signed = p == Precision.R || p.isFloating() || p.isSigned();
      if (p == Precision.I64) {
        long[] out = new long[(int) n];
        Arrays.setAll(out, i -> dice.between(-4, 4));
        return out;
      }
      double[] out = new double[(int) n];
      Arrays.setAll(out, i -> dice.between(signed ? -4 : 0, 4));
      return out;
    }
  }
}
